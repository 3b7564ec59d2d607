import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { isLimited, pricesOf, type SetPrice } from "../../model-use/index.ts";
import type { Trx } from "../../store/index.ts";
import { type HeadRow, headColumns, headTables } from "../session-head.ts";
import { lockSession } from "../session-lock.ts";
import { newestDigests } from "./digest-job.ts";
import {
  type EntryRow,
  entriesFrom,
  type StoredEntry,
  toEntry,
  type WindowRow,
} from "./window.store.ts";

/** What a turn is begun and finished from, held until the transaction ends. */
export interface TurnState {
  readonly window: WindowRow | undefined;
  readonly head: HeadRow;
  /** The newest digests of what is not shown any more, in their order. */
  readonly digests: readonly string[];
  /** Whether the tenant limits what is used of models. */
  readonly isLimited: boolean;
  /** The entries that were asked for, as of {@link readEntries}. */
  readonly entries: EntryRow[];
  /** Of the models that were asked for. */
  readonly prices: readonly SetPrice[];
}

type Row = HeadRow & {
  is_limited: boolean;
  digests: string[];
  entries: StoredEntry[];
  prices: SetPrice[];
} & (WindowRow | { session_id: null });

/** What of a session is read beside its state. */
interface Beside {
  /** Entries from the window's beginning on, or this many before the session's end where that is more. */
  newest?: number;
  /** What these models cost. */
  models?: readonly string[];
}

/** Takes a session's lock and reads all of it that a turn needs, in one message. */
export async function holdTurnState(
  trx: Trx,
  scope: TenantScope,
  sessionId: string,
  { newest, models = [] }: Beside = {},
): Promise<TurnState> {
  await lockSession(trx, scope, sessionId);
  const from = sql`least(w.start_seq, w.next_seq - ${newest}::int)`;
  const entries =
    newest === undefined
      ? sql`'[]'::json`
      : entriesFrom(scope, { sessionId: sql`w.session_id`, epoch: sql`w.epoch`, from });
  const prices = models.length === 0 ? sql`'[]'::json` : pricesOf(scope, models);
  const { rows } = await sql<Row>`select w.*, ${headColumns}, ${isLimited(scope)} as is_limited,
      ${newestDigests(scope, sql`w.session_id`, sql`w.epoch`)} as digests, ${entries} as entries, ${prices} as prices
    from ${headTables(scope, sessionId)}
    left join mem_windows w on w.tenant_id = ${scope.tenantId} and w.session_id = ${sessionId}`.execute(
    trx,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("a state without a row");
  const window = row.session_id === null ? undefined : row;
  return {
    ...{ window, head: row, digests: row.digests, isLimited: row.is_limited },
    ...{ entries: row.entries.map(toEntry), prices: row.prices },
  };
}
