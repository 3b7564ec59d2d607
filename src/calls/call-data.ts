import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, exportRows, inTenant, type TenantData, type Trx } from "../store/index.ts";
import type { CallWitness } from "./apply-patches.ts";
import { deleteCalls, lockCalls } from "./projection.store.ts";

const batchMax = 200;

/**
 * Removes calls with everything that hangs on them, and what events said of them. A fold under way is waited for: it would write the call again from what it has read
 * already, and what it adds would stay.
 */
async function remove(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
  witnesses: readonly CallWitness[],
): Promise<number> {
  if (ids.length === 0) return 0;
  await lockCalls(trx, scope, ids);
  for (const witness of witnesses) await witness(trx, scope, ids);
  await sql`delete from call_patches where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]})`.execute(
    trx,
  );
  await sql`delete from call_changes where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]})`.execute(
    trx,
  );
  await deleteCalls(trx, scope, ids);
  return ids.length;
}

/** Other records of the same telephone call. */
const linked = (condition: ReturnType<typeof sql>) => sql`select o.id from call_external_ids mine
  join call_external_ids other on other.tenant_id = mine.tenant_id and other.kind = mine.kind and other.value = mine.value
  join calls o on o.tenant_id = other.tenant_id and o.id = other.call_id
  where mine.tenant_id = c.tenant_id and mine.call_id = c.id and ${condition}`;

async function findBatch(trx: Trx, scope: TenantScope, condition: ReturnType<typeof sql>) {
  const { rows } = await sql<{ id: string }>`select c.id from calls c
    where c.tenant_id = ${scope.tenantId} and ${condition} limit ${batchMax}`.execute(trx);
  return rows.map((row) => row.id);
}

const isHeld = (alias: string) => {
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  return sql`is_held(${of("tenant_id")}, ${of("id")}, ${of("from_number")}, ${of("to_number")})`;
};

/** Some calls that are older than the instant. Records of one telephone call go together, when all are, and stay together when one is held. */
async function findOld(trx: Trx, scope: TenantScope, before: Date) {
  const ids = await findBatch(
    trx,
    scope,
    sql`c.last_event_at < ${before} and not ${isHeld("c")}
      and not exists (${linked(sql`(o.last_event_at >= ${before} or ${isHeld("o")})`)})`,
  );
  const { rows } = await sql<{ id: string }>`select l.id from calls c
    cross join lateral (${linked(sql`o.last_event_at < ${before}`)}) l
    where c.tenant_id = ${scope.tenantId} and c.id = any(${ids})`.execute(trx);
  return [...new Set([...ids, ...rows.map((row) => row.id)])];
}

/** Who looks at calls before they go for good: because somebody wanted it, or because they are old. */
interface Witnesses {
  erased: readonly CallWitness[];
  expired: readonly CallWitness[];
}

/** What `calls/` keeps: records, transcripts, tool calls, and the patches they are made of. */
export const callData = ({ erased, expired }: Witnesses): TenantData => ({
  room: "calls",
  tables: [
    "calls",
    "call_patches",
    "call_turns",
    "call_tool_calls",
    "call_external_ids",
    "call_search",
    "call_changes",
    "call_reviews",
    "call_comments",
    "saved_views",
  ],
  async erase(db, scope, subject) {
    const condition =
      subject.kind === "tenant"
        ? sql`true`
        : sql`(c.from_number = ${subject.number} or c.to_number = ${subject.number})`;
    const removed = await untilDone(() =>
      inTenant(
        db,
        scope,
        async (trx) => remove(trx, scope, await findBatch(trx, scope, condition), erased),
        { pace: "report" },
      ),
    );
    return subject.kind === "tenant" ? removed + (await removeViews(db, scope)) : removed;
  },
  expire: (db, scope, before) =>
    untilDone(() =>
      inTenant(
        db,
        scope,
        async (trx) => remove(trx, scope, await findOld(trx, scope, before), expired),
        { pace: "report" },
      ),
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
    for await (const row of exportRows(db, scope, "call_reviews", ["call_id"])) {
      yield { table: "call_reviews", row };
    }
    for await (const row of exportRows(db, scope, "call_comments", ["id"])) {
      yield { table: "call_comments", row };
    }
    for await (const row of exportRows(db, scope, "saved_views", ["id"])) {
      yield { table: "saved_views", row };
    }
  },
});

async function removeViews(db: Database, scope: TenantScope): Promise<number> {
  const { numDeletedRows } = await inTenant(db, scope, (trx) =>
    trx.deleteFrom("saved_views").where("tenant_id", "=", scope.tenantId).executeTakeFirst(),
  );
  return Number(numDeletedRows);
}

/** In batches, so that no transaction holds locks for long. */
async function untilDone(step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await step();
    total += count;
    if (count < batchMax) return total;
  }
}
