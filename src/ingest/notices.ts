import { sql } from "kysely";
import { z } from "zod";
import { type App, isAgency, requireAccess } from "../http/index.ts";
import { uuidV7Floor } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";
import { type ConnectionListNeeds, viewConnections } from "./connection-list.ts";
import { countQuarantine } from "./route-events.ts";

const Notice = z
  .object({
    code: z.string(),
    level: z.enum(["info", "warning", "critical"]),
    title: z.string(),
    detail: z.string(),
    link: z.string().nullable(),
    since: z.string().meta({ format: "date-time" }).nullable(),
  })
  .meta({ id: "Notice" });
export type Notice = z.infer<typeof Notice>;

interface Needs extends ConnectionListNeeds {
  isDiskFull: () => boolean;
  isBacklogFull: (isVerified: boolean) => boolean;
  /** What rooms above have to tell. */
  further: ReadonlyArray<(db: Database, scope: TenantScope) => Promise<Notice[]>>;
}

/** What somebody should look at now: shown as banners, and gone by itself when its cause is. */
export function noticeRoutes(app: App, needs: Needs): void {
  app.get(
    "/api/v1/notices",
    {
      config: { access: "tenant", needs: "connections:read" },
      schema: {
        tags: ["Set-up"],
        operationId: "listNotices",
        summary: "List what somebody should look at now",
        response: { 200: z.object({ data: z.array(Notice) }) },
      },
    },
    async (request) => {
      const access = requireAccess(request);
      const { scope } = access;
      const found = await Promise.all([
        deadLetters(needs.db, scope),
        stoppedProving(needs, scope),
        unverified(needs, scope),
        isAgency(access) ? quarantined(needs.db) : [],
        ...needs.further.map((look) => look(needs.db, scope)),
      ]);
      return { data: [...capacity(needs), ...found.flat()] };
    },
  );
}

function capacity({ isDiskFull, isBacklogFull }: Needs): Notice[] {
  const common = { level: "critical", link: null, since: null } as const;
  const notices: Notice[] = [];
  if (isDiskFull()) {
    const detail = "Webhooks are refused until there is room.";
    notices.push({ ...common, code: "disk-full", title: "The disk is almost full", detail });
  }
  if (isBacklogFull(false)) {
    const title = "Events come faster than they are folded";
    const detail = "Unverified deliveries are refused until the queue is shorter.";
    notices.push({ ...common, code: "backlog", title, detail });
  }
  return notices;
}

async function deadLetters(db: Database, scope: TenantScope): Promise<Notice[]> {
  const { dead, since } = await inTenant(db, scope, async (trx) => {
    const { rows } = await sql<{
      dead: number;
      since: Date | null;
    }>`select count(*)::int as dead, min(received_at) as since
      from webhook_events where tenant_id = ${scope.tenantId} and status = 'dead'`.execute(trx);
    return rows[0] ?? { dead: 0, since: null };
  });
  if (dead === 0) return [];
  return [
    {
      code: "dead-letters",
      level: "critical",
      title: `${dead} ${dead === 1 ? "event" : "events"} could not be understood`,
      detail: "Nothing is lost: each is kept as received. See why, mend the cause, and replay.",
      link: "/events?tab=dead",
      since: since?.toISOString() ?? null,
    },
  ];
}

async function quarantined(db: Database): Promise<Notice[]> {
  const count = await countQuarantine(db);
  if (count === 0) return [];
  return [
    {
      code: "quarantine",
      level: "critical",
      title: `${count} ${count === 1 ? "event waits" : "events wait"} for a tenant`,
      detail:
        "They came through a shared connection and name a number or agent that is nobody's. Give it to a tenant, and they follow.",
      link: "/quarantine",
      since: null,
    },
  ];
}

const weekMs = 7 * 24 * 3_600_000;

/** Connections whose deliveries are refused after verified ones came: a secret was changed on one side only. */
async function stoppedProving(needs: Needs, scope: TenantScope): Promise<Notice[]> {
  const weekAgo = uuidV7Floor(Date.now() - weekMs);
  const rows = await inTenant(needs.db, scope, async (trx) => {
    const result = await sql<{
      provider: string;
      since: Date;
    }>`select c.provider, min(r.received_at) as since
      from connections c
      cross join lateral (select e.id from webhook_events e
        where e.tenant_id = c.tenant_id and e.connection_id = c.id and e.is_verified order by e.id desc limit 1) proven
      join rejected_deliveries r on r.tenant_id = c.tenant_id and r.connection_id = c.id and r.id > proven.id
      where c.tenant_id = ${scope.tenantId} and r.status = 'rejected' and r.id > ${weekAgo}
      group by c.provider`.execute(trx);
    return result.rows;
  });
  return rows.map(({ provider, since }) => {
    const name = needs.findProvider(provider)?.name ?? provider;
    return {
      code: "signature-failures",
      level: "critical",
      title: `${name} deliveries are refused since they stopped proving their origin`,
      detail: `Verified deliveries came before. Was the secret changed at ${name}? Add the new one to the connection, and verify the refused ones again.`,
      link: "/events?tab=rejected",
      since: since.toISOString(),
    };
  });
}

async function unverified(needs: Needs, scope: TenantScope): Promise<Notice[]> {
  const connections = await viewConnections(needs, scope);
  const open = connections.filter((c) => !c.has_secret && c.event_count_24h > 0);
  if (open.length === 0) return [];
  const names = open.map((c) => c.provider_name).join(", ");
  return [
    {
      code: "unverified",
      level: "warning",
      title: `Unverified: ${names}`,
      detail: `No secret is set, so anybody may post calls in their name. Add the secret to the connection.`,
      link: "/setup",
      since: null,
    },
  ];
}
