import { existsSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { ConfigError } from "../config/index.ts";

const Marker = z.object({ to: z.string(), at: z.string() });
const fileName = "database-moved.json";

/** Writes into the data folder that its database was moved, so that nobody serves the old one by mistake. It is on disk when this resolves. */
export async function markMoved(dataDir: string, target: string): Promise<void> {
  const { host, pathname } = new URL(target);
  const content = JSON.stringify({ to: `${host}${pathname}`, at: new Date().toISOString() });
  const file = await open(join(dataDir, fileName), "w", 0o600);
  try {
    await file.writeFile(`${content}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  // Some systems have no way to do this; the file itself is written.
  const folder = await open(dataDir, "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** @throws ConfigError when the folder's database was moved to a server. */
export function refuseMoved(dataDir: string): void {
  const path = resolve(join(dataDir, fileName));
  if (!existsSync(path)) return;
  const parsed = Marker.safeParse(read(path));
  const where = parsed.success ? `to ${parsed.data.to} at ${parsed.data.at}` : "to a server";
  throw new ConfigError(
    `The database of this data folder was moved ${where}: set DATABASE_URL to it. To go back to what was here before the move, remove ${path}; what came in since is only on that server.`,
  );
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
