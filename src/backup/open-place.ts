import { basename, dirname, join, resolve } from "node:path";
import { type Config, ConfigError } from "../config/index.ts";
import { createOutgoing, type Outgoing } from "../guard/index.ts";
import { createFolderPlace } from "./folder-place.ts";
import type { Place } from "./place.ts";
import { createS3Place } from "./s3-place.ts";

/** What of the configuration says where archives go and who may read them. */
export type BackupSettings = Pick<
  Config,
  | "DATA_DIR"
  | "BACKUP_URL"
  | "BACKUP_KEY"
  | "S3_ENDPOINT"
  | "S3_REGION"
  | "S3_ACCESS_KEY_ID"
  | "S3_SECRET_ACCESS_KEY"
>;

/** These and no others: whoever makes archives needs no other secret. */
export function backupSettings({
  DATA_DIR,
  BACKUP_URL,
  BACKUP_KEY,
  S3_ENDPOINT,
  S3_REGION,
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
}: Config): BackupSettings {
  return {
    ...{ DATA_DIR, BACKUP_URL, BACKUP_KEY },
    ...{ S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY },
  };
}

/** The way to S3: a part of an archive takes longer than other requests. */
export function createBackupOutgoing(): Outgoing {
  return createOutgoing({ isExempt: () => false, timeoutMs: 120_000 });
}

type Ask = Pick<Outgoing, "toOperator" | "streamFromOperator">;

/** Where backups go when nobody says otherwise. */
export function usualPlace({ BACKUP_URL, DATA_DIR }: BackupSettings): string {
  return BACKUP_URL ?? resolve(join(DATA_DIR, "backups"));
}

/**
 * Opens a place by its address: a folder, or `s3://bucket/prefix`.
 * @throws ConfigError when what is needed to open it is not set.
 */
export function openPlace(address: string, settings: BackupSettings, outgoing: Ask): Place {
  if (!address.startsWith("s3://")) return createFolderPlace(resolve(address));
  const [, bucket, prefix = ""] = /^s3:\/\/([^/]+)(?:\/(.*?)\/?)?$/.exec(address) ?? [];
  if (bucket === undefined) {
    throw new ConfigError(`${address} names no bucket: it must be like s3://bucket/prefix.`);
  }
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new ConfigError("Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY to use an s3:// address.");
  }
  const at = { endpoint: settings.S3_ENDPOINT, region: settings.S3_REGION };
  return createS3Place({ ...at, accessKeyId, secretAccessKey }, { bucket, prefix }, outgoing);
}

/** Opens the place in which an archive lies. A name alone lies in the usual one. */
export function openPlaceOf(
  archive: string,
  settings: BackupSettings,
  outgoing: Ask,
): { place: Place; name: string } {
  if (archive.startsWith("s3://")) {
    const end = archive.lastIndexOf("/");
    const place = openPlace(archive.slice(0, end), settings, outgoing);
    return { place, name: archive.slice(end + 1) };
  }
  const isName = basename(archive) === archive;
  const address = isName ? usualPlace(settings) : dirname(resolve(archive));
  return { place: openPlace(address, settings, outgoing), name: basename(archive) };
}
