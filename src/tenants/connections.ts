import { newId } from "../lib/ids.ts";
import { defaultTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import type { VoiceProvider } from "../providers/index.ts";
import { asWorker, type Database, inTenant } from "../store/index.ts";

/** A place to which a provider sends. */
export interface Connection {
  id: string;
  tenantId: string;
  provider: string;
  name: string;
  isDefault: boolean;
}

/** The connections of the installation, by id and by provider, kept in memory: every webhook asks. */
export interface ConnectionDirectory {
  find(provider: string, connectionId: string | undefined): Connection | undefined;
  byId(connectionId: string): Connection | undefined;
}

/** Reads the directory, making the default connection of each provider where it is missing. */
export async function openConnections(
  db: Database,
  providers: readonly VoiceProvider[],
): Promise<ConnectionDirectory> {
  const rows = await asWorker(db, async (trx) => {
    await trx
      .insertInto("connections")
      .values(
        providers.map((provider) => ({
          tenant_id: defaultTenantId,
          id: newId("con"),
          provider: provider.id,
          name: provider.name,
          is_default: true,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return trx.selectFrom("connections").selectAll().execute();
  });
  const all = rows.map(
    (row): Connection => ({
      id: row.id,
      tenantId: row.tenant_id,
      provider: row.provider,
      name: row.name,
      isDefault: row.is_default,
    }),
  );
  const byId = new Map(all.map((connection) => [connection.id, connection]));
  const defaults = new Map(all.filter((c) => c.isDefault).map((c) => [c.provider, c]));
  return {
    byId: (id) => byId.get(id),
    find: (provider, id) => {
      if (id === undefined) return defaults.get(provider);
      const found = byId.get(id);
      return found?.provider === provider ? found : undefined;
    },
  };
}

/** The connections of one tenant. */
export function listConnections(db: Database, scope: TenantScope) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("connections")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .orderBy("created_at")
      .orderBy("id")
      .execute(),
  );
}
