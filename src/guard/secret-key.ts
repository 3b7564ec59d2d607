import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../config/index.ts";

/**
 * The installation's secret key: the one given, else the one kept in the data folder, made at the first start.
 *
 * Whoever loses it loses everything stored encrypted, so the generated one is never replaced.
 */
export function readSecretKey(dataDir: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const path = join(dataDir, "secret.key");
  if (!existsSync(path)) {
    refuseRestored(dataDir);
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(path, `${randomBytes(48).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  }
  const key = readFileSync(path, "utf8").trim();
  if (key.length >= 32) return key;
  throw new ConfigError(
    `${path} is damaged: restore it from a backup. Without it, stored webhook bodies cannot be read.`,
  );
}

const markName = "restored.json";

/** Writes into a data folder that it was restored, so that no new secret key is made there: backups do not hold the one that opens what is in them. */
export async function markRestored(dataDir: string, secretKeyId: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const content = { secret_key_id: secretKeyId, at: new Date().toISOString() };
  await writeFile(join(dataDir, markName), `${JSON.stringify(content)}\n`, { mode: 0o600 });
}

function refuseRestored(dataDir: string): void {
  if (!existsSync(join(dataDir, markName))) return;
  throw new ConfigError(
    `${dataDir} was restored from a backup, which does not hold the secret key: put the secret.key of the installation that was backed up there, or set SECRET_KEY.`,
  );
}
