import { sql } from "kysely";
import type { Notice } from "../ingest/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";

interface Trouble {
  refused: Date | null;
  unseen: Date | null;
}

/**
 * What somebody should know about listening to calls: a key that OpenAI refuses, and one that sees no call at all. Gone by itself when a socket opens again, or after a day.
 */
export async function sidebandNotices(db: Database, scope: TenantScope): Promise<Notice[]> {
  const { refused, unseen } = await inTenant(db, scope, async (trx) => {
    const { rows } = await sql<Trouble>`select
        min(created_at) filter (where error = 'key-refused') as refused,
        min(created_at) filter (where error = 'not-accepted') as unseen
      from sideband_sessions s
      where tenant_id = ${scope.tenantId} and created_at > now() - interval '1 day'
        and not exists (select from sideband_sessions later where later.tenant_id = s.tenant_id
          and later.connection_id = s.connection_id and later.connected_at > s.created_at)
        and (error = 'key-refused' or not exists (select from sideband_sessions known where known.tenant_id = s.tenant_id
          and known.connection_id = s.connection_id and known.connected_at is not null))`.execute(
      trx,
    );
    return rows[0] ?? { refused: null, unseen: null };
  });
  const common = { level: "critical", link: "/setup" } as const;
  const notices: Notice[] = [];
  if (refused !== null) {
    notices.push({
      ...common,
      code: "sideband-key-refused",
      title: "OpenAI refuses the key with which calls are listened to",
      detail:
        "Transcript, tools, cost and end of OpenAI calls come only from their sockets. Set a key that may use the Realtime API.",
      since: refused.toISOString(),
    });
  }
  if (unseen !== null) {
    notices.push({
      ...common,
      code: "sideband-sees-no-call",
      title: "No OpenAI call could be listened to so far",
      detail:
        "Calls come in, but none is there for the key. Is it a key of the project that takes the calls, and does your application accept them?",
      since: unseen.toISOString(),
    });
  }
  return notices;
}
