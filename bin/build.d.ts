/** Builds server and dashboard unless the build is newer than every source. */
export function ensureBuilt(): Promise<void>;
