import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Database } from "../store/index.ts";
import type { CallFilters, EstimateReader } from "./call.schema.ts";
import { type CallRow, listToolCallsOf, listTurnsOf } from "./call.store.ts";
import { csvHeader, toCsv } from "./call-csv.ts";
import { listCalls } from "./call-list.store.ts";
import { toCall, toSummary, toTurn } from "./call-views.ts";

/** The forms in which calls are handed out. */
export const exportFormats = ["csv", "jsonl", "vcon"] as const;
export type ExportFormat = (typeof exportFormats)[number];

interface Needs {
  db: Database;
  estimatesOf: EstimateReader;
  buildVcon: (scope: TenantScope, callId: string) => Promise<object>;
}

const pageSize = 100;
/** Each reads what its provider sent. */
const vconsAtOnce = 4;

/**
 * Every call that a filter meets, the newest first: rows of CSV, or one JSON document per line (a call of the API with its transcript, or a vCon).
 *
 * Each page is read in a transaction of its own and only when the one before was taken, so an export of any length holds one page in memory and no transaction open. Calls
 * that begin meanwhile are newer than the first page and not in it.
 */
export async function* exportCalls(
  needs: Needs,
  scope: TenantScope,
  filters: CallFilters,
  format: ExportFormat,
): AsyncGenerator<string> {
  const write = writers[format];
  if (format === "csv") yield csvHeader;
  let cursor: { at: string; id: string } | undefined;
  for (;;) {
    const rows = await listCalls(needs.db, scope, filters, { limit: pageSize, cursor }, "report");
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    yield await write(needs, scope, page);
    if (rows.length <= pageSize) return;
    cursor = { at: last.first_seen_at.toISOString(), id: last.id };
  }
}

type Writer = (needs: Needs, scope: TenantScope, rows: readonly CallRow[]) => Promise<string>;

const writers: Readonly<Record<ExportFormat, Writer>> = {
  csv: async (_needs, _scope, rows) => rows.map((row) => toCsv(toSummary(row))).join(""),
  jsonl: async ({ db, estimatesOf }, scope, rows) => {
    const ids = rows.map(({ id }) => id);
    const turns = byCall(await listTurnsOf(db, scope, ids));
    const tools = byCall(await listToolCallsOf(db, scope, ids));
    const estimates = await estimatesOf(scope, ids);
    return lines(
      rows.map((row) => ({
        ...toCall(row, tools.get(row.id) ?? [], estimates.get(row.id) ?? null),
        transcript: (turns.get(row.id) ?? []).map(toTurn),
      })),
    );
  },
  vcon: async ({ buildVcon }, scope, rows) => {
    const vcons: object[] = [];
    for (let start = 0; start < rows.length; start += vconsAtOnce) {
      const some = rows.slice(start, start + vconsAtOnce);
      const made = await Promise.all(some.map(({ id }) => buildVcon(scope, id).catch(ifGone)));
      vcons.push(...made.filter((one) => one !== null));
    }
    return lines(vcons);
  },
};

/** A call that was erased since its page was read is left out. */
function ifGone(error: unknown): null {
  if (error instanceof ProblemError && error.code === "call-not-found") return null;
  throw error;
}

function lines(documents: readonly object[]): string {
  return documents.map((document) => `${JSON.stringify(document)}\n`).join("");
}

function byCall<Row extends { call_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.call_id);
    if (own === undefined) found.set(row.call_id, [row]);
    else own.push(row);
  }
  return found;
}
