import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { exportRows, inTenant, type TenantData, type Trx } from "../store/index.ts";
import { deleteCalls, lockCalls } from "./projection.store.ts";

const batchMax = 200;

/**
 * Removes calls with everything that hangs on them, and what events said of them. A fold under way is waited for: it would write the call again from what it has read
 * already, and what it adds would stay.
 */
async function remove(trx: Trx, scope: TenantScope, condition: ReturnType<typeof sql>) {
  const { rows } = await sql<{ id: string }>`select id from calls
    where tenant_id = ${scope.tenantId} and ${condition} limit ${batchMax}`.execute(trx);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return 0;
  await lockCalls(trx, scope, ids);
  await sql`delete from call_patches where tenant_id = ${scope.tenantId} and call_id = any(${ids})`.execute(
    trx,
  );
  await sql`delete from call_changes where tenant_id = ${scope.tenantId} and call_id = any(${ids})`.execute(
    trx,
  );
  await deleteCalls(trx, scope, ids);
  return ids.length;
}

/** What `calls/` keeps: records, transcripts, tool calls, and the patches they are made of. */
export const callData: TenantData = {
  room: "calls",
  tables: [
    "calls",
    "call_patches",
    "call_turns",
    "call_tool_calls",
    "call_external_ids",
    "call_search",
    "call_changes",
  ],
  async erase(db, scope, subject) {
    const condition =
      subject.kind === "tenant"
        ? sql`true`
        : sql`(from_number = ${subject.number} or to_number = ${subject.number})`;
    return untilDone(() =>
      inTenant(db, scope, (trx) => remove(trx, scope, condition), { pace: "report" }),
    );
  },
  expire: (db, scope, before) =>
    untilDone(() =>
      inTenant(db, scope, (trx) => remove(trx, scope, sql`last_event_at < ${before}`), {
        pace: "report",
      }),
    ),
  async *exportData(db, scope) {
    for await (const row of exportRows(db, scope, "calls", ["id"])) yield { table: "calls", row };
    for await (const row of exportRows(db, scope, "call_patches", ["event_id", "seq"])) {
      yield { table: "call_patches", row };
    }
    for (const table of ["call_turns", "call_tool_calls"] as const) {
      for await (const row of exportRows(db, scope, table, ["call_id", "seq"]))
        yield { table, row };
    }
    for await (const row of exportRows(db, scope, "call_external_ids", [
      "kind",
      "value",
      "call_id",
    ])) {
      yield { table: "call_external_ids", row };
    }
  },
};

/** In batches, so that no transaction holds locks for long. */
async function untilDone(step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await step();
    total += count;
    if (count < batchMax) return total;
  }
}
