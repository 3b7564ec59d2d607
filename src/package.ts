import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where the package lies, with what was built and written for it. */
export const packageFolder = resolve(import.meta.dirname, "..");

export const version = (
  JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as { version: string }
).version;
