import { sql } from "kysely";
import { asWorker, exportRows, inTenant, type TenantData } from "../store/index.ts";

/** What a tenant's end takes along, children before what they hang on. */
const owned = [
  "invitations",
  "users",
  "api_keys",
  "phone_numbers",
  "agents",
  "call_routes",
  "connections",
  "tenants",
] as const;

/** Tables without secrets, and their keys after the tenant. */
const plain = [
  ["connections", ["id"]],
  ["phone_numbers", ["number"]],
  ["agents", ["provider", "agent_id"]],
  ["call_routes", ["connection_id", "provider_call_id"]],
  ["identities", ["issuer", "subject"]],
] as const;

/** What `tenants/` keeps: names, connections, keys and sessions. */
export const tenantData: TenantData = {
  room: "tenants",
  tables: [
    ...[
      "tenants",
      "tenant_brands",
      "connections",
      "connection_secrets",
      "phone_numbers",
      "agents",
      "call_routes",
    ],
    ...["users", "invitations", "identities", "api_keys", "sessions"],
  ],
  async erase(db, scope, subject) {
    if (subject.kind === "caller") return 0;
    return asWorker(db, async (trx) => {
      let count = 0;
      // Sessions and identities go with their keys and users, secrets with their connections, the brand with the tenant.
      for (const table of owned) {
        const result = await trx
          .deleteFrom(table)
          .where("tenant_id", "=", scope.tenantId)
          .executeTakeFirst();
        count += Number(result.numDeletedRows);
      }
      return count;
    });
  },
  expire: (db, scope, before) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        const { numAffectedRows } = await sql`delete from sessions
        where tenant_id = ${scope.tenantId} and expires_at < ${before}`.execute(trx);
        return Number(numAffectedRows ?? 0);
      },
      { pace: "report" },
    ),
  async *exportData(db, scope) {
    for await (const row of exportRows(db, scope, "tenants", ["tenant_id"])) {
      yield { table: "tenants", row };
    }
    for await (const row of exportRows(db, scope, "tenant_brands", ["tenant_id"])) {
      const logo = row.logo instanceof Buffer ? row.logo.toString("base64") : null;
      yield { table: "tenant_brands", row: { ...row, logo } };
    }
    for (const [table, key] of plain) {
      for await (const row of exportRows(db, scope, table, key)) yield { table, row };
    }
    for await (const row of exportRows(db, scope, "users", ["id"])) {
      const { password_hash: _, sealed_totp: __, ...rest } = row;
      yield { table: "users", row: rest };
    }
    for await (const { token_hash: _, ...row } of exportRows(db, scope, "invitations", ["id"])) {
      yield { table: "invitations", row };
    }
    for await (const { key_hash: _, ...row } of exportRows(db, scope, "api_keys", ["id"])) {
      yield { table: "api_keys", row };
    }
  },
};
