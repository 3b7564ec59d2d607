import type pg from "pg";
import type { FileStore } from "../files/index.ts";
import { type Filling, openFilling, type TableShape } from "../store/index.ts";
import { DamagedArchiveError } from "./archive-error.ts";
import { type Contents, readArchive } from "./read-archive.ts";
import { createRowSum } from "./row-sum.ts";

export interface DatabaseTarget {
  login: pg.ClientConfig;
  /** Who may make the login and its database, where they are not there yet. */
  administrator?: pg.ClientConfig;
  files: FileStore;
}

export interface LoadOptions {
  backupKey: string | undefined;
  onStep: (step: string) => void;
}

/**
 * Loads an archive into an empty database and a file store, and compares what is then there with what the archive says. The database holds all of it or nothing.
 * @throws ArchiveError when the archive is bad, or what came out of it differs; ConfigError when the database is not empty.
 */
export async function loadArchive(
  archive: AsyncIterable<Uint8Array>,
  { login, administrator, files }: DatabaseTarget,
  { backupKey, onStep }: LoadOptions,
): Promise<Contents> {
  let filling: Filling | undefined;
  let shapes: readonly TableShape[] = [];
  const begun = () => {
    if (filling === undefined) throw new Error("the archive has not begun");
    return filling;
  };
  try {
    const contents = await readArchive(archive, {
      backupKey,
      visitor: {
        async begin({ steps }, found) {
          shapes = found;
          const options = { isProduction: false, ...(administrator && { administrator }) };
          filling = await openFilling(login, { steps, shapes }, options);
        },
        async table(shape, rows) {
          onStep(`loading ${shape.name}`);
          await begun().write(shape, rows);
        },
        async file(_, content) {
          onStep("loading files");
          await files.putStream(content);
        },
      },
    });
    for (const [place, shape] of shapes.entries()) {
      onStep(`comparing ${shape.name}`);
      await compare(begun(), shape, contents.manifest.tables[place]);
    }
    onStep("checking keys and policies");
    await begun().finish(contents.manifest.sequences);
    return contents;
  } finally {
    filling?.close();
  }
}

async function compare(
  filling: Filling,
  shape: TableShape,
  listed: { rows: number; row_sum: string } | undefined,
): Promise<void> {
  const sum = createRowSum();
  for await (const rows of filling.rows(shape)) sum.update(rows);
  const found = sum.result();
  if (found.rows === listed?.rows && found.sum === listed.row_sum) return;
  throw new DamagedArchiveError(
    `What was restored of ${shape.name} is not what was backed up: ${found.rows} of ${listed?.rows} rows, or other ones.`,
  );
}
