import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { isAtLeast, type Role } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import { defaultTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx, withoutTenant } from "../store/index.ts";
import { hash } from "./access.ts";
import { joinTenant, readInvitation, unknownInvitation } from "./join-tenant.ts";
import { hashPassword, refuseWeakPassword } from "./passwords.ts";
import { plainEmail } from "./sign-in.ts";

const invitationMs = 7 * 24 * 3_600_000;

/** What somebody may do in a tenant. */
export interface Reach {
  role: Role;
  /** Only for the agency's people: the clients they may act for; null is all. */
  clientIds: string[] | null;
  /** The agents whose calls they may see; null is all. */
  agentIds: string[] | null;
}

/** The people of a tenant, and who was asked to join them. */
export function createMemberService({ db, now }: { db: Database; now: () => number }) {
  return {
    listUsers: (scope: TenantScope) =>
      inTenant(db, scope, (trx) =>
        trx
          .selectFrom("users")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .orderBy("created_at")
          .orderBy("id")
          .execute(),
      ),

    /** Changes what a user may do. Whoever is disabled is signed out. */
    changeUser: (
      access: RequestAccess,
      userId: string,
      change: { reach: Partial<Reach>; isDisabled: boolean | undefined },
    ) =>
      inTenant(db, access.scope, async (trx) => {
        const { scope } = access;
        const user = await lockUser(trx, scope, userId);
        refuseMightier(access, user.role);
        const { role, clientIds, agentIds } = change.reach;
        if (role !== undefined) refuseMightier(access, role);
        refuseWiderReach(access, change.reach);
        const isDemoted = (role !== undefined && role !== "owner") || change.isDisabled === true;
        if (user.role === "owner" && isDemoted) await refuseLastOwner(trx, scope, userId);
        const changed = await trx
          .updateTable("users")
          .set({
            ...(role === undefined ? {} : { role }),
            ...(clientIds === undefined ? {} : { client_ids: clientIds }),
            ...(agentIds === undefined ? {} : { agent_ids: agentIds }),
            ...(change.isDisabled === undefined
              ? {}
              : { disabled_at: change.isDisabled ? new Date(now()) : null }),
          })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", userId)
          .returningAll()
          .executeTakeFirstOrThrow();
        // A session that acts for a client must not outlive the right to.
        if (change.isDisabled || clientIds !== undefined) await endSessions(trx, scope, userId);
        await recordAudit(trx, scope, {
          actor: access.actor,
          action: "user.changed",
          subject: userId,
          payload: { ...change.reach, is_disabled: change.isDisabled },
        });
        return changed;
      }),

    removeUser: (access: RequestAccess, userId: string) =>
      inTenant(db, access.scope, async (trx) => {
        const { scope } = access;
        const user = await lockUser(trx, scope, userId);
        refuseMightier(access, user.role);
        if (user.role === "owner") await refuseLastOwner(trx, scope, userId);
        await trx
          .deleteFrom("users")
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", userId)
          .execute();
        await recordAudit(trx, scope, {
          actor: access.actor,
          action: "user.removed",
          subject: userId,
        });
      }),

    listInvitations: (scope: TenantScope) =>
      inTenant(db, scope, (trx) =>
        trx
          .selectFrom("invitations")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .where("accepted_at", "is", null)
          .where("expires_at", ">", new Date(now()))
          .orderBy("created_at")
          .orderBy("id")
          .execute(),
      ),

    /** Asks somebody to join the tenant that the session acts for. Returns the token, to be shown this once. */
    async invite(access: RequestAccess, email: string, reach: Reach) {
      refuseMightier(access, reach.role);
      refuseWiderReach(access, reach);
      const { scope } = access;
      const token = randomBytes(32).toString("base64url");
      const row = {
        tenant_id: scope.tenantId,
        id: newId("inv"),
        email: plainEmail(email),
        role: reach.role,
        client_ids: reach.clientIds,
        agent_ids: reach.agentIds,
        invited_by: access.actor,
        expires_at: new Date(now() + invitationMs),
      };
      await inTenant(db, scope, async (trx) => {
        await trx
          .insertInto("invitations")
          .values({ ...row, token_hash: hash(token) })
          .execute();
        await recordAudit(trx, scope, {
          actor: access.actor,
          action: "invitation.made",
          subject: row.id,
          payload: { role: reach.role },
        });
      });
      return { ...row, token };
    },

    revokeInvitation: (access: RequestAccess, invitationId: string) =>
      inTenant(db, access.scope, async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("invitations")
          .where("tenant_id", "=", access.scope.tenantId)
          .where("id", "=", invitationId)
          .executeTakeFirst();
        if (Number(numDeletedRows) === 0) throw unknownInvitation();
        await recordAudit(trx, access.scope, {
          actor: access.actor,
          action: "invitation.revoked",
          subject: invitationId,
        });
      }),

    /**
     * Makes the user of an invitation. The token is good once; an address that has an account already is refused, and the account left as it is.
     */
    async acceptInvitation(given: {
      token: string;
      name: string;
      password: string;
    }): Promise<{ scope: TenantScope; userId: string }> {
      const place = await findInvitation(db, given.token, now());
      if (place === undefined) throw unknownInvitation();
      const scope: TenantScope = { tenantId: place.tenant_id };
      const invitation = await readInvitation(db, scope, place.id);
      refuseWeakPassword(given.password, [invitation.email, given.name]);
      const passwordHash = await hashPassword(given.password);
      const joining = { name: given.name, passwordHash, at: new Date(now()) };
      const userId = await inTenant(db, scope, (trx) =>
        joinTenant(trx, scope, invitation, joining),
      );
      return { scope, userId };
    },
  };
}

