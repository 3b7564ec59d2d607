import { sql } from "kysely";
import type { Metrics } from "../../observe/index.ts";
import { asWorker, type Database } from "../../store/index.ts";

const statuses = ["pending", "running", "dead"] as const;

/** Measures how much of the memory's work waits, is under way or failed for good, for all tenants together. */
export async function measureJobs(
  db: Database,
  { memoryJobs, memoryOldestPending }: Pick<Metrics, "memoryJobs" | "memoryOldestPending">,
  now: number,
): Promise<void> {
  const { rows } = await asWorker(db, (trx) =>
    sql<{
      status: string;
      count: number;
      oldest: Date | null;
    }>`select status, count(*)::int as count,
        min(due_at) as oldest from mem_jobs where status <> 'done' group by status`.execute(trx),
  );
  for (const status of statuses) {
    memoryJobs.set({ status }, rows.find((row) => row.status === status)?.count ?? 0);
  }
  const oldest = rows.find(({ status }) => status === "pending")?.oldest ?? null;
  memoryOldestPending.set(oldest === null ? 0 : Math.max(0, (now - oldest.getTime()) / 1_000));
}
