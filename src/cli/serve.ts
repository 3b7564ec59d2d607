import type { Command } from "commander";
import { readConfig } from "../config/index.ts";
import { runDemo } from "./demo.ts";
import { addCommand } from "./options.ts";
import { print, printJson } from "./output.ts";
import { withDemoSecrets } from "./secrets.ts";
import { welcomeOf, welcomeText } from "./welcome.ts";

/** `voicelens serve`: the server, until it is asked to stop. */
export function serveCommand(program: Command): void {
  addCommand(program, "serve", "start the server", { isDefault: true })
    .option("--demo", "with invented calls of the past week, and new ones every few seconds", false)
    .action(async ({ json, demo }: { json: boolean; demo: boolean }) => {
      const given = readConfig(process.env);
      const config = demo ? withDemoSecrets(given) : given;
      const { serve } = await import("../main.ts");
      const { url, newOwnerKey, stop, opened } = await serve(config);
      const asked = untilAsked();
      const { warnings } = opened;
      const welcome = welcomeOf(config, { url, ownerKey: newOwnerKey, warnings });
      if (json) printJson(welcome);
      else print(welcomeText(welcome));
      const ending = new AbortController();
      const say = json ? () => undefined : print;
      const playing = demo ? play(config, { signal: ending.signal, say }) : undefined;
      await asked;
      ending.abort();
      await playing;
      await stop();
    });
}

/** A demonstration that fails takes no server with it. */
async function play(...args: Parameters<typeof runDemo>): Promise<void> {
  try {
    await runDemo(...args);
  } catch (error) {
    process.stderr.write(`The demonstration stopped: ${(error as Error).message}\n`);
  }
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
