// Asks a script in another process, by messages, and waits for its answers.
import { startScript, within } from "./workplace.js";

/**
 * @param {string} script
 * @param {number} patienceMs how long one answer is waited for
 */
export function startHelper(script, patienceMs) {
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
    const failure = new Error(`${script} ended:\n${lastWords()}`);
    for (const { reject } of waiting.values()) reject(failure);
  });
  return {
    ask(command, value) {
      const id = ++lastId;
      const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      child.send({ id, command, value });
      return within(patienceMs, command, answer);
    },
    close: () => child.disconnect(),
  };
}
