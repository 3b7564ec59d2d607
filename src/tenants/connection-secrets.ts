import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { SecretBox } from "../guard/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

/** Two live at a time: during a rotation the provider signs with the old one for a while. */
const webhookSecretsMax = 2;
/** Of a shorter secret the last four characters would tell too much. */
const tellingCharactersMin = 12;

interface SealedSecret {
  tenant_id: string;
  connection_id: string;
  purpose: string;
  sealed: Buffer;
}

/** A secret is bound to its tenant, connection and purpose: put elsewhere, it does not open. */
export function secretContext(secret: Omit<SealedSecret, "sealed">): string {
  return `connection/${secret.tenant_id}/${secret.connection_id}/${secret.purpose}`;
}

/** @throws SecretBoxError when it was sealed with another key, or belongs elsewhere. */
export function openSecret(box: SecretBox, secret: SealedSecret): string {
  return box.open(secret.sealed, secretContext(secret)).toString();
}

/** What may be known of a secret once it is stored. */
export interface SecretView {
  id: string;
  purpose: "webhook" | "api_key";
  last_four: string;
  created_at: Date;
}

/** The secrets of a tenant's connections, by connection. Never the secrets themselves. */
export async function listSecrets(
  db: Database,
  scope: TenantScope,
): Promise<Map<string, SecretView[]>> {
  const rows = await inTenant(db, scope, (trx) =>
    trx
      .selectFrom("connection_secrets")
      .select(["connection_id", "id", "purpose", "last_four", "created_at"])
      .where("tenant_id", "=", scope.tenantId)
      .orderBy("created_at")
      .orderBy("id")
      .execute(),
  );
  const byConnection = new Map<string, SecretView[]>();
  for (const { connection_id, ...view } of rows) {
    byConnection.set(connection_id, [...(byConnection.get(connection_id) ?? []), view]);
  }
  return byConnection;
}

/** Adds and removes what a connection proves deliveries with, or calls its provider with. */
export function createSecretService({ db, box }: { db: Database; box: SecretBox }) {
  return {
    /**
     * Stores a secret; without a value, one is made.
     * @throws ProblemError `too-many-secrets` when two webhook secrets live already.
     */
    async add(
      scope: TenantScope,
      actor: string,
      connectionId: string,
      given: { purpose: "webhook" | "api_key"; value: string | undefined },
    ): Promise<SecretView & { value: string }> {
      const { purpose } = given;
      const value = given.value ?? `whsec_${randomBytes(32).toString("base64")}`;
      return inTenant(db, scope, async (trx) => {
        await touchConnection(trx, scope, connectionId);
        await refuseThird(trx, scope, connectionId, purpose);
        const id = newId("sec");
        const created_at = new Date();
        const last_four = lastFourOf(value);
        const place = { tenant_id: scope.tenantId, connection_id: connectionId, purpose };
        await trx
          .insertInto("connection_secrets")
          .values({
            ...place,
            id,
            sealed: box.seal(Buffer.from(value), secretContext(place)),
            last_four,
            created_at,
            created_by: actor,
          })
          .execute();
        await recordAudit(trx, scope, {
          actor,
          action: "connection.secret_added",
          subject: connectionId,
          payload: { secret_id: id, purpose },
        });
        return { id, purpose, last_four, created_at, value };
      });
    },

    async remove(
      scope: TenantScope,
      actor: string,
      connectionId: string,
      secretId: string,
    ): Promise<void> {
      await inTenant(db, scope, async (trx) => {
        await touchConnection(trx, scope, connectionId);
        const { numDeletedRows } = await trx
          .deleteFrom("connection_secrets")
          .where("tenant_id", "=", scope.tenantId)
          .where("connection_id", "=", connectionId)
          .where("id", "=", secretId)
          .executeTakeFirst();
        if (Number(numDeletedRows) === 0) {
          throw new ProblemError("not-found", "This connection has no such secret.");
        }
        await recordAudit(trx, scope, {
          actor,
          action: "connection.secret_removed",
          subject: connectionId,
          payload: { secret_id: secretId },
        });
      });
    },
  };
}

/** Only plain characters are told: others cannot all be stored as text, nor read by people. */
function lastFourOf(value: string): string {
  const lastFour = value.slice(-4);
  return value.length >= tellingCharactersMin && /^[!-~]{4}$/.test(lastFour) ? lastFour : "";
}

/** Tells every replica that the connection changed. @throws ProblemError `connection-not-found`. */
async function touchConnection(trx: Trx, scope: TenantScope, id: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable("connections")
    .set({ updated_at: sql`clock_timestamp()` })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (Number(numUpdatedRows) > 0) return;
  throw new ProblemError("connection-not-found", "This tenant has no such connection.");
}

/** The row of the connection is locked by then, so two cannot both be the second. */
async function refuseThird(
  trx: Trx,
  scope: TenantScope,
  connectionId: string,
  purpose: "webhook" | "api_key",
): Promise<void> {
  const { count } = await trx
    .selectFrom("connection_secrets")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("tenant_id", "=", scope.tenantId)
    .where("connection_id", "=", connectionId)
    .where("purpose", "=", purpose)
    .executeTakeFirstOrThrow();
  if (count < webhookSecretsMax) return;
  throw new ProblemError(
    "too-many-secrets",
    "Two secrets live already. Remove the one that the provider no longer uses, then add the new one.",
  );
}
