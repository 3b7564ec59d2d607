import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import type { LiveCall } from "./call.schema.ts";
import { type ToolCallRow, toToolCall } from "./call-views.ts";
import type { CallChangeRow } from "./live-changes.ts";

/** What a change brought to the transcript and the tool calls of its call. */
export type News = Pick<
  LiveCall,
  "turns_from" | "turns_added" | "tool_calls_from" | "tool_calls_added" | "is_cut"
>;

/** How many turns, and tool calls, of one call are read at once. */
const rowsMax = 500;
/** What one event carries of them at most. */
const charactersMax = 64 * 1024;

/**
 * Reads what several changes brought.
 *
 * Each change tells from its own place to that of the call's next one, so together they tell everything once, and whoever heard the first of them goes on with the others.
 */
export async function readNews(
  db: Database,
  scope: TenantScope,
  changes: readonly CallChangeRow[],
): Promise<(change: CallChangeRow) => News> {
  const turnSpans = spansOf(changes, (change) => change.turns_from);
  const toolSpans = spansOf(changes, (change) => change.tools_from);
  const [turns, tools] =
    turnSpans.size + toolSpans.size === 0
      ? [new Map<string, TurnRow[]>(), new Map<string, ToolRow[]>()]
      : await inTenant(
          db,
          scope,
          async (trx) =>
            [
              await readTurns(trx, scope, firstPlaces(turnSpans)),
              await readToolCalls(trx, scope, firstPlaces(toolSpans)),
            ] as const,
        );
  return (change) => {
    const turnPart = partOf(turns.get(change.call_id) ?? [], turnSpans.get(change));
    const toolPart = partOf(tools.get(change.call_id) ?? [], toolSpans.get(change));
    return {
      turns_from: change.turns_from,
      turns_added: turnPart.rows.map(({ call_id: _, ...turn }) => turn),
      tool_calls_from: change.tools_from,
      tool_calls_added: toolPart.rows.map(toToolCall),
      is_cut: turnPart.isCut || toolPart.isCut,
    };
  };
}

interface Span {
  from: number;
  /** The place of the call's next change; endless for its last. */
  to: number;
}

function spansOf(
  changes: readonly CallChangeRow[],
  placeOf: (change: CallChangeRow) => number | null,
): Map<CallChangeRow, Span> {
  const spans = new Map<CallChangeRow, Span>();
  const last = new Map<string, Span>();
  for (const change of changes) {
    const from = placeOf(change);
    if (from === null) continue;
    const former = last.get(change.call_id);
    if (former !== undefined) former.to = from;
    const span = { from, to: Number.POSITIVE_INFINITY };
    last.set(change.call_id, span);
    spans.set(change, span);
  }
  return spans;
}

function firstPlaces(spans: ReadonlyMap<CallChangeRow, Span>): Map<string, number> {
  const places = new Map<string, number>();
  for (const [{ call_id: id }, { from }] of spans) {
    places.set(id, Math.min(from, places.get(id) ?? from));
  }
  return places;
}

interface Placed {
  call_id: string;
  seq: number;
}

interface TurnRow extends Placed {
  role: LiveCall["turns_added"][number]["role"];
  content: string;
  start_ms: number | null;
  end_ms: number | null;
  is_interrupted: boolean;
}

type ToolRow = ToolCallRow & Placed;

// One more than is told, so that it shows whether something is left out.
const near = sql`on l.call_id = p.call_id and l.seq between p.place and p.place + ${rowsMax}`;

async function readTurns(trx: Trx, scope: TenantScope, places: ReadonlyMap<string, number>) {
  const { rows } =
    await sql<TurnRow>`select l.call_id, seq, role, content, start_ms, end_ms, is_interrupted
      from call_turns l join ${table(places)} ${near}
      where tenant_id = ${scope.tenantId} order by l.call_id, seq`.execute(trx);
  return byCall(rows);
}

async function readToolCalls(trx: Trx, scope: TenantScope, places: ReadonlyMap<string, number>) {
  const { rows } =
    await sql<ToolRow>`select l.call_id, seq, tool_call_id, name, arguments, result, is_success, error, offset_ms, duration_ms
      from call_tool_calls l join ${table(places)} ${near}
      where tenant_id = ${scope.tenantId} order by l.call_id, seq`.execute(trx);
  return byCall(rows);
}

function table(places: ReadonlyMap<string, number>) {
  return sql`unnest(${[...places.keys()]}::text[], ${[...places.values()]}::int[]) as p (call_id, place)`;
}

function byCall<Row extends Placed>(rows: readonly Row[]): Map<string, Row[]> {
  const lists = new Map<string, Row[]>();
  for (const row of rows) {
    const list = lists.get(row.call_id) ?? [];
    lists.set(row.call_id, list);
    list.push(row);
  }
  return lists;
}

function partOf<Row extends Placed>(
  rows: readonly Row[],
  span: Span | undefined,
): { rows: Row[]; isCut: boolean } {
  if (span === undefined) return { rows: [], isCut: false };
  const wanted = rows.filter(({ seq }) => seq >= span.from && seq < span.to);
  const beyond = rows[rowsMax]?.seq ?? Number.POSITIVE_INFINITY;
  let characters = 0;
  const kept = wanted.filter((row) => {
    characters += JSON.stringify(row).length;
    return row.seq < beyond && characters <= charactersMax;
  });
  return { rows: kept, isCut: kept.length < wanted.length };
}
