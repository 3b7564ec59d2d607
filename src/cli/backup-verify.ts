import { join } from "node:path";
import type { Command } from "commander";
import { countsOf, verifyArchive } from "../backup/index.ts";
import { startArchiveProgress } from "./archive-progress.ts";
import { withArchive } from "./backup-places.ts";
import { commandConfig } from "./client.ts";
import { addCommand } from "./options.ts";
import { counted, megabytes, print, printJson, seconds } from "./output.ts";

/** `voicelens backup verify`: restores an archive to a scratch folder, compares it with what was backed up, and throws it away. */
export function backupVerifyCommand(parent: Command): void {
  addCommand(
    parent,
    "verify <archive>",
    "restore a backup for trial and compare it with what was backed up",
  ).action(async (archive: string, { json: isJson }: { json: boolean }) => {
    const config = commandConfig();
    const startedAt = performance.now();
    const contents = await withArchive(config, archive, async (place, name) => {
      const progress = await startArchiveProgress(place, name, {
        message: "Restoring for trial",
        isJson,
      });
      const { BACKUP_KEY: backupKey, DATA_DIR } = config;
      return verifyArchive(place, name, progress.watch(place.read(name)), {
        ...{ backupKey, onStep: progress.step, now: Date.now() },
        scratchFolder: join(DATA_DIR, "scratch"),
      }).finally(progress.stop);
    });
    const tookMs = performance.now() - startedAt;
    const counts = countsOf(contents);
    const { bytes, sha256 } = contents;
    const files = contents.manifest.files.count;
    if (isJson) {
      return printJson({
        archive,
        is_good: true,
        bytes,
        counts,
        files,
        sha256,
        took_ms: Math.round(tookMs),
      });
    }
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    print(
      `${archive} is good: ${counted(rows, "row")} and ${counted(files, "file")} of ${megabytes(bytes)} were restored and compared in ${seconds(tookMs)}.`,
    );
  });
}
