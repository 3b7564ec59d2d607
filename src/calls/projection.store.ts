import { sql } from "kysely";
import {
  type CallRecord,
  type CallStatus,
  type Direction,
  isTerminal,
  type Lifecycle,
} from "../lib/call.ts";
import { digestOf } from "../lib/signature.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { toIso, toIsoOrNull } from "../lib/time.ts";
import { later, type Trx } from "../store/index.ts";
import { capturedBy } from "./captured-by.ts";
import type { PatchEntry } from "./fold.ts";

/** What is known of a call before it is folded again. */
export interface PriorCall {
  lifecycle: Lifecycle;
  isOver: boolean;
  isCounted: boolean;
  turnsDigest: string | null;
  toolsDigest: string | null;
  searchDigest: string | null;
}

/** A telephone call that was counted. */
export interface CountedCall {
  provider: string;
  direction: Direction | "unknown";
  outcome: CallStatus;
}

/** A call as folded, with what its row needs beyond the record. */
export interface FoldedCall {
  id: string;
  record: CallRecord;
  entries: readonly PatchEntry[];
  closesAt: number | null;
  turnsDigest: string | null;
  toolsDigest: string | null;
  /** What a finished call can be found by. */
  words: string | null;
}

export type Folded = readonly FoldedCall[];
export type Prior = ReadonlyMap<string, PriorCall>;

/** Makes whoever else folds one of these calls wait until we have committed. In order of id, so nobody waits in a circle. */
export async function lockCalls(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  await later(
    trx,
    sql`select pg_advisory_xact_lock(hashtextextended(id, 0))
    from (select ${scope.tenantId} || '/' || unnest(${[...ids]}::text[]) as id order by 1) ids`,
  );
}

/** Takes back what events said of calls. */
export async function deletePatches(
  trx: Trx,
  scope: TenantScope,
  patches: ReadonlyArray<{ eventId: string; id: string }>,
): Promise<void> {
  await later(
    trx,
    sql`delete from call_patches p
    using unnest(${patches.map(({ id }) => id)}::text[], ${patches.map(({ eventId }) => eventId)}::uuid[]) as r (call_id, event_id)
    where p.tenant_id = ${scope.tenantId} and p.call_id = r.call_id and p.event_id = r.event_id`,
  );
}

export async function insertPatches(
  trx: Trx,
  scope: TenantScope,
  patches: ReadonlyArray<{ id: string; entry: PatchEntry }>,
): Promise<void> {
  if (patches.length === 0) return;
  const rows = patches.map(({ id, entry }) => ({
    call_id: id,
    event_id: entry.eventId,
    seq: entry.seq,
    kind: entry.kind,
    event_key: entry.eventKey,
    event_type: entry.eventType,
    is_verified: entry.isVerified,
    received_at: toIso(entry.receivedAt),
    patch: entry.patch,
  }));
  await later(
    trx,
    sql`insert into call_patches
      (tenant_id, call_id, event_id, seq, kind, event_key, event_type, is_verified, received_at, patch)
    select ${scope.tenantId}, call_id, event_id, seq, kind, event_key, event_type, is_verified, received_at, patch
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (call_id text, event_id uuid, seq smallint, kind text,
      event_key text, event_type text, is_verified boolean, received_at timestamptz, patch json)
    on conflict do nothing`,
  );
}

export async function findPrior(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<Map<string, PriorCall>> {
  const rows = await trx
    .selectFrom("calls")
    .select(["id", "lifecycle", "counted_at", "turns_digest", "tools_digest", "search_digest"])
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", sql<string>`any(${[...ids]})`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        lifecycle: row.lifecycle,
        isOver: isTerminal(row.lifecycle),
        isCounted: row.counted_at !== null,
        turnsDigest: row.turns_digest,
        toolsDigest: row.tools_digest,
        searchDigest: row.search_digest,
      },
    ]),
  );
}

