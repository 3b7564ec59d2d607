import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { isLimited } from "../../model-use/index.ts";
import type { Trx } from "../../store/index.ts";
import { type HeadRow, headColumns, headTables } from "../session-head.ts";
import { lockSession } from "../session-lock.ts";
import { newestDigests } from "./digest-job.ts";
import type { WindowRow } from "./window.store.ts";

/** What a turn is begun and finished from, held until the transaction ends. */
export interface TurnState {
  readonly window: WindowRow | undefined;
  readonly head: HeadRow;
  /** The newest digests of what is not shown any more, in their order. */
  readonly digests: readonly string[];
  /** Whether the tenant limits what is used of models. */
  readonly isLimited: boolean;
}

type Row = HeadRow & { is_limited: boolean; digests: string[] } & (
    | WindowRow
    | { session_id: null }
  );

/** Takes a session's lock and reads all of it that a turn needs, in one message. */
export async function holdTurnState(
  trx: Trx,
  scope: TenantScope,
  sessionId: string,
): Promise<TurnState> {
  await lockSession(trx, scope, sessionId);
  const { rows } = await sql<Row>`select w.*, ${headColumns}, ${isLimited(scope)} as is_limited,
      ${newestDigests(scope, sql`w.session_id`, sql`w.epoch`)} as digests
    from ${headTables(scope, sessionId)}
    left join mem_windows w on w.tenant_id = ${scope.tenantId} and w.session_id = ${sessionId}`.execute(
    trx,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("a state without a row");
  const window = row.session_id === null ? undefined : row;
  return { window, head: row, digests: row.digests, isLimited: row.is_limited };
}
