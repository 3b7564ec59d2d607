import { z } from "zod";
import type { BackupRow } from "./backup-rows.ts";

const time = z.iso.datetime();

export const Backup = z
  .object({
    id: z.string(),
    kind: z
      .enum(["backup", "drill"])
      .describe("A drill restores the newest backup to a place that is thrown away."),
    status: z.enum(["queued", "running", "done", "failed"]),
    place: z.string().describe("Where archives lie: a folder or `s3://bucket/prefix`."),
    archive: z.string().nullable().describe("Its name there."),
    requested_by: z.string().describe("`system` is the schedule."),
    requested_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
    step: z.string().nullable().describe("What it is at, while it runs."),
    progress: z.object({ done: z.number(), total: z.number() }),
    bytes: z.number().int().nullable().describe("Of the archive."),
    counts: z.record(z.string(), z.number().int()).nullable().describe("Rows by table."),
    files: z.number().int().nullable(),
    sha256: z.string().nullable().describe("Of the whole archive."),
    error: z.string().nullable(),
  })
  .meta({ id: "Backup" });
export type Backup = z.infer<typeof Backup>;

export function toBackup(row: BackupRow): Backup {
  const { requested_at, started_at, finished_at, progress_done, progress_total } = row;
  return {
    ...{ id: row.id, kind: row.kind, status: row.status, place: row.place, archive: row.archive },
    requested_by: row.requested_by,
    requested_at: requested_at.toISOString(),
    started_at: started_at?.toISOString() ?? null,
    finished_at: finished_at?.toISOString() ?? null,
    step: row.step,
    progress: { done: progress_done, total: progress_total },
    ...{ bytes: row.bytes, counts: row.counts, files: row.files, sha256: row.sha256 },
    error: row.error,
  };
}
