import { createHash, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import type { SealedContent } from "../guard/index.ts";
import { ArchiveError } from "./archive-error.ts";
import type { ArchiveHeader } from "./archive-format.ts";

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/** A key that seals one archive, made of BACKUP_KEY and a salt that is used once. */
export interface ArchiveKey {
  key: Buffer;
  header: NonNullable<ArchiveHeader["encryption"]>;
}

export async function makeArchiveKey(backupKey: string): Promise<ArchiveKey> {
  const salt = randomBytes(16);
  const key = await derive(backupKey, salt, 32);
  return { key, header: { salt: salt.toString("hex"), key_id: idOf(key) } };
}

/** @throws ArchiveError when the archive needs a key that is not at hand. */
export async function findArchiveKey(
  { encryption }: ArchiveHeader,
  backupKey: string | undefined,
): Promise<Buffer | undefined> {
  if (encryption === null) return undefined;
  if (backupKey === undefined) {
    throw new ArchiveError("The archive is encrypted: set BACKUP_KEY to the key it was made with.");
  }
  const key = await derive(backupKey, Buffer.from(encryption.salt, "hex"), 32);
  if (idOf(key) === encryption.key_id) return key;
  throw new ArchiveError("BACKUP_KEY is not the key that the archive was made with.");
}

/** The first line is part of what is sealed: a changed one does not open. */
export function sealedBy(key: Buffer, headerLine: Buffer): SealedContent {
  return { key, context: headerLine.toString() };
}

function idOf(key: Buffer): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}
