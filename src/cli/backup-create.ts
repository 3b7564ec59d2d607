import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { placeAddress } from "./backup-places.ts";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { counted, megabytes, print, printJson } from "./output.ts";
import { startProgress } from "./progress.ts";

const path = "/api/v1/admin/backups";
const lookEveryMs = 300;

const Run = z.object({
  id: z.string(),
  status: z.enum(["queued", "running", "done", "failed"]),
  place: z.string(),
  archive: z.string().nullable(),
  step: z.string().nullable(),
  progress: z.object({ done: z.number(), total: z.number() }),
  bytes: z.number().nullable(),
  counts: z.record(z.string(), z.number()).nullable(),
  files: z.number().nullable(),
  sha256: z.string().nullable(),
  error: z.string().nullable(),
});
type Run = z.infer<typeof Run>;

/** `voicelens backup create`: one archive of everything, made by the running server, or without one. */
export function backupCreateCommand(parent: Command): void {
  addCommand(parent, "create", "make a backup now")
    .option("--to <place>", "a folder or s3://bucket/prefix; left out, BACKUP_URL")
    .action(async ({ to, json: isJson }: { to?: string; json: boolean }) => {
      const body = to === undefined ? {} : { to: placeAddress(to) };
      const run = await withClient(commandConfig(), (client) => create(client, body, isJson));
      const archive = `${run.place.replace(/\/$/, "")}/${run.archive}`;
      const { bytes, counts, files, sha256 } = run;
      if (isJson) return printJson({ archive, bytes, counts, files, sha256 });
      const rows = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
      print(`${archive}
${megabytes(bytes ?? 0)}: ${counted(rows, "row")} and ${counted(files ?? 0, "file")}, read back and found whole.
SHA-256 ${sha256}
SECRET_KEY (or secret.key of DATA_DIR) is not in it: keep it elsewhere, for without it what is stored encrypted cannot be read.`);
    });
}

async function create(client: Client, body: object, isJson: boolean): Promise<Run> {
  const { id } = Run.parse((await client.ask("POST", path, body)).json);
  // A running server works on it by itself; without one, this does.
  const settled = client.settle();
  const progress = startProgress("Backing up", { total: 100, isJson });
  try {
    for (;;) {
      const run = await look(client, id);
      if (run.status === "done") return run;
      if (run.status === "failed") throw new CommandError(run.error ?? "The backup failed.");
      const { done, total } = run.progress;
      progress.at(Math.floor((100 * done) / Math.max(1, total)), run.step ?? "starting");
      await pause(lookEveryMs);
    }
  } finally {
    progress.stop();
    await settled;
  }
}

async function look(client: Client, id: string): Promise<Run> {
  const { data } = z.object({ data: z.array(Run) }).parse((await client.ask("GET", path)).json);
  const run = data.find((each) => each.id === id);
  if (run === undefined) throw new CommandError("The server knows nothing of the backup any more.");
  return run;
}
