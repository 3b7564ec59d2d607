import type { SecretBox } from "../guard/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { newSecret } from "../lib/standard-webhooks.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

/** Two live at a time: during a rotation both sign. */
const secretsMax = 2;

/** A secret is bound to its tenant and subscription: put elsewhere, it does not open. */
export function outgoingSecretContext(of: { tenant_id: string; target_id: string }): string {
  return `outgoing/${of.tenant_id}/${of.target_id}`;
}

/** The live secrets of a subscription, the oldest first. @throws SecretBoxError when one was sealed with another key. */
export async function openSecrets(
  db: Database,
  scope: TenantScope,
  box: SecretBox,
  targetId: string,
): Promise<string[]> {
  const rows = await inTenant(db, scope, (trx) => listSecrets(trx, scope, [targetId]));
  return rows.map((row) => box.open(row.sealed, outgoingSecretContext(row)).toString());
}

/** The sealed secrets of subscriptions. */
export function listSecrets(trx: Trx, scope: TenantScope, targetIds: readonly string[]) {
  return trx
    .selectFrom("outgoing_secrets")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("target_id", "in", targetIds.length > 0 ? [...targetIds] : [""])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/**
 * Makes a secret of a subscription; it is told this once. The caller holds the row of the subscription.
 * @throws ProblemError `too-many-secrets` when two live already.
 */
export async function addSecret(
  trx: Trx,
  scope: TenantScope,
  box: SecretBox,
  of: { targetId: string; actor: string; at: Date },
): Promise<{ id: string; secret: string }> {
  const place = { tenant_id: scope.tenantId, target_id: of.targetId };
  const live = await listSecrets(trx, scope, [of.targetId]);
  if (live.length >= secretsMax) {
    throw new ProblemError(
      "too-many-secrets",
      "Two secrets live already. Remove the one that the receiver no longer uses, then make another.",
    );
  }
  const id = newId("sec");
  const secret = newSecret();
  await trx
    .insertInto("outgoing_secrets")
    .values({
      ...place,
      id,
      sealed: box.seal(Buffer.from(secret), outgoingSecretContext(place)),
      created_by: of.actor,
      created_at: of.at,
    })
    .execute();
  return { id, secret };
}

/** Removes a secret of a subscription, but never the last. The caller holds the row of the subscription. */
export async function removeSecret(
  trx: Trx,
  scope: TenantScope,
  targetId: string,
  secretId: string,
): Promise<void> {
  const live = await listSecrets(trx, scope, [targetId]);
  if (!live.some(({ id }) => id === secretId)) {
    throw new ProblemError("not-found", "This subscription has no such secret.");
  }
  if (live.length === 1) {
    throw new ProblemError("last-secret", "Make another secret first; both then sign.");
  }
  await trx
    .deleteFrom("outgoing_secrets")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", secretId)
    .execute();
}
