import { sql } from "kysely";
import { z } from "zod";
import { type App, requireTenant } from "../http/index.ts";
import { uuidV7Floor } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { VoiceProvider } from "../providers/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import {
  type Connection,
  type ConnectionDirectory,
  listConnections,
  listSecrets,
} from "../tenants/index.ts";
import { testEventType } from "./test-event.ts";

const instant = z.string().meta({ format: "date-time" });
const tags = ["Set-up"];

const ConnectionView = z
  .object({
    id: z.string(),
    provider: z.string(),
    provider_name: z.string(),
    name: z.string(),
    webhook_url: z.string(),
    has_secret: z.boolean().describe("Without one, nothing it delivers can be verified."),
    secret_env: z.string().nullable().describe("A default connection also takes this variable."),
    secrets: z.array(
      z.object({
        id: z.string(),
        purpose: z.enum(["webhook", "api_key"]),
        last_four: z.string(),
        created_at: instant,
      }),
    ),
    is_default: z.boolean(),
    is_shared: z.boolean(),
    scheme: z.record(z.string(), z.unknown()),
    scheme_members: z.array(z.string()).describe("What its scheme may say; empty: no choice."),
    setup: z.string(),
    last_event_at: instant.nullable(),
    event_count_24h: z.number().int(),
    rejected_count_24h: z.number().int(),
  })
  .meta({ id: "Connection" });

/** What the list of connections is made of. */
export interface ConnectionListNeeds {
  db: Database;
  providers: readonly VoiceProvider[];
  findProvider: (key: string) => VoiceProvider | undefined;
  connections: ConnectionDirectory;
  secretEnvOf: (providerId: string) => string;
  baseUrl: () => string;
}

/** What somebody who sets up providers needs to see. */
export function connectionListRoutes(app: App, needs: ConnectionListNeeds): void {
  app.get(
    "/api/v1/connections",
    {
      config: { access: "tenant", needs: "connections:read" },
      schema: {
        tags,
        operationId: "listConnections",
        summary: "List where providers deliver, and whether they do",
        response: { 200: z.object({ data: z.array(ConnectionView) }) },
      },
    },
    async (request) => ({ data: await viewConnections(needs, requireTenant(request)) }),
  );
}

/** The connections of a tenant, in the order of the providers, with what came through them in a day. */
export async function viewConnections(needs: ConnectionListNeeds, scope: TenantScope) {
  const rows = await listConnections(needs.db, scope);
  const secrets = await listSecrets(needs.db, scope);
  const traffic = await trafficOf(needs.db, scope);
  const order = new Map(needs.providers.map(({ id }, place) => [id as string, place]));
  rows.sort((a, b) => (order.get(a.provider) ?? 0) - (order.get(b.provider) ?? 0));
  return rows.flatMap((row) => {
    const provider = needs.findProvider(row.provider);
    if (provider === undefined) return [];
    const seen = traffic.get(row.id);
    return [
      {
        id: row.id,
        provider: provider.id,
        provider_name: provider.name,
        name: row.name,
        webhook_url: webhookUrlOf(needs.baseUrl(), {
          ...row,
          isDefault: row.is_default,
        }),
        has_secret: (needs.connections.byId(row.id)?.secrets.length ?? 0) > 0,
        secret_env: row.is_default ? needs.secretEnvOf(provider.id) : null,
        secrets: (secrets.get(row.id) ?? []).map((secret) => ({
          ...secret,
          created_at: secret.created_at.toISOString(),
        })),
        is_default: row.is_default,
        is_shared: row.is_shared,
        scheme: row.scheme,
        scheme_members: [...(provider.schemeMembers ?? [])],
        setup: provider.setup,
        last_event_at: seen?.last_at?.toISOString() ?? null,
        event_count_24h: seen?.events ?? 0,
        rejected_count_24h: seen?.rejected ?? 0,
      },
    ];
  });
}

/** Where the provider of a connection delivers to. */
export function webhookUrlOf(
  baseUrl: string,
  { id, provider, isDefault }: Pick<Connection, "id" | "provider" | "isDefault">,
): string {
  if (provider === "vcp") return `${baseUrl}/vcp/ingest`;
  return `${baseUrl}/webhook/${provider}${isDefault ? "" : `/${id}`}`;
}

async function trafficOf(db: Database, scope: TenantScope) {
  // Ids begin with the instant of arrival, so the key finds the last day.
  const dayAgo = uuidV7Floor(Date.now() - 24 * 3_600_000);
  const rows = await inTenant(db, scope, async (trx) => {
    const result = await sql<{
      connection_id: string;
      events: number;
      rejected: number;
      last_at: Date | null;
    }>`select connection_id, sum(events)::int as events, sum(rejected)::int as rejected, max(last_at) as last_at from (
        select connection_id, count(*) as events, 0 as rejected, max(received_at) as last_at from webhook_events
          where tenant_id = ${scope.tenantId} and id > ${dayAgo} and event_type is distinct from ${testEventType} group by 1
        union all
        select connection_id, 0, count(*), null from rejected_deliveries
          where tenant_id = ${scope.tenantId} and id > ${dayAgo} group by 1) t
      group by 1`.execute(trx);
    return result.rows;
  });
  return new Map(rows.map((row) => [row.connection_id, row]));
}
