import { sql } from "kysely";
import { recordAudit } from "../../audit/index.ts";
import { createDueWork, type DueWork } from "../../jobs/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Logger } from "../../observe/index.ts";
import {
  asWorker,
  type Database,
  type ErasureSubject,
  inTenant,
  type TenantData,
} from "../../store/index.ts";
import { type ErasureRow, finishErasure, writeProgress } from "./erasure.store.ts";
import type { ErasureList } from "./erasure-list.ts";
import { findTraces } from "./find-traces.ts";
import { isAnythingHeld } from "./legal-hold.store.ts";

const leaseMs = 10 * 60_000;
const againMs = 60_000;
/** When an erasure that a hold keeps from going on looks again. */
const heldMs = 10 * 60_000;
/** What came in while the rooms were gone through is met by another round. What is left after the last is of others, who speak of the caller. */
const roundsMax = 3;

interface Needs {
  db: Database;
  rooms: () => readonly TenantData[];
  list: ErasureList;
  now: () => number;
  log: Logger;
}

/**
 * Erases room by room. After each it is written down how far it is: whoever takes over goes on from there, and a room that is gone through twice has less to do. Nothing
 * goes before the list outside the database has it.
 */
export function workOnErasures(needs: Needs): DueWork {
  const { db, now, log } = needs;
  return createDueWork<ErasureRow>({
    name: "erasure",
    concurrency: 1,
    claim: (limit) => {
      const at = now();
      return takeErasures(db, { limit, at: new Date(at), until: new Date(at + leaseMs) });
    },
    perform: async (row, signal) => {
      try {
        await perform(needs, row, signal);
      } catch (error) {
        await writeProgress(db, proofOf(row), row, { due_at: new Date(now() + againMs) });
        throw error;
      }
    },
    log,
  });
}

/** A hold may have been placed since the erasure was asked for. */
function isHeld({ db }: Needs, scope: TenantScope, subject: ErasureSubject): Promise<boolean> {
  const number = subject.kind === "caller" ? subject.number : null;
  return inTenant(db, scope, (trx) => isAnythingHeld(trx, scope, number));
}

/** Erasures of every tenant that are due, for this process until the lease ends. */
function takeErasures(
  db: Database,
  { limit, at, until }: { limit: number; at: Date; until: Date },
): Promise<ErasureRow[]> {
  return asWorker(db, async (trx) => {
    const { rows } =
      await sql<ErasureRow>`update erasures e set due_at = ${until}, lease = gen_random_uuid()
      from (select tenant_id, id from erasures where due_at <= ${at}
        order by due_at limit ${limit} for update skip locked) due
      where e.tenant_id = due.tenant_id and e.id = due.id
      returning e.*`.execute(trx);
    return rows;
  });
}

async function perform(needs: Needs, row: ErasureRow, signal: AbortSignal): Promise<void> {
  const { db, list, now } = needs;
  if (row.subject === null) return;
  const [scope, subject] = targetOf(row, row.subject);
  if (await isHeld(needs, scope, subject)) {
    needs.log.warn({ erasure_id: row.id }, "an erasure waits for a legal hold to be released");
    await writeProgress(db, proofOf(row), row, { due_at: new Date(now() + heldMs) });
    return;
  }
  await list.add({
    ...{ id: row.id, kind: row.kind, subject_hash: row.subject_hash },
    at: row.requested_at.toISOString(),
  });
  const progress = async (change: Parameters<typeof writeProgress>[3]) => {
    if (!(await writeProgress(db, proofOf(row), row, change)))
      throw new Error("another process erases");
  };
  const lease = () => new Date(now() + leaseMs);
  if (row.rounds === 0 && row.rooms_done === 0) {
    await progress({ found: await findTraces(db, scope, subject), due_at: lease() });
  }
  const removed: Record<string, number> = { ...row.removed };
  let done = row.rooms_done;
  for (let round = row.rounds + 1; ; round++) {
    for (const room of needs.rooms().slice(done)) {
      signal.throwIfAborted();
      const count = await room.erase(db, scope, subject);
      removed[room.room] = (removed[room.room] ?? 0) + count;
      done += 1;
      await progress({ rooms_done: done, removed, due_at: lease() });
    }
    const remaining = await findTraces(db, scope, subject);
    const isOver = Object.keys(remaining).length === 0 || round >= roundsMax;
    if (isOver) return finish(needs, row, remaining);
    done = 0;
    await progress({ rounds: round, rooms_done: 0, due_at: lease() });
  }
}

function finish(
  { db, now }: Needs,
  row: ErasureRow,
  remaining: Readonly<Record<string, number>>,
): Promise<void> {
  const { id, subject_hash } = row;
  const scope = proofOf(row);
  return inTenant(db, scope, async (trx) => {
    await finishErasure(trx, scope, { id, remaining, at: new Date(now()) });
    await recordAudit(trx, scope, {
      ...{ actor: "system", action: "erasure.finished", subject: id },
      payload: { subject_hash, remaining },
    });
  });
}

/** Where the row is, and the proof will be. */
const proofOf = ({ tenant_id: tenantId }: ErasureRow): TenantScope => ({ tenantId });

function targetOf(
  { kind, tenant_id: tenantId }: ErasureRow,
  subject: string,
): readonly [{ tenantId: string }, ErasureSubject] {
  return kind === "tenant"
    ? [{ tenantId: subject }, { kind: "tenant" }]
    : [{ tenantId }, { kind: "caller", number: subject }];
}
