import { join } from "node:path";
import { ConfigError } from "../config/index.ts";
import { createLocalFileStore } from "../files/index.ts";
import { errorFields } from "../observe/index.ts";
import { ArchiveError } from "./archive-error.ts";
import type { BackupTask, TaskRunner } from "./backup-task.ts";
import { createBackupOutgoing, openPlace } from "./open-place.ts";
import type { Place } from "./place.ts";
import { type Contents, onlyLook, readArchive } from "./read-archive.ts";
import {
  archiveName,
  countsOf,
  type KeepRules,
  listShelf,
  newestGood,
  outdated,
  removeArchive,
  type Shelved,
  writeReceipt,
} from "./shelf.ts";
import { verifyArchive } from "./verify-archive.ts";
import { writeArchive } from "./write-archive.ts";

type Work = Parameters<TaskRunner>[1];

/** What a task came to. */
interface Made {
  archive: string;
  contents: Contents;
}

/** Does a task in this process. */
export const workOnTask: TaskRunner = async (task, work) => {
  const outgoing = createBackupOutgoing();
  try {
    const place = openPlace(task.place, task.settings, outgoing);
    const { archive, contents } = await (task.kind === "backup"
      ? makeBackup(task, place, work)
      : drill(task, place, work));
    const { bytes, sha256, manifest } = contents;
    const counts = countsOf(contents);
    return { made: { archive, bytes, sha256, counts, files: manifest.files.count } };
  } catch (error) {
    return { failed: { sentence: sentenceOf(error), fields: errorFields(error) } };
  } finally {
    await outgoing.close();
  }
};

async function makeBackup(task: BackupTask, place: Place, work: Work): Promise<Made> {
  const { id, database, isEmbedded, settings, keep, isScheduled, version, secretKey } = task;
  const { report, signal, now } = work;
  const backupKey = settings.BACKUP_KEY;
  const files = createLocalFileStore(join(settings.DATA_DIR, "files"));
  const archive = archiveName(new Date(now()), id);
  const written = await writeArchive(
    {
      ...{ database, isEmbedded, files, version, secretKey, backupKey, signal },
      onProgress: (step, done, total) => report({ step, done, total }),
    },
    (content) => place.put(archive, content, signal),
  );
  // What was sent is one thing, what is kept there another.
  const kept = watched(place.read(archive), signal, (done) =>
    report({ step: "reading it back", done, total: written.bytes }),
  );
  const contents = await readArchive(kept, { backupKey, visitor: onlyLook });
  if (contents.sha256 !== written.sha256) {
    throw new ArchiveError("What was kept is not what was written.");
  }
  await writeReceipt(place, archive, contents, "whole", now());
  if (isScheduled) await prune(place, keep, now());
  return { archive, contents };
}

async function drill(
  { settings }: BackupTask,
  place: Place,
  { report, signal, now }: Work,
): Promise<Made> {
  const archive = await newestGood(place);
  if (archive === undefined) throw new ArchiveError("There is no good backup to restore.");
  let done = 0;
  const read = watched(place.read(archive.name), signal, (bytes) => {
    done = bytes;
  });
  const onStep = (step: string) => {
    signal.throwIfAborted();
    report({ step, done, total: archive.bytes });
  };
  const contents = await verifyArchive(place, archive.name, read, {
    ...{ backupKey: settings.BACKUP_KEY, onStep, now: now() },
    scratchFolder: join(settings.DATA_DIR, "scratch"),
  });
  return { archive: archive.name, contents };
}

/** Removes what may go, and returns it. */
export async function prune(place: Place, keep: KeepRules, now: number): Promise<Shelved[]> {
  const removed = outdated(await listShelf(place), keep, now);
  for (const archive of removed) await removeArchive(place, archive);
  return removed;
}

async function* watched(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of content) {
    signal.throwIfAborted();
    bytes += part.length;
    onBytes(bytes);
    yield part;
  }
}

/** What may be told; anything else is in the log. */
function sentenceOf(error: unknown): string {
  if (error instanceof ArchiveError || error instanceof ConfigError) return error.message;
  const { code } = error as { code?: unknown };
  return `It failed${typeof code === "string" ? ` (${code})` : ""}; the log tells where.`;
}