/** Removes calls of which no event speaks any more. */
export async function deleteCalls(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  for (const table of [
    "call_turns",
    "call_tool_calls",
    "call_external_ids",
    "call_search",
  ] as const) {
    await later(
      trx,
      sql`delete from ${sql.table(table)} where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]})`,
    );
  }
  await later(
    trx,
    sql`delete from calls where tenant_id = ${scope.tenantId} and id = any(${[...ids]})`,
  );
}

const columns = {
  provider: "text",
  provider_call_id: "text",
  lifecycle: "text",
  disposition: "text",
  status: "text",
  status_source: "text",
  end_reason: "text",
  ended_by: "text",
  failure_class: "text",
  direction: "text",
  channel: "text",
  from_number: "text",
  to_number: "text",
  agent_id: "text",
  agent_name: "text",
  first_seen_at: "timestamptz",
  first_occurred_at: "timestamptz",
  last_event_at: "timestamptz",
  started_at: "timestamptz",
  ended_at: "timestamptz",
  duration_ms: "bigint",
  cost_micros: "bigint",
  satisfaction_score: "double precision",
  sentiment: "text",
  summary: "text",
  recording_url: "text",
  captured_by: "text",
  is_verified: "boolean",
  turn_count: "integer",
  tool_call_count: "integer",
  facts: "jsonb",
  turns_digest: "text",
  tools_digest: "text",
  search_digest: "text",
  closes_at: "timestamptz",
  counted_at: "timestamptz",
} as const;

const names = Object.keys(columns).join(", ");
const shape = Object.entries(columns)
  .map(([name, type]) => `${name} ${type}`)
  .join(", ");
const assignments = Object.keys(columns)
  .filter((name) => name !== "counted_at")
  .map((name) => `${name} = excluded.${name}`)
  .join(", ");

/** Writes whole rows, in one statement for the batch. */
export async function writeCalls(trx: Trx, scope: TenantScope, folded: Folded): Promise<void> {
  const rows = JSON.stringify(folded.map(toRow));
  await later(
    trx,
    sql`insert into calls (tenant_id, id, ${sql.raw(names)})
    select ${scope.tenantId}, id, ${sql.raw(names)}
    from json_to_recordset(${rows}::json) as r (id text, ${sql.raw(shape)})
    on conflict (tenant_id, id) do update set ${sql.raw(assignments)},
      counted_at = coalesce(calls.counted_at, excluded.counted_at), updated_at = clock_timestamp()`,
  );
}

function toRow(call: FoldedCall): Record<keyof typeof columns | "id", unknown> {
  const { record, entries } = call;
  const { facts } = record;
  const received = entries.map((entry) => entry.receivedAt);
  return {
    id: call.id,
    provider: record.provider,
    provider_call_id: record.providerCallId,
    lifecycle: record.lifecycle,
    disposition: record.disposition,
    status: record.status,
    status_source: record.statusSource,
    end_reason: facts.endReason ?? null,
    ended_by: facts.endedBy ?? null,
    failure_class: record.disposition === "failed" ? (facts.failureClass ?? "unknown") : null,
    direction: facts.direction ?? null,
    channel: facts.channel ?? null,
    from_number: facts.from ?? null,
    to_number: facts.to ?? null,
    agent_id: facts.agentId ?? null,
    agent_name: facts.agentName ?? null,
    first_seen_at: toIsoOrNull(Math.min(...received)),
    first_occurred_at: toIsoOrNull(record.firstOccurredAt),
    last_event_at: toIsoOrNull(Math.max(...received)),
    started_at: toIsoOrNull(facts.startedAt),
    ended_at: toIsoOrNull(facts.endedAt),
    duration_ms: facts.durationMs ?? null,
    cost_micros: facts.costMicros ?? null,
    satisfaction_score: facts.satisfactionScore ?? null,
    sentiment: facts.sentiment ?? null,
    summary: facts.summary ?? null,
    recording_url: facts.recordingUrl ?? null,
    captured_by: capturedBy(entries),
    is_verified: entries.every((entry) => entry.kind === "deadline" || entry.isVerified),
    turn_count: record.turns.length,
    tool_call_count: record.toolCalls.length,
    facts,
    turns_digest: call.turnsDigest,
    tools_digest: call.toolsDigest,
    search_digest: searchDigestOf(call),
    closes_at: toIsoOrNull(call.closesAt),
    counted_at: isTerminal(record.lifecycle) ? toIsoOrNull(Math.max(...received)) : null,
  };
}

