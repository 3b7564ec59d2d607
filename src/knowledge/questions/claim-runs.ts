import { sql } from "kysely";
import { asWorker, type Database } from "../../store/index.ts";

/** A run that this process works on, while its lease is its own. */
export interface TakenRun {
  tenant_id: string;
  id: string;
  set_id: string;
  base_id: string;
  attempts: number;
  lease: string;
}

/** Renewed with every few answers; what a killed process had in hand is taken up by another after it. */
export const leaseMs = 60_000;
/** Takes runs that are due, the oldest first. */
export function claimRuns(
  db: Database,
  { limit, at }: { limit: number; at: Date },
): Promise<TakenRun[]> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<TakenRun>`update knowledge_question_runs r set status = 'running',
        attempts = r.attempts + 1, lease = gen_random_uuid(), due_at = ${new Date(at.getTime() + leaseMs)}
      from (select tenant_id, id from knowledge_question_runs where due_at <= ${at}
        order by due_at limit ${limit} for update skip locked) due, knowledge_question_sets s
      where r.tenant_id = due.tenant_id and r.id = due.id and s.tenant_id = r.tenant_id and s.id = r.set_id
      returning r.tenant_id, r.id, r.set_id, s.base_id, r.attempts, r.lease::text`.execute(trx);
    return rows;
  });
}
