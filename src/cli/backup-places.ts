import { resolve } from "node:path";
import {
  createBackupOutgoing,
  openPlace,
  openPlaceOf,
  type Place,
  usualPlace,
} from "../backup/index.ts";
import type { Config } from "../config/index.ts";

/** A folder is meant from where the command runs, not from where the server does. */
export function placeAddress(given: string): string {
  return given.startsWith("s3://") ? given : resolve(given);
}

/** Lets a command work with a place of archives: the one that is named, or the usual one. */
export async function withPlace<T>(
  config: Config,
  given: string | undefined,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const outgoing = createBackupOutgoing();
  try {
    return await work(openPlace(given ?? usualPlace(config), config, outgoing));
  } finally {
    await outgoing.close();
  }
}

/** Lets a command work with one archive, named by its path, its s3:// address, or its name in the usual place. */
export async function withArchive<T>(
  config: Config,
  archive: string,
  work: (place: Place, name: string) => Promise<T>,
): Promise<T> {
  const outgoing = createBackupOutgoing();
  try {
    const { place, name } = openPlaceOf(archive, config, outgoing);
    return await work(place, name);
  } finally {
    await outgoing.close();
  }
}
