// The load generator as the benchmarks see it: a process that answers questions.
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { secret } from "./servers.js";
import { startScript, within } from "./workplace.js";

const script = fileURLToPath(new URL("../generator.js", import.meta.url));
const answerPatienceMs = 15 * 60_000;

/** Starts the generator. Close it at the end. */
export function startGenerator() {
  const { child, ended, lastWords } = startScript(script);
  const waiting = new Map();
  let lastId = 0;
  child.on("message", ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  });
  void ended.then(() => {
    const failure = new Error(`The load generator ended:\n${lastWords()}`);
    for (const { reject } of waiting.values()) reject(failure);
  });
  const tell = (command, options) => {
    const id = ++lastId;
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    child.send({ id, command, options });
    return within(answerPatienceMs, command, answer);
  };
  return {
    /** Signs that many deliveries. Returns the mark that their call ids carry. */
    async prepare(count) {
      const prefix = randomBytes(8).toString("hex");
      await tell("prepare", { count: Math.ceil(count), prefix, secret });
      return prefix;
    },
    closedLoop: (options) => tell("closedLoop", options),
    openLoop: (options) => tell("openLoop", options),
    close: () => child.disconnect(),
  };
}
