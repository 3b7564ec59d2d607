import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { SecretBox } from "../guard/index.ts";
import { newId } from "../lib/ids.ts";
import { defaultTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type { VoiceProvider } from "../providers/index.ts";
import { asWorker, type Database, inTenant, type Trx } from "../store/index.ts";
import { openSecret } from "./connection-secrets.ts";
import { createTrialSecrets } from "./trial-secrets.ts";

/** A place to which a provider sends, with everything that proving a delivery needs. */
export interface Connection {
  id: string;
  tenantId: string;
  provider: string;
  name: string;
  isDefault: boolean;
  /** For many tenants: each call finds its own by the number that was dialled or the agent. */
  isShared: boolean;
  /** Choices within the provider's scheme. */
  scheme: Readonly<Record<string, unknown>>;
  /** The live webhook secrets, its own before those of the environment. */
  secrets: readonly string[];
  /** Its own keys of the provider's API, the newest first. */
  apiKeys: readonly string[];
}

/** The connections of the installation, by id and by provider, kept in memory: every webhook asks. */
export interface ConnectionDirectory {
  find(provider: string, connectionId: string | undefined): Connection | undefined;
  byId(connectionId: string): Connection | undefined;
  all(): Connection[];
  /** A secret that holds for a minute beside the connection's own; null where it has none, since it takes what is unsigned. */
  lendSecret(connection: Connection): string | null;
  /** Reads everything again. */
  refresh(): Promise<void>;
  /**
   * Reads again what another replica may have changed a moment ago: before a connection is unknown or a signature wrong. Does so at most once a second, so a flood of
   * wrong deliveries costs nothing. Returns whether anything was read.
   */
  refreshDoubtful(): Promise<boolean>;
  /** Reads again when something changed. */
  look(): Promise<void>;
}

const doubtEveryMs = 1_000;

/** Reads the directory, making the default connection of each provider where it is missing. */
export async function openConnections(needs: {
  db: Database;
  providers: readonly VoiceProvider[];
  box: SecretBox;
  /** Secrets of a default connection that the environment names. */
  environmentSecretsOf: (provider: string) => readonly string[];
  log: Logger;
}): Promise<ConnectionDirectory> {
  const { db, providers } = needs;
  await asWorker(db, (trx) => addConnections(trx, defaultTenantId, providers, { isDefault: true }));
  let byId = new Map<string, Connection>();
  let defaults = new Map<string, Connection>();
  let version = "";
  let doubtedAt = Number.NEGATIVE_INFINITY;
  let doubting: Promise<boolean> | undefined;

  const refresh = async () => {
    const found = await readAll(needs);
    byId = new Map(found.connections.map((connection) => [connection.id, connection]));
    defaults = new Map(
      found.connections.filter((c) => c.isDefault).map((c) => [c.provider, c] as const),
    );
    version = found.version;
  };
  await refresh();
  const trials = createTrialSecrets();
  const withTrial = (found: Connection | undefined): Connection | undefined => {
    const lent = found === undefined ? [] : trials.of(found.id);
    return found === undefined || lent.length === 0
      ? found
      : { ...found, secrets: [...found.secrets, ...lent] };
  };
  return {
    byId: (id) => byId.get(id),
    all: () => [...byId.values()],
    find: (provider, id) => {
      if (id === undefined) return withTrial(defaults.get(provider));
      const found = byId.get(id);
      return found?.provider === provider ? withTrial(found) : undefined;
    },
    lendSecret: ({ id, secrets }) => (secrets.length === 0 ? null : trials.lend(id)),
    refresh,
    async refreshDoubtful() {
      if (doubting !== undefined) return doubting;
      if (performance.now() - doubtedAt < doubtEveryMs) return false;
      doubtedAt = performance.now();
      doubting = refresh().then(
        () => true,
        () => false,
      );
      const isRead = await doubting;
      doubting = undefined;
      return isRead;
    },
    async look() {
      if ((await readVersion(db)) !== version) await refresh();
    },
  };
}

/** Makes a connection for every provider. A default one that exists already is left as it is. */
export async function addConnections(
  trx: Trx,
  tenantId: string,
  providers: readonly VoiceProvider[],
  { isDefault }: { isDefault: boolean },
): Promise<void> {
  await trx
    .insertInto("connections")
    .values(
      providers.map((provider) => ({
        tenant_id: tenantId,
        id: newId("con"),
        provider: provider.id,
        name: provider.name,
        is_default: isDefault,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function readVersion(db: Database): Promise<string> {
  // An unknown connection may be a new one, whose first webhook waits.
  return asWorker(db, versionOf, { pace: "online" });
}

/** Another after every change. The latest instant alone would miss a change that began before another and was committed after it. */
async function versionOf(trx: Trx): Promise<string> {
  const { rows } = await sql<{
    version: string;
  }>`select count(*) || '/' || coalesce(sum(extract(epoch from updated_at)), 0) as version
    from connections`.execute(trx);
  return rows[0]?.version ?? "";
}

async function readAll(needs: {
  db: Database;
  box: SecretBox;
  environmentSecretsOf: (provider: string) => readonly string[];
  log: Logger;
}) {
  const { rows, secrets, version } = await asWorker(
    needs.db,
    async (trx) => ({
      version: await versionOf(trx),
      rows: await trx.selectFrom("connections").selectAll().execute(),
      secrets: await trx
        .selectFrom("connection_secrets")
        .selectAll()
        .orderBy("created_at", "desc")
        .execute(),
    }),
    { pace: "online" },
  );
  const own = new Map<string, string[]>();
  const apiKeys = new Map<string, string[]>();
  for (const secret of secrets) {
    const kept = secret.purpose === "api_key" ? apiKeys : own;
    try {
      const opened = openSecret(needs.box, secret);
      kept.set(secret.connection_id, [...(kept.get(secret.connection_id) ?? []), opened]);
    } catch (error) {
      const fields = { connection_id: secret.connection_id, ...errorFields(error) };
      needs.log.error(fields, "a connection's secret cannot be opened: was SECRET_KEY changed?");
      if (kept === apiKeys) continue;
      // A connection with a secret must not become one without: nobody knows this one, so nothing is accepted by it.
      const nobodys = randomBytes(32).toString("base64");
      own.set(secret.connection_id, [...(own.get(secret.connection_id) ?? []), nobodys]);
    }
  }
  const connections = rows.map(
    (row): Connection => ({
      id: row.id,
      tenantId: row.tenant_id,
      provider: row.provider,
      name: row.name,
      isDefault: row.is_default,
      isShared: row.is_shared,
      scheme: row.scheme,
      secrets: [
        ...(own.get(row.id) ?? []),
        ...(row.is_default ? needs.environmentSecretsOf(row.provider) : []),
      ],
      apiKeys: apiKeys.get(row.id) ?? [],
    }),
  );
  return { connections, version };
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
