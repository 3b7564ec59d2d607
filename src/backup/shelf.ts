import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { ArchiveError } from "./archive-error.ts";
import type { Place } from "./place.ts";
import type { Contents } from "./read-archive.ts";

const archiveSuffix = ".vlbackup";
const receiptSuffix = ".json";

/** Lies beside an archive once it was read back: what it holds, and whether it could be restored. */
const Receipt = z.object({
  taken_at: z.string(),
  version: z.string(),
  is_encrypted: z.boolean(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** Rows by table. */
  counts: z.record(z.string(), z.number().int()),
  files: z.number().int(),
  /** `whole` was read back and is what was written, `restored` was restored for trial as well. */
  state: z.enum(["whole", "restored", "damaged"]),
  checked_at: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

/** An archive in a place. Without a receipt nobody knows yet whether it is good. */
export interface Shelved {
  name: string;
  bytes: number;
  storedAt: Date;
  receipt: Receipt | null;
}

/** The name of an archive of this moment: in order of time when in order of name. */
export function archiveName(at: Date, id: string): string {
  const time = at.toISOString().slice(0, 19).replaceAll(":", "-");
  return `voicelens-${time}Z-${id.slice(-6)}${archiveSuffix}`;
}

/** The archives of a place, newest first. */
export async function listShelf(place: Place): Promise<Shelved[]> {
  const stored = await place.list();
  const names = new Set(stored.map(({ name }) => name));
  const archives = stored.filter(({ name }) => name.endsWith(archiveSuffix));
  const shelved = archives.map(async (archive): Promise<Shelved> => {
    const hasReceipt = names.has(`${archive.name}${receiptSuffix}`);
    return { ...archive, receipt: hasReceipt ? await readReceipt(place, archive.name) : null };
  });
  return (await Promise.all(shelved)).sort((a, b) => takenAt(b) - takenAt(a));
}

/** The newest archive that nobody found damaged, the checked ones first. */
export async function newestGood(place: Place): Promise<Shelved | undefined> {
  return (await listShelf(place)).find(isGood);
}

export function writeReceipt(
  place: Place,
  archive: string,
  contents: Contents,
  state: "whole" | "restored",
  now: number,
): Promise<void> {
  const { header, manifest, bytes, sha256 } = contents;
  return put(place, archive, {
    taken_at: header.taken_at,
    version: header.version,
    is_encrypted: header.encryption !== null,
    ...{ bytes, sha256, state },
    counts: countsOf(contents),
    files: manifest.files.count,
    checked_at: new Date(now).toISOString(),
  });
}

/** Remembers that an archive is not what it was, so that it does not count as a good one. */
export async function markDamaged(place: Place, name: string): Promise<void> {
  const receipt = await readReceipt(place, name);
  if (receipt !== null) await put(place, name, { ...receipt, state: "damaged" });
}

export function countsOf({ manifest }: Pick<Contents, "manifest">): Record<string, number> {
  return Object.fromEntries(manifest.tables.map(({ table, rows }) => [table, rows]));
}

export interface KeepRules {
  keepDays: number;
  keepLast: number;
}

/**
 * Which archives may go: those that are older than some days and not among the last good ones. Where none is known to be good, none may go.
 */
export function outdated(shelf: readonly Shelved[], rules: KeepRules, now: number): Shelved[] {
  const good = shelf.filter(isGood);
  if (good.length === 0) return [];
  const kept = new Set(good.slice(0, Math.max(1, rules.keepLast)));
  const before = now - rules.keepDays * 86_400_000;
  return shelf.filter((archive) => !kept.has(archive) && takenAt(archive) < before);
}

export async function removeArchive(place: Place, { name, receipt }: Shelved): Promise<void> {
  // Without its receipt it counts as unknown: should we end here, the next time removes it.
  if (receipt !== null) await place.remove(`${name}${receiptSuffix}`);
  await place.remove(name);
}

function isGood({ receipt }: Shelved): boolean {
  return receipt !== null && receipt.state !== "damaged";
}

function takenAt({ receipt, storedAt }: Shelved): number {
  return receipt === null ? storedAt.getTime() : Date.parse(receipt.taken_at);
}

async function readReceipt(place: Place, archive: string): Promise<Receipt | null> {
  try {
    const content = await text(Readable.from(place.read(`${archive}${receiptSuffix}`)));
    return Receipt.parse(JSON.parse(content));
  } catch (error) {
    // One that is unreadable, or went meanwhile, is none.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    if (error instanceof ArchiveError) return null;
    throw error;
  }
}

function put(place: Place, archive: string, receipt: Receipt): Promise<void> {
  async function* content() {
    yield Buffer.from(`${JSON.stringify(receipt)}\n`);
  }
  return place.put(`${archive}${receiptSuffix}`, content());
}
