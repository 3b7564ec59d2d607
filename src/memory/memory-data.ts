import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { eraseRows, exportRows, inTenant, type TenantData, type Trx } from "../store/index.ts";
import { forgetSubject } from "./forgotten-subjects.ts";
import { holdScopes, removeEmptyScopes } from "./scope.store.ts";
import { subjectOf } from "./subject.ts";

const batchMax = 200;

/** What `memory/` keeps. A caller's memory is that of the subject with their number. */
export const memoryData = ({ secretKey }: { secretKey: string }): TenantData => ({
  room: "memory",
  tables: [
    ...["mem_scopes", "mem_sessions", "mem_messages", "mem_vectors", "mem_tombstones"],
    "mem_forgotten_subjects",
    ...["mem_settings", "mem_agent_settings", "mem_jobs"],
    ...["mem_windows", "mem_entries", "mem_digests"],
  ],
  erase: (db, scope, subject) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        if (subject.kind === "tenant") return eraseRows(trx, scope, erased);
        const subjectId = subjectOf(subject.number);
        const receipt = await forgetSubject(trx, scope, { subjectId, secretKey, at: new Date() });
        return receipt.sessions + receipt.messages;
      },
      { pace: "report" },
    ),
  /** A session goes as a whole when nobody has spoken in it since. */
  async expire(db, scope, before) {
    let total = 0;
    for (let count = batchMax; count === batchMax; total += count) {
      count = await inTenant(db, scope, (trx) => expireSome(trx, scope, before), {
        pace: "report",
      });
    }
    return total;
  },
  async *exportData(db, scope) {
    for (const table of ["mem_sessions", "mem_messages"] as const) {
      for await (const { name_tokens: _, text_tokens: __, ...row } of exportRows(db, scope, table, [
        "id",
      ])) {
        yield { table, row };
      }
    }
    for (const [table, ...key] of [
      ["mem_windows", "session_id"],
      ["mem_entries", "session_id", "seq"],
      ["mem_digests", "session_id", "from_seq", "to_seq"],
    ] as const) {
      for await (const row of exportRows(db, scope, table, key)) yield { table, row };
    }
    for await (const row of exportRows(db, scope, "mem_settings", ["tenant_id"])) {
      yield { table: "mem_settings", row };
    }
    for await (const row of exportRows(db, scope, "mem_agent_settings", ["agent_id"])) {
      yield { table: "mem_agent_settings", row };
    }
  },
});

async function expireSome(trx: Trx, scope: TenantScope, before: Date): Promise<number> {
  // The session of a call that was remembered has its id.
  const { rows } = await sql<{ id: string }>`select id from mem_sessions
    where tenant_id = ${scope.tenantId} and coalesce(last_message_at, created_at) < ${before}
      and not is_held(tenant_id, id, subject_id, '') limit ${batchMax} for update`.execute(trx);
  if (rows.length === 0) return 0;
  const which = sql`id = any(${rows.map(({ id }) => id)})`;
  const scopeIds = await holdScopes(trx, scope, which);
  await sql`delete from mem_sessions where tenant_id = ${scope.tenantId} and ${which}`.execute(trx);
  await removeEmptyScopes(trx, scope, scopeIds);
  return rows.length;
}

/** Sessions, what was said in them and their windows go with their scopes. */
const erased = [
  ...(["mem_scopes", "mem_tombstones", "mem_forgotten_subjects"] as const),
  ...(["mem_jobs", "mem_agent_settings", "mem_settings"] as const),
];
