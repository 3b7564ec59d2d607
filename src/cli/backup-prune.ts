import type { Command } from "commander";
import { listShelf, outdated, prune } from "../backup/index.ts";
import { viewArchive } from "./backup-list.ts";
import { withPlace } from "./backup-places.ts";
import { commandConfig } from "./client.ts";
import { addCommand, positiveCount } from "./options.ts";
import { counted, print, printJson } from "./output.ts";

interface PruneOptions {
  from?: string;
  keepDays?: number;
  keepLast?: number;
  dryRun?: boolean;
  json: boolean;
}

/** `voicelens backup prune`: removes old archives, and never the last good ones. */
export function backupPruneCommand(parent: Command): void {
  addCommand(parent, "prune", "remove old backups, never the last good ones")
    .option("--from <place>", "a folder or s3://bucket/prefix; left out, BACKUP_URL")
    .option("--keep-days <days>", "keep what is younger; left out, BACKUP_KEEP_DAYS", positiveCount)
    .option(
      "--keep-last <count>",
      "keep so many good ones whatever their age; left out, BACKUP_KEEP_LAST",
      positiveCount,
    )
    .option("--dry-run", "only say what would be removed")
    .action(async (options: PruneOptions) => {
      const config = commandConfig();
      const rules = {
        keepDays: options.keepDays ?? config.BACKUP_KEEP_DAYS,
        keepLast: options.keepLast ?? config.BACKUP_KEEP_LAST,
      };
      const isDryRun = options.dryRun === true;
      const removed = await withPlace(config, options.from, async (place) =>
        isDryRun
          ? outdated(await listShelf(place), rules, Date.now())
          : prune(place, rules, Date.now()),
      );
      const data = removed.map(viewArchive);
      if (options.json) return printJson({ removed: data, is_dry_run: isDryRun });
      for (const { archive } of data) print(archive);
      print(`${counted(data.length, "backup")} ${isDryRun ? "would be" : "were"} removed.`);
    });
}
