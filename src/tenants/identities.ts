import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx, withoutTenant } from "../store/index.ts";
import { joinTenant, readInvitation } from "./join-tenant.ts";
import { findInvitation } from "./members.ts";
import type { OidcPerson, OidcProfile } from "./oidc-provider.ts";
import { OidcRefusal } from "./oidc-refusal.ts";
import { findPlace, isAccountOpen, plainEmail, readUser } from "./sign-in.ts";

/** A user of ours, by tenant. */
export interface UserPlace {
  scope: TenantScope;
  userId: string;
}

/** Finds the users of people whom the identity provider vouches for. */
export function createIdentities({ db, now }: { db: Database; now: () => number }) {
  return {
    /**
     * Lets somebody in as the user that they are linked to; the first time as the user with their verified address, or by the invitation that waits for it. Nobody else gets
     * an account.
     * @param token of an invitation that they followed.
     * @throws OidcRefusal.
     */
    async enter(person: OidcPerson, token: string | null): Promise<UserPlace> {
      const known = await findIdentity(db, person);
      if (known !== undefined) {
        await refuseClosed(known);
        await inTenant(db, known.scope, (trx) => noteEntry(trx, known));
        return known;
      }
      const profile = await person.profile();
      if (profile.verifiedEmail === null) throw new OidcRefusal("unverified");
      const email = plainEmail(profile.verifiedEmail);
      const place = await findPlace(db, email);
      if (place === undefined) return join(person, { ...profile, email }, token);
      const user = { scope: { tenantId: place.tenant_id }, userId: place.id };
      await refuseClosed(user);
      await inTenant(db, user.scope, async (trx) => {
        await link(trx, user, person);
        await noteEntry(trx, user);
      });
      return user;
    },
  };

  async function refuseClosed({ scope, userId }: UserPlace): Promise<void> {
    const user = await readUser(db, scope, userId);
    const isOpen = user !== undefined && isAccountOpen(user, now());
    if (!isOpen || (await isTenantDisabled(db, scope))) throw new OidcRefusal("closed");
  }

  async function join(
    person: OidcPerson,
    profile: OidcProfile & { email: string },
    token: string | null,
  ): Promise<UserPlace> {
    const place = await findOpenInvitation(db, profile.email, token, now());
    const scope: TenantScope = { tenantId: place.tenant_id };
    if (await isTenantDisabled(db, scope)) throw new OidcRefusal("closed");
    const invitation = await readInvitation(db, scope, place.id);
    // An invitation is for whoever reads that address's letters, not for whoever has the link.
    if (invitation.email !== profile.email) throw new OidcRefusal("other_address");
    const name = profile.name ?? profile.email.replace(/@.*/, "");
    return inTenant(db, scope, async (trx) => {
      const joining = { name, passwordHash: null, at: new Date(now()) };
      const userId = await joinTenant(trx, scope, invitation, joining);
      const user = { scope, userId };
      await link(trx, user, person);
      await noteEntry(trx, user);
      return user;
    });
  }

  async function noteEntry(trx: Trx, { scope, userId }: UserPlace): Promise<void> {
    await trx
      .updateTable("users")
      .set({ last_sign_in_at: new Date(now()) })
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", userId)
      .execute();
    await recordAudit(trx, scope, {
      actor: `user:${userId}`,
      action: "session.opened",
      subject: userId,
      payload: { method: "oidc" },
    });
  }
}

async function findIdentity(db: Database, person: OidcPerson): Promise<UserPlace | undefined> {
  const { rows } = await withoutTenant(db, (trx) =>
    sql<{
      tenant_id: string;
      user_id: string;
    }>`select * from find_identity(${person.issuer}, ${person.subject})`.execute(trx),
  );
  const [row] = rows;
  return row && { scope: { tenantId: row.tenant_id }, userId: row.user_id };
}

/** The invitation whose link was followed, else the only one that waits for the address. */
async function findOpenInvitation(
  db: Database,
  email: string,
  token: string | null,
  nowMs: number,
): Promise<{ tenant_id: string; id: string }> {
  if (token !== null) {
    const named = await findInvitation(db, token, nowMs);
    if (named === undefined) throw new OidcRefusal("unknown");
    return named;
  }
  const { rows } = await withoutTenant(db, (trx) =>
    sql<{
      tenant_id: string;
      id: string;
    }>`select * from find_invitations_by_email(${email}, ${new Date(nowMs)})`.execute(trx),
  );
  const [only] = rows;
  if (only === undefined) throw new OidcRefusal("unknown");
  if (rows.length > 1) throw new OidcRefusal("ambiguous");
  return only;
}

/** Whoever has another person's address now must not become that person: the first link stays. */
async function link(trx: Trx, { scope, userId }: UserPlace, person: OidcPerson): Promise<void> {
  const { issuer, subject } = person;
  const made = await trx
    .insertInto("identities")
    .values({ tenant_id: scope.tenantId, user_id: userId, issuer, subject })
    .onConflict((conflict) => conflict.doNothing())
    .returning("subject")
    .executeTakeFirst();
  if (made === undefined) throw new OidcRefusal("other_person");
  await recordAudit(trx, scope, {
    actor: `user:${userId}`,
    action: "identity.linked",
    subject: userId,
    payload: { issuer },
  });
}

function isTenantDisabled(db: Database, scope: TenantScope): Promise<boolean> {
  return inTenant(db, scope, async (trx) => {
    const open = await trx
      .selectFrom("tenants")
      .select("tenant_id")
      .where("tenant_id", "=", scope.tenantId)
      .where("disabled_at", "is", null)
      .executeTakeFirst();
    return open === undefined;
  });
}
