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
    /** Signs that many deliveries, with `to` for another path or secret than usual. Returns the mark that their call ids carry. */
    async prepare(count, to = {}) {
      const prefix = randomBytes(8).toString("hex");
      await ask("prepare", { count: Math.ceil(count), prefix, secret, ...to });
      return prefix;
    },
    closedLoop: (options) => ask("closedLoop", options),
    openLoop: (options) => ask("openLoop", options),
    close,
  };
}
