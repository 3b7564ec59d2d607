import type { Database } from "../store/index.ts";
import { keyIdOf, type SecretBox, SecretBoxError } from "./secret-box.ts";

/** A row that holds sealed content. */
export interface SealedPlace {
  tenant_id: string;
  id: string;
}

/** What sealing a page of rows anew came to. */
export interface Resealed {
  checked: number;
  reencrypted: number;
  /** No key that we have opens them: they stay as they are. */
  unreadable: number;
  /** Somebody else changed them meanwhile: another run sees what they are now. */
  changed: number;
  /** The last row looked at; null when there are no more. */
  next: SealedPlace | null;
}

/** A place where sealed content is kept: its room knows the rows and what each is bound to. */
export interface SealedStore {
  readonly name: string;
  readonly keyIds: readonly string[];
  /** How many contents each key sealed. `unreadable` counts what no longer is there or is no sealed content. */
  count(db: Database): Promise<Map<string, number>>;
  /** Seals the next rows with the present key. Interrupted at any point it leaves every row readable, and starting again goes on. */
  reseal(
    db: Database,
    after: SealedPlace | null,
    options: { isDryRun: boolean },
  ): Promise<Resealed>;
}

/** The id under which a content's key is counted. */
export function countedKey(sealed: Buffer | null): string {
  return (sealed && keyIdOf(sealed)) ?? "unreadable";
}

/** Rows under way at a time: they share the flush to disk, and leave the pool to others. */
const concurrencyMax = 4;

/**
 * Seals rows anew, each by a write that only takes effect if the row still is as it was read.
 * @param of.read the sealed content; null when it already has the present key.
 * @param of.write whether the row was still the same.
 */
export async function resealRows<Row extends SealedPlace>(
  box: SecretBox,
  rows: readonly Row[],
  of: {
    read: (row: Row) => Promise<Buffer | null>;
    context: (row: Row) => string;
    write: (row: Row, sealed: Buffer) => Promise<boolean>;
  },
  { isDryRun, pageSize }: { isDryRun: boolean; pageSize: number },
): Promise<Resealed> {
  const counts = { reencrypted: 0, unreadable: 0, changed: 0, present: 0 };
  const resealOne = async (row: Row): Promise<keyof typeof counts> => {
    const sealed = await of.read(row).catch(asMissing);
    if (sealed === null || keyIdOf(sealed) === box.keyIds[0]) return "present";
    const plain = tryOpen(box, sealed, of.context(row));
    if (plain === null) return "unreadable";
    if (isDryRun) return "reencrypted";
    return (await of.write(row, box.seal(plain, of.context(row)))) ? "reencrypted" : "changed";
  };
  for (let start = 0; start < rows.length; start += concurrencyMax) {
    const outcomes = await Promise.all(rows.slice(start, start + concurrencyMax).map(resealOne));
    for (const outcome of outcomes) counts[outcome]++;
  }
  const last = rows.at(-1);
  const { reencrypted, unreadable, changed } = counts;
  const hasMore = rows.length === pageSize && last !== undefined;
  const next = hasMore ? { tenant_id: last.tenant_id, id: last.id } : null;
  return { checked: rows.length, reencrypted, unreadable, changed, next };
}

/** A file that is gone cannot be opened, and must not end the run. */
function asMissing(error: unknown): Buffer {
  if ((error as { code?: string }).code === "ENOENT") return Buffer.alloc(0);
  throw error;
}

function tryOpen(box: SecretBox, sealed: Buffer, context: string): Buffer | null {
  try {
    return box.open(sealed, context);
  } catch (error) {
    if (error instanceof SecretBoxError) return null;
    throw error;
  }
}