/** The open invitation that a token is for. */
export async function findInvitation(db: Database, token: string, nowMs: number) {
  const { rows } = await withoutTenant(db, (trx) =>
    sql<{
      tenant_id: string;
      id: string;
    }>`select * from find_invitation(${hash(token)}, ${new Date(nowMs)})`.execute(trx),
  );
  return rows[0];
}

/** Locks a user, and with it every owner in one order: two who demote each other at once wait, and cannot both succeed. */
async function lockUser(trx: Trx, scope: TenantScope, userId: string) {
  const users = await trx
    .selectFrom("users")
    .select(["id", "role"])
    .where("tenant_id", "=", scope.tenantId)
    .where((is) => is.or([is("id", "=", userId), is("role", "=", "owner")]))
    .orderBy("id")
    .forUpdate()
    .execute();
  const user = users.find(({ id }) => id === userId);
  if (user === undefined) throw new ProblemError("user-not-found", "This tenant has no such user.");
  return user;
}

/** Nobody makes or unmakes somebody mightier than themselves. */
export function refuseMightier(access: RequestAccess, role: Role): void {
  if (isAtLeast(access.role, role)) return;
  throw new ProblemError("forbidden", `Only somebody with the role ${role} may do this.`);
}

/** Nobody gives a wider reach than their own, and only the agency's people have clients. */
export function refuseWiderReach(access: RequestAccess, reach: Partial<Reach>): void {
  const { clientIds, agentIds } = reach;
  if (clientIds != null && access.scope.tenantId !== defaultTenantId) {
    throw new ProblemError("invalid-request", "Only people of the installation have clients.");
  }
  if (!isWithin(clientIds, access.clientIds) || !isWithin(agentIds, access.scope.agentIds)) {
    throw new ProblemError("forbidden", "Nobody gives more than they have.");
  }
}

function isWithin(
  given: readonly string[] | null | undefined,
  own: readonly string[] | null | undefined,
): boolean {
  if (own == null || given === undefined) return true;
  return given?.every((id) => own.includes(id)) ?? false;
}

/** Owners are counted while {@link lockUser} holds them. */
async function refuseLastOwner(trx: Trx, scope: TenantScope, userId: string): Promise<void> {
  const owners = await trx
    .selectFrom("users")
    .select("id")
    .where("tenant_id", "=", scope.tenantId)
    .where("role", "=", "owner")
    .where("disabled_at", "is", null)
    .execute();
  if (owners.some(({ id }) => id !== userId)) return;
  throw new ProblemError("last-owner", "Make somebody else an owner first.");
}

async function endSessions(trx: Trx, scope: TenantScope, userId: string): Promise<void> {
  await trx
    .deleteFrom("sessions")
    .where("tenant_id", "=", scope.tenantId)
    .where("user_id", "=", userId)
    .execute();
}
