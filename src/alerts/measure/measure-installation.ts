import { sql } from "kysely";
import { uuidV7Floor } from "../../lib/ids.ts";
import { asWorker, type Database, inTenant } from "../../store/index.ts";
import type { Measurement } from "../evaluate/judge.ts";
import { installation, type ProcessFigures } from "../watch/process-figures.ts";
import { type Since, whole } from "./measure-calls.ts";

/** Of all tenants, since an instant. */
export async function countOfAll(
  db: Database,
  what: "dead letters" | "signature failures",
  { at }: Since,
): Promise<number> {
  const floor = uuidV7Floor(at.getTime());
  const { rows } = await asWorker(db, (trx) =>
    (what === "dead letters"
      ? sql<{ count: number }>`select count(*)::int as count from webhook_events
          where status = 'dead' and id >= ${floor}::uuid`
      : sql<{ count: number }>`select count(*)::int as count from rejected_deliveries
          where status = 'rejected' and id >= ${floor}::uuid`
    ).execute(trx),
  );
  return rows[0]?.count ?? 0;
}

/** A process that has not written for so long is no more; whether that is wrong is not for it to say. */
const currentMs = 2 * 60_000;

/** One figure of every process of the installation. */
export async function measureProcesses(
  db: Database,
  now: number,
  figure: keyof ProcessFigures & string,
  sample: "http_requests" | "cache_asked" | null,
): Promise<Measurement[]> {
  const { rows } = await inTenant(db, installation, (trx) =>
    sql<{ process: string; figures: ProcessFigures }>`select process, figures from alert_processes
      where tenant_id = ${installation.tenantId} and measured_at >= ${new Date(now - currentMs)}`.execute(
      trx,
    ),
  );
  return rows.map(({ process, figures }) => ({
    ...{ subject: `process:${process}`, name: process, value: figures[figure] ?? null },
    sample: sample === null ? null : figures[sample],
  }));
}

/** A single figure of the whole. */
export function single(value: number): Measurement[] {
  return [{ ...whole, value, sample: null }];
}
