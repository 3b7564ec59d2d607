import { Command } from "commander";
import { ConfigError } from "../config/index.ts";
import { version } from "../main.ts";
import { EngineError } from "../store/index.ts";
import { serveCommand } from "./serve.ts";

/** Runs one command line. Returns the exit code: 0 only on success. */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command("voicelens")
    .description("The backend behind voice agents: every webhook kept, one record per call.")
    .version(version)
    .exitOverride();
  serveCommand(program);
  try {
    await program.parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  const { code, exitCode } = error as { code?: unknown; exitCode?: unknown };
  if (typeof code === "string" && code.startsWith("commander.")) return Number(exitCode ?? 1);
  const isForPeople = error instanceof ConfigError || error instanceof EngineError;
  process.stderr.write(isForPeople ? `${error.message}\n` : `${String((error as Error).stack)}\n`);
  return 1;
}
