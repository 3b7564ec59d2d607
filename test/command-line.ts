import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ensureBuilt } from "../bin/build.js";

const program = resolve(import.meta.dirname, "..", "bin", "voicelens.js");

/** What a command left behind. */
export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The product as it is installed, with a data folder of its own. */
export interface CommandLine extends AsyncDisposable {
  readonly dataDir: string;
  /** Runs one command to its end. */
  run(args: readonly string[], env?: Record<string, string>): Promise<Finished>;
  /** Starts the server on a free port. Resolves when it has said where it is. */
  serve(env?: Record<string, string>): Promise<Serving>;
}

/** A server as a process of its own. */
export interface Serving {
  readonly url: string;
  /** Asks it to end. */
  stop(): Promise<Finished>;
  /** Ends it without asking. */
  kill(): Promise<Finished>;
}

/** The command line of this package, which is built for it if need be. */
export function createCommandLine(env: Record<string, string>): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-cli-"));
  const dataDir = join(folder, "data");
  const running = new Set<ChildProcess>();
  const start = async (args: readonly string[], more: Record<string, string> = {}) => {
    await ensureBuilt();
    const child = spawn(process.execPath, [program, ...args], {
      // Only what is named here: the environment of the test run is not the product's.
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, LOG_LEVEL: "silent", ...env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    return { child, finished: finish(child).finally(() => running.delete(child)) };
  };
  return {
    dataDir,
    run: async (args, more) => (await start(args, more)).finished,
    async serve(more) {
      const { child, finished } = await start(["serve"], { SERVICE_PORT: "0", ...more });
      const url = await Promise.race([addressOf(child), finished.then(neverUp)]);
      const end = (signal: NodeJS.Signals) => {
        child.kill(signal);
        return finished;
      };
      return { url, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
    },
    async [Symbol.asyncDispose]() {
      for (const child of running) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function finish(child: ChildProcess): Promise<Finished> {
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (part: string) => {
      text[stream] += part;
    });
  }
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ code, ...text }));
  });
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((found) => {
    child.stdout?.on("data", (part: string) => {
      said += part;
      const [, address] = /Dashboard: (\S+)\n/.exec(said) ?? [];
      if (address !== undefined) found(address);
    });
  });
}

function neverUp({ code, stderr }: Finished): never {
  throw new Error(`the server ended with code ${code}: ${stderr}`);
}
