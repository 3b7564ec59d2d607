import { join, resolve } from "node:path";
import type { Command } from "commander";
import {
  type Contents,
  countsOf,
  loadArchive,
  onlyLook,
  readArchive,
  restoreToFolder,
} from "../backup/index.ts";
import type { Config } from "../config/index.ts";
import { createLocalFileStore } from "../files/index.ts";
import { markRestored } from "../guard/index.ts";
import { type ArchiveProgress, startArchiveProgress } from "./archive-progress.ts";
import { withArchive } from "./backup-places.ts";
import { commandConfig, findServer } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson, seconds } from "./output.ts";

/** `voicelens restore`: makes an archive into an installation again, in a new place. */
export function restoreCommand(program: Command): void {
  addCommand(program, "restore", "restore a backup to a new place")
    .requiredOption("--from <archive>", "a path, an s3:// address, or a name in BACKUP_URL")
    .requiredOption(
      "--to <place>",
      "an empty data folder, or the address of an empty database (files then go to DATA_DIR)",
    )
    .action(async ({ from, to, json: isJson }: { from: string; to: string; json: boolean }) => {
      const config = commandConfig();
      const startedAt = performance.now();
      const isDatabase = /^postgres(?:ql)?:\/\//.test(to);
      const contents = await withArchive(config, from, async (place, name) => {
        const message = "Restoring";
        const progress = await startArchiveProgress(place, name, { message, isJson, times: 2 });
        const read = () => progress.watch(place.read(name));
        const options = { backupKey: config.BACKUP_KEY, onStep: progress.step };
        const restoring = isDatabase
          ? restoreToDatabase(config, read, to, progress)
          : restoreToFolder(read, resolve(to), options);
        return restoring.finally(progress.stop);
      });
      const tookMs = performance.now() - startedAt;
      const counts = countsOf(contents);
      const files = contents.manifest.files.count;
      const { taken_at, secret_key_id } = contents.header;
      if (isJson) {
        const took_ms = Math.round(tookMs);
        return printJson({
          to: isDatabase ? "database" : to,
          counts,
          files,
          taken_at,
          secret_key_id,
          took_ms,
        });
      }
      const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
      print(`What there was at ${taken_at} is restored: ${counted(rows, "row")} and ${counted(files, "file")}, compared with the backup, in ${seconds(tookMs)}.
${isDatabase ? `Set DATABASE_URL to it, and DATA_DIR to ${resolve(config.DATA_DIR)}.` : `Set DATA_DIR to ${resolve(to)}.`}
Before the start, give it the secret key of the installation that was backed up: its SECRET_KEY, or its secret.key in that folder.
Give it the erasures.jsonl of that installation too, if there is one: whoever was erased since is erased again at the start.`);
    });
}

async function restoreToDatabase(
  config: Config,
  read: () => AsyncIterable<Uint8Array>,
  connectionString: string,
  progress: ArchiveProgress,
): Promise<Contents> {
  if ((await findServer(config.DATA_DIR)) !== null) {
    throw new CommandError(
      "A server runs on this DATA_DIR, to which the files would go. Set DATA_DIR to that of the new place.",
    );
  }
  const backupKey = config.BACKUP_KEY;
  progress.step("checking the archive");
  await readArchive(read(), { backupKey, visitor: onlyLook });
  const files = createLocalFileStore(join(config.DATA_DIR, "files"));
  const options = { backupKey, onStep: progress.step };
  const contents = await loadArchive(read(), { login: { connectionString }, files }, options);
  await markRestored(config.DATA_DIR, contents.header.secret_key_id);
  return contents;
}
