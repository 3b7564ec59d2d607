import { type ChildProcess, spawn } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "..");

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
  serve(env?: Record<string, string>): Promise<{ url: string; stop(): Promise<Finished> }>;
}

/** Builds the command line into a folder outside the package: Node 20 runs no TypeScript, and the package may hold another build. */
export function createCommandLine(env: Record<string, string>): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-cli-"));
  build(join(folder, "dist"));
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const program = join(folder, "run.js");
  writeFileSync(
    program,
    `import { run } from "./dist/cli/cli.js"; process.exitCode = await run(process.argv.slice(2));`,
  );
  const dataDir = join(folder, "data");
  const running = new Set<ChildProcess>();
  const start = (args: readonly string[], more: Record<string, string> = {}) => {
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
    run: (args, more) => start(args, more).finished,
    async serve(more) {
      const { child, finished } = start(["serve"], { SERVICE_PORT: "0", ...more });
      const url = await Promise.race([addressOf(child), finished.then(neverUp)]);
      return {
        url,
        stop: () => {
          child.kill("SIGTERM");
          return finished;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      for (const child of running) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function build(outDir: string): void {
  const names = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  for (const name of names) {
    if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(root, "src", name), "utf8"), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        rewriteRelativeImportExtensions: true,
      },
    });
    const file = join(outDir, name.replace(/ts$/, "js"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, outputText);
  }
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