/** Keeps the other names of the calls; those no event tells any more are forgotten. */
export async function replaceExternalIds(
  trx: Trx,
  scope: TenantScope,
  folded: Folded,
  prior: Prior,
) {
  const known = folded.filter((call) => prior.has(call.id)).map((call) => call.id);
  const rows = folded.flatMap(({ id, record }) =>
    record.externalIds.map((external) => ({ id, ...external })),
  );
  if (known.length > 0) {
    await later(
      trx,
      sql`delete from call_external_ids x where tenant_id = ${scope.tenantId} and call_id = any(${known})
      and (kind, value, call_id) not in (select * from unnest(${rows.map((r) => r.kind)}::text[],
        ${rows.map((r) => r.value)}::text[], ${rows.map((r) => r.id)}::text[]))`,
    );
  }
  if (rows.length === 0) return;
  await later(
    trx,
    sql`insert into call_external_ids (tenant_id, kind, value, call_id)
    select ${scope.tenantId}, * from unnest(${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.value)}::text[],
      ${rows.map((r) => r.id)}::text[]) on conflict do nothing`,
  );
}

/** Makes finished calls findable by their words. */
export async function writeSearch(trx: Trx, scope: TenantScope, folded: Folded, prior: Prior) {
  const rows = folded.filter(
    (call) => call.words !== null && searchDigestOf(call) !== prior.get(call.id)?.searchDigest,
  );
  if (rows.length === 0) return;
  await later(
    trx,
    sql`insert into call_search (tenant_id, call_id, document)
    select ${scope.tenantId}, id, to_tsvector('simple', words)
    from unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.words)}::text[]) as r (id, words)
    on conflict (tenant_id, call_id) do update set document = excluded.document`,
  );
}

function searchDigestOf({ words }: FoldedCall): string | null {
  return words === null ? null : digestOf(words);
}

/**
 * Counts each telephone call once: not again when a linked record of it (the carrier's leg, say) was counted before.
 * @returns those that were counted now.
 */
export async function countOnce(
  trx: Trx,
  scope: TenantScope,
  over: Folded,
): Promise<CountedCall[]> {
  if (over.length === 0) return [];
  const ids = over.map((call) => call.id);
  const linked = over.some((call) => call.record.externalIds.length > 0)
    ? await linkedCounted(trx, scope, ids)
    : new Set<string>();
  const inBatch = new Set<string>();
  return over.flatMap(({ id, record }) => {
    const external = record.externalIds.map((e) => `${e.kind}/${e.value}`);
    const isRepeated = linked.has(id) || external.some((name) => inBatch.has(name));
    for (const name of external) inBatch.add(name);
    return isRepeated
      ? []
      : [
          {
            provider: record.provider,
            direction: record.facts.direction ?? "unknown",
            outcome: record.status,
          },
        ];
  });
}

async function linkedCounted(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  const { rows } = await sql<{ call_id: string }>`select distinct mine.call_id
    from call_external_ids mine
    join call_external_ids other using (tenant_id, kind, value)
    join calls on calls.tenant_id = mine.tenant_id and calls.id = other.call_id and calls.counted_at is not null
    where mine.tenant_id = ${scope.tenantId} and mine.call_id = any(${[...ids]}) and other.call_id <> mine.call_id`.execute(
    trx,
  );
  return new Set(rows.map((row) => row.call_id));
}
