import { recordAudit } from "../audit/index.ts";
import { newId } from "../lib/ids.ts";
import type { Role } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

/** What an invitation says about who may join, and as what. */
export interface OpenInvitation {
  id: string;
  email: string;
  role: Role;
  client_ids: string[] | null;
  agent_ids: string[] | null;
}

/** @throws ProblemError `invitation-not-found`. */
export async function readInvitation(
  db: Database,
  scope: TenantScope,
  id: string,
): Promise<OpenInvitation> {
  const invitation = await inTenant(db, scope, (trx) =>
    trx
      .selectFrom("invitations")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", id)
      .executeTakeFirst(),
  );
  if (invitation === undefined) throw unknownInvitation();
  return invitation;
}

/**
 * Uses an invitation up and makes its user. Without a password hash they only get in as somebody whom the identity provider vouches for.
 * @throws ProblemError `invitation-not-found` for one that was used meanwhile, `address-taken`.
 */
export async function joinTenant(
  trx: Trx,
  scope: TenantScope,
  invitation: OpenInvitation,
  given: { name: string; passwordHash: string | null; at: Date },
): Promise<string> {
  const used = await trx
    .updateTable("invitations")
    .set({ accepted_at: given.at })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", invitation.id)
    .where("accepted_at", "is", null)
    .executeTakeFirst();
  if (Number(used.numUpdatedRows) === 0) throw unknownInvitation();
  const { email, role, client_ids, agent_ids } = invitation;
  const userId = newId("usr");
  const made = await trx
    .insertInto("users")
    .values({
      tenant_id: scope.tenantId,
      id: userId,
      email,
      name: given.name,
      role,
      client_ids,
      agent_ids,
      password_hash: given.passwordHash,
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (made === undefined) {
    throw new ProblemError("address-taken", "Sign in with the account you have.");
  }
  await recordAudit(trx, scope, {
    actor: `user:${userId}`,
    action: "user.joined",
    subject: userId,
    payload: { invitation_id: invitation.id, role },
  });
  return userId;
}

/** The same words for every invitation that cannot be used, whatever the reason. */
export function unknownInvitation(): ProblemError {
  return new ProblemError("invitation-not-found", "Ask for a new one.");
}
