import type { Command } from "commander";
import { listShelf, type Shelved } from "../backup/index.ts";
import { withPlace } from "./backup-places.ts";
import { commandConfig } from "./client.ts";
import { addCommand } from "./options.ts";
import { megabytes, print, printJson, shortTime, table } from "./output.ts";

/** `voicelens backup list`: the archives in a place, and which of them are known to be good. */
export function backupListCommand(parent: Command): void {
  addCommand(parent, "list", "the backups in a place")
    .option("--from <place>", "a folder or s3://bucket/prefix; left out, BACKUP_URL")
    .action(async ({ from, json: isJson }: { from?: string; json: boolean }) => {
      const shelf = await withPlace(commandConfig(), from, listShelf);
      if (isJson) return printJson({ data: shelf.map(viewArchive) });
      if (shelf.length === 0) return print("There are no backups here yet.");
      print(
        table([
          ["taken", "size", "state", "archive"],
          ...shelf
            .map(viewArchive)
            .map((each) => [
              shortTime(each.taken_at),
              megabytes(each.bytes),
              each.state,
              each.archive,
            ]),
        ]),
      );
    });
}

/** An archive as commands tell of it. */
export function viewArchive({ name, bytes, storedAt, receipt }: Shelved) {
  return {
    archive: name,
    bytes,
    taken_at: receipt?.taken_at ?? storedAt.toISOString(),
    // Nobody read it back yet, or it comes from elsewhere.
    state: receipt?.state ?? "unchecked",
    is_encrypted: receipt?.is_encrypted ?? null,
    version: receipt?.version ?? null,
    sha256: receipt?.sha256 ?? null,
    files: receipt?.files ?? null,
    counts: receipt?.counts ?? null,
  };
}
