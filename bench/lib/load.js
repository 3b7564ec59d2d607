// The load generator as the benchmarks see it: a process that answers questions.
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { startHelper } from "./questions.js";
import { secret } from "./servers.js";

const script = fileURLToPath(new URL("../generator.js", import.meta.url));
const patienceMs = 15 * 60_000;

/** Starts the generator. Close it at the end. */
export function startGenerator() {
  const { ask, close } = startHelper(script, patienceMs);
  return {
    /** Signs that many deliveries. Returns the mark that their call ids carry. */
    async prepare(count) {
      const prefix = randomBytes(8).toString("hex");
      await ask("prepare", { count: Math.ceil(count), prefix, secret });
      return prefix;
    },
    closedLoop: (options) => ask("closedLoop", options),
    openLoop: (options) => ask("openLoop", options),
    close,
  };
}
