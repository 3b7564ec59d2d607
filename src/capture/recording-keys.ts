import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { ProviderApi } from "../providers/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { ConnectionDirectory } from "../tenants/index.ts";
import type { ProviderAccounts } from "./accounts.ts";

/** Ways to recordings that a provider gives only to whoever has the key of the account. */
export interface RecordingKeys {
  /** Where the provider has the sound of a call that no link names; null where it has no such place, or the tenant no key. */
  urlOf(scope: TenantScope, provider: string, providerCallId: string): string | null;
  /** What opens an address at the provider of a call; null for every address that is not of that provider's API. */
  headersFor(
    scope: TenantScope,
    callId: string,
    url: string,
  ): Promise<Readonly<Record<string, string>> | null>;
}

/** Lends the keys of connections to whoever fetches recordings. */
export function createRecordingKeys({
  db,
  connections,
  accounts,
  apis,
}: {
  db: Database;
  connections: ConnectionDirectory;
  accounts: ProviderAccounts;
  apis: ReadonlyMap<string, ProviderApi>;
}): RecordingKeys {
  return {
    urlOf({ tenantId }, provider, providerCallId) {
      // Calls of most providers bring a link; for them nobody need look through the connections.
      if (apis.get(provider)?.recordingPath === undefined) return null;
      for (const connection of connections.all()) {
        if (connection.tenantId !== tenantId || connection.provider !== provider) continue;
        const opened = accounts.accountOf(connection);
        if (opened !== null) return opened.account.recordingUrl(providerCallId);
      }
      return null;
    },
    async headersFor(scope, callId, url) {
      const id = await connectionOf(db, scope, callId);
      const connection = connections.byId(id ?? "");
      const opened = connection && accounts.accountOf(connection);
      return opened?.account.headersFor(url) ?? null;
    },
  };
}

/** The connection by which we know of a call. */
function connectionOf(db: Database, scope: TenantScope, callId: string): Promise<string | null> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<{ connection_id: string }>`select e.connection_id from call_patches p
      join webhook_events e on e.tenant_id = p.tenant_id and e.id = p.event_id
      where p.tenant_id = ${scope.tenantId} and p.call_id = ${callId} limit 1`.execute(trx);
    return rows[0]?.connection_id ?? null;
  });
}
