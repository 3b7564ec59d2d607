// One process of an installation, that may be killed and started again as by whoever watches over it.
import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { trackChild, treeOf, tryKill } from "./workplace.js";

const startPatienceMs = 60_000;
const lookEveryMs = 20;
const restartAfterMs = 250;

/**
 * @param {object} part
 * @param {string} part.name
 * @param {string} part.program
 * @param {string[]} part.args
 * @param {import("node:child_process").SpawnOptions} [part.options]
 * @param {() => Promise<boolean>} part.isUp whether it does its work
 */
export function createPart({ name, program, args, options = {}, isUp }) {
  let child;
  let words = "";
  const isGone = () => child.exitCode !== null || child.signalCode !== null;

  function spawnIt() {
    child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    trackChild(child);
    const listen = (chunk) => {
      words = `${words}${chunk}`.slice(-4_000);
    };
    child.on("error", listen);
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
  }

  /** Starts it until it is up: what it needs may not be there yet, or what it left behind still be there. */
  async function start() {
    const deadline = performance.now() + startPatienceMs;
    spawnIt();
    while (!(await isUp())) {
      if (performance.now() > deadline) throw new Error(`${name} did not start:\n${words}`);
      await wait(isGone() ? restartAfterMs : lookEveryMs);
      if (isGone()) spawnIt();
    }
  }

  async function end(pids, signal) {
    if (isGone()) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    for (const pid of pids()) tryKill(pid, signal);
    await ended;
  }

  return {
    name,
    start,
    hasEnded: isGone,
    lastWords: () => words,
    pid: () => child.pid,
    /** With all that it started, as systemd and container runtimes do. */
    kill: () => end(() => treeOf(child.pid), "SIGKILL"),
    stop: (signal = "SIGTERM") => end(() => [child.pid], signal),
  };
}
