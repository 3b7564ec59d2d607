import { sql } from "kysely";
import { z } from "zod";
import { type App, requireTenant } from "../http/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { VoiceProvider } from "../providers/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { type Connection, listConnections } from "../tenants/index.ts";

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
    secret_env: z.string(),
    setup: z.string(),
    last_event_at: instant.nullable(),
    event_count_24h: z.number().int(),
    rejected_count_24h: z.number().int(),
  })
  .meta({ id: "Connection" });

const Notice = z
  .object({
    code: z.string(),
    level: z.enum(["info", "warning", "critical"]),
    title: z.string(),
    detail: z.string(),
    link: z.string().nullable(),
    since: instant.nullable(),
  })
  .meta({ id: "Notice" });
type Notice = z.infer<typeof Notice>;

interface Needs {
  db: Database;
  providers: readonly VoiceProvider[];
  findProvider: (key: string) => VoiceProvider | undefined;
  secretsOf: (connection: Connection) => readonly string[];
  secretEnvOf: (providerId: string) => string;
  baseUrl: () => string;
  isDiskFull: () => boolean;
  isBacklogFull: (isVerified: boolean) => boolean;
}

/** What somebody who sets up providers needs to see, and what somebody should look at. */
export function setupRoutes(app: App, needs: Needs): void {
  app.get(
    "/api/v1/connections",
    {
      config: { access: "tenant" },
      schema: {
        tags,
        operationId: "listConnections",
        summary: "List where providers deliver, and whether they do",
        response: { 200: z.object({ data: z.array(ConnectionView) }) },
      },
    },
    async (request) => ({ data: await viewConnections(needs, requireTenant(request)) }),
  );
  app.get(
    "/api/v1/notices",
    {
      config: { access: "tenant" },
      schema: {
        tags,
        operationId: "listNotices",
        summary: "List what somebody should look at now",
        response: { 200: z.object({ data: z.array(Notice) }) },
      },
    },
    async (request) => ({ data: await findNotices(needs, requireTenant(request)) }),
  );
}

async function viewConnections(needs: Needs, scope: TenantScope) {
  const rows = await listConnections(needs.db, scope);
  const traffic = await trafficOf(needs.db, scope);
  const order = new Map(needs.providers.map(({ id }, place) => [id as string, place]));
  rows.sort((a, b) => (order.get(a.provider) ?? 0) - (order.get(b.provider) ?? 0));
  return rows.flatMap((row) => {
    const provider = needs.findProvider(row.provider);
    if (provider === undefined) return [];
    const seen = traffic.get(row.id);
    const path = provider.id === "vcp" ? "/vcp/ingest" : `/webhook/${provider.id}`;
    const suffix = row.is_default || provider.id === "vcp" ? "" : `/${row.id}`;
    const connection = { ...row, tenantId: row.tenant_id, isDefault: row.is_default };
    return [
      {
        id: row.id,
        provider: provider.id,
        provider_name: provider.name,
        name: row.name,
        webhook_url: `${needs.baseUrl()}${path}${suffix}`,
        has_secret: needs.secretsOf(connection).length > 0,
        secret_env: needs.secretEnvOf(provider.id),
        setup: provider.setup,
        last_event_at: seen?.last_at?.toISOString() ?? null,
        event_count_24h: seen?.events ?? 0,
        rejected_count_24h: seen?.rejected ?? 0,
      },
    ];
  });
}

async function trafficOf(db: Database, scope: TenantScope) {
  const rows = await inTenant(db, scope, async (trx) => {
    const result = await sql<{
      connection_id: string;
      events: number;
      rejected: number;
      last_at: Date | null;
    }>`select connection_id, sum(events)::int as events, sum(rejected)::int as rejected, max(last_at) as last_at from (
        select connection_id, count(*) as events, 0 as rejected, max(received_at) as last_at from webhook_events
          where tenant_id = ${scope.tenantId} and received_at > now() - interval '24 hours' group by 1
        union all
        select connection_id, 0, count(*), null from rejected_deliveries
          where tenant_id = ${scope.tenantId} and received_at > now() - interval '24 hours' group by 1) t
      group by 1`.execute(trx);
    return result.rows;
  });
  return new Map(rows.map((row) => [row.connection_id, row]));
}

async function findNotices(needs: Needs, scope: TenantScope): Promise<Notice[]> {
  const state = await stateOf(needs.db, scope);
  const notices: Notice[] = [];
  const add = (
    level: Notice["level"],
    code: string,
    title: string,
    detail: string,
    rest: Partial<Notice> = {},
  ) => notices.push({ code, level, title, detail, link: null, since: null, ...rest });
  if (needs.isDiskFull()) {
    add(
      "critical",
      "disk-full",
      "The disk is almost full",
      "Webhooks are refused until there is room.",
    );
  }
  if (needs.isBacklogFull(false)) {
    add(
      "critical",
      "backlog",
      "Events come faster than they are folded",
      "Unverified deliveries are refused until the queue is shorter.",
    );
  }
  if (state.dead > 0) {
    add(
      "critical",
      "dead-letters",
      `${state.dead} ${state.dead === 1 ? "event" : "events"} could not be understood`,
      "Nothing is lost: each is kept as received. See why, mend the cause, and replay.",
      { link: "/events?tab=dead", since: state.dead_since?.toISOString() ?? null },
    );
  }
  for (const row of state.refused) {
    const name = needs.findProvider(row.provider)?.name ?? row.provider;
    add(
      "critical",
      "signature-failures",
      `${name} deliveries are refused since they stopped proving their origin`,
      `Verified deliveries came before. Was the secret changed at ${name}? Set the new one in ${needs.secretEnvOf(row.provider)}, restart, and verify the refused ones again.`,
      { link: "/events?tab=rejected", since: row.since.toISOString() },
    );
  }
  const connections = await viewConnections(needs, scope);
  const open = connections.filter((c) => !c.has_secret && c.event_count_24h > 0);
  if (open.length > 0) {
    add(
      "warning",
      "unverified",
      `Unverified: ${open.map((c) => c.provider_name).join(", ")}`,
      `No secret is set, so anybody may post calls in their name. Set ${open.map((c) => c.secret_env).join(", ")}.`,
      { link: "/setup" },
    );
  }
  return notices;
}

interface State {
  dead: number;
  dead_since: Date | null;
  refused: Array<{ provider: string; since: Date }>;
}

async function stateOf(db: Database, scope: TenantScope): Promise<State> {
  return inTenant(db, scope, async (trx) => {
    const dead = await sql<{
      dead: number;
      dead_since: Date | null;
    }>`select count(*)::int as dead, min(received_at) as dead_since
      from webhook_events where tenant_id = ${scope.tenantId} and status = 'dead'`.execute(trx);
    const refused = await sql<{
      provider: string;
      since: Date;
    }>`select r.provider, min(r.received_at) as since
      from rejected_deliveries r
      where r.tenant_id = ${scope.tenantId} and r.status = 'rejected' and r.received_at > now() - interval '7 days'
        and r.received_at > coalesce((select max(e.received_at) from webhook_events e
          where e.tenant_id = r.tenant_id and e.connection_id = r.connection_id and e.is_verified), 'infinity')
      group by r.provider`.execute(trx);
    return { dead: 0, dead_since: null, ...dead.rows[0], refused: refused.rows };
  });
}
