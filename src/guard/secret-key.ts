import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(path, `${randomBytes(48).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  }
  const key = readFileSync(path, "utf8").trim();
  if (key.length >= 32) return key;
  throw new ConfigError(
    `${path} is damaged: restore it from a backup. Without it, stored webhook bodies cannot be read.`,
  );
}
