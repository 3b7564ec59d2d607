#!/usr/bin/env node
import { ensureBuilt } from "./build.js";

try {
  await ensureBuilt();
} catch (error) {
  const hint =
    error.code === "MODULE_NOT_FOUND" ? "Run `npm ci` first." : "Is this folder writable?";
  process.stderr.write(`VoiceLens could not be built: ${error.message}\n${hint}\n`);
  process.exit(1);
}
const { run } = await import("../dist/cli/cli.js");
process.exitCode = await run(process.argv.slice(2));
