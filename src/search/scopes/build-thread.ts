import { Worker } from "node:worker_threads";
import type { IndexParts } from "../lexical/parts.ts";
import type { SearchUnit } from "../unit.ts";
import type { BuildAnswer, BuildTask } from "./build-messages.ts";

/** The index of one scope while it is made in another thread. */
export interface ThreadBuild {
  /** Resolves when the thread has taken them up: whoever waits for it does not run ahead. */
  add(units: SearchUnit[]): Promise<void>;
  finish(): Promise<IndexParts>;
  giveUp(): void;
}

/** A thread that makes indexes, so that reading a large scope does not hold up everybody else. Started when first needed. */
export interface BuildThread {
  begin(): ThreadBuild;
  close(): Promise<void>;
}

interface Waiting {
  resolve: (answer: BuildAnswer) => void;
  reject: (error: Error) => void;
}

const isSource = import.meta.url.endsWith(".ts");
const workerFile = new URL(`./build-worker.${isSource ? "ts" : "js"}`, import.meta.url);

export function createBuildThread(): BuildThread {
  let worker: Worker | undefined;
  let builds = 0;
  const waiting = new Map<number, Waiting>();

  const fail = (failed: Worker, error: Error) => {
    if (worker !== failed) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = () => {
    const started = new Worker(workerFile, { env: {} });
    started.on("message", (answer: BuildAnswer) => {
      waiting.get(answer.build)?.resolve(answer);
      waiting.delete(answer.build);
      if (waiting.size === 0) started.unref();
    });
    started.on("error", (error) => fail(started, error as Error));
    started.on("exit", () => fail(started, new Error("the thread that builds indexes ended")));
    return started;
  };
  const ask = (on: Worker, task: BuildTask) =>
    new Promise<BuildAnswer>((resolve, reject) => {
      if (worker !== on) return reject(new Error("the thread that builds indexes ended"));
      waiting.set(task.build, { resolve, reject });
      on.ref();
      on.postMessage(task);
    });

  return {
    begin() {
      worker ??= start();
      const on = worker;
      const build = ++builds;
      return {
        add: async (units) => {
          await ask(on, { build, units });
        },
        finish: async () => {
          const { parts } = await ask(on, { build, isLast: true });
          if (parts === null) throw new Error("the thread gave no index");
          return parts;
        },
        giveUp: () => on.postMessage({ build, isGivenUp: true } satisfies BuildTask),
      };
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}
