import { sql } from "kysely";
import type { CallRecord } from "../lib/call.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { later, type Trx } from "../store/index.ts";
import type { Folded, Prior } from "./projection.store.ts";

/** From where on a list of a call is other than before, by call; a call whose list stayed has none. */
export type ChangedFrom = ReadonlyMap<string, number>;

/** Writes transcripts that changed. */
export async function replaceTurns(
  trx: Trx,
  scope: TenantScope,
  folded: Folded,
  prior: Prior,
): Promise<ChangedFrom> {
  const changed = folded.filter((c) => c.turnsDigest !== (prior.get(c.id)?.turnsDigest ?? null));
  const old = changed.filter((call) => prior.get(call.id)?.turnsDigest).map((call) => call.id);
  const turns = changed.flatMap(({ id, record }) =>
    record.turns.map((turn, seq) => turnRow(id, seq, turn)),
  );
  const former = old.length > 0 ? await takeTurns(trx, scope, old) : [];
  if (turns.length > 0) {
    await later(
      trx,
      sql`insert into call_turns (tenant_id, call_id, seq, role, content, start_ms, end_ms, is_interrupted)
      select ${scope.tenantId}, * from unnest(${turns.map((t) => t.call_id)}::text[], ${turns.map((t) => t.seq)}::int[],
        ${turns.map((t) => t.role)}::text[], ${turns.map((t) => t.content)}::text[],
        ${turns.map((t) => t.start_ms)}::bigint[], ${turns.map((t) => t.end_ms)}::bigint[],
        ${turns.map((t) => t.is_interrupted)}::boolean[])`,
    );
  }
  return changedFrom(changed, former, turns);
}

/** Written in the order of the columns, so that two rows are alike when their JSON is. */
function turnRow(id: string, seq: number, turn: CallRecord["turns"][number]) {
  return {
    call_id: id,
    seq,
    role: turn.role,
    content: turn.content,
    start_ms: turn.startMs,
    end_ms: turn.endMs,
    is_interrupted: turn.isInterrupted ?? false,
  };
}

async function takeTurns(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  const { rows } =
    await sql<Placed>`delete from call_turns where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]})
      returning call_id, seq, role, content, start_ms, end_ms, is_interrupted`.execute(trx);
  return rows;
}

/** Writes tool calls that changed. */
export async function replaceToolCalls(
  trx: Trx,
  scope: TenantScope,
  folded: Folded,
  prior: Prior,
): Promise<ChangedFrom> {
  const changed = folded.filter((c) => c.toolsDigest !== (prior.get(c.id)?.toolsDigest ?? null));
  const old = changed.filter((call) => prior.get(call.id)?.toolsDigest).map((call) => call.id);
  const tools = changed.flatMap(({ id, record }) =>
    record.toolCalls.map((tool, seq) => toolRow(id, seq, tool)),
  );
  const former = old.length > 0 ? await takeToolCalls(trx, scope, old) : [];
  if (tools.length > 0) {
    await later(
      trx,
      sql`insert into call_tool_calls
        (tenant_id, call_id, seq, tool_call_id, name, arguments, result, is_success, error, offset_ms, duration_ms)
      select ${scope.tenantId}, * from unnest(${tools.map((t) => t.call_id)}::text[], ${tools.map((t) => t.seq)}::int[],
        ${tools.map((t) => t.tool_call_id)}::text[], ${tools.map((t) => t.name)}::text[], ${tools.map((t) => t.arguments)}::text[],
        ${tools.map((t) => t.result)}::text[], ${tools.map((t) => t.is_success)}::boolean[],
        ${tools.map((t) => t.error)}::text[], ${tools.map((t) => t.offset_ms)}::bigint[],
        ${tools.map((t) => t.duration_ms)}::bigint[])`,
    );
  }
  return changedFrom(changed, former, tools);
}

/** As {@link turnRow}. */
function toolRow(id: string, seq: number, tool: CallRecord["toolCalls"][number]) {
  return {
    call_id: id,
    seq,
    tool_call_id: tool.id,
    name: tool.name,
    arguments: tool.arguments ?? null,
    result: tool.result ?? null,
    is_success: tool.isSuccess ?? null,
    error: tool.error ?? null,
    offset_ms: tool.offsetMs ?? null,
    duration_ms: tool.durationMs ?? null,
  };
}

async function takeToolCalls(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  const { rows } =
    await sql<Placed>`delete from call_tool_calls where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]})
      returning call_id, seq, tool_call_id, name, arguments, result, is_success, error, offset_ms, duration_ms`.execute(
      trx,
    );
  return rows;
}

interface Placed {
  call_id: string;
  seq: number;
}

function changedFrom(
  changed: Folded,
  former: readonly Placed[],
  present: readonly Placed[],
): ChangedFrom {
  const before = byPlace(former);
  const after = byPlace(present);
  return new Map(
    changed.map(({ id }) => {
      const old = before.get(id) ?? [];
      const now = after.get(id) ?? [];
      const first = now.findIndex((text, seq) => text !== old[seq]);
      return [id, first === -1 ? now.length : first];
    }),
  );
}

/** The rows of each call as text, by their place in it. */
function byPlace(rows: readonly Placed[]): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const row of rows) {
    const ofCall = texts.get(row.call_id) ?? [];
    texts.set(row.call_id, ofCall);
    ofCall[row.seq] = JSON.stringify(row);
  }
  return texts;
}
