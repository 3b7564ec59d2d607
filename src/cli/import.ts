import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand, providerKey, wholeNumber } from "./options.ts";
import { counted, print, printJson } from "./output.ts";
import { startProgress } from "./progress.ts";

interface Options {
  provider: string;
  days: number;
  connection?: string;
  json: boolean;
}

const Import = z.object({
  id: z.string(),
  status: z.enum(["running", "done", "failed", "cancelled"]),
  listed: z.number(),
  imported: z.number(),
  known: z.number(),
  last_error: z.string().nullable(),
});
const Connections = z.object({
  data: z.array(z.object({ id: z.string(), provider: z.string(), is_default: z.boolean() })),
});

const lookEveryMs = 500;

/** `voicelens import`: brings a provider's past calls. Interrupted, the import itself goes on in the server; without one, by running the command again. */
export function importCommand(program: Command): void {
  addCommand(program, "import", "bring a provider's past calls from its API")
    .requiredOption("--provider <provider>", "whose calls", providerKey)
    .option("--days <days>", "how many days back from now", wholeNumber, 90)
    .option("--connection <id>", "the connection they come in by; left out, the default one")
    .action(async (options: Options) => {
      const found = await withClient(commandConfig(), (client) => bring(client, options));
      if (found.status !== "done") process.exitCode = 1;
      if (options.json) return printJson(found);
      print(report(found));
    });
}

async function bring(client: Client, options: Options): Promise<z.infer<typeof Import>> {
  const connection_id = options.connection ?? (await defaultConnection(client, options.provider));
  const body = { connection_id, days: options.days };
  let state = Import.parse((await client.ask("POST", "/api/v1/imports", body)).json);
  const progress = startProgress("Reading the provider's calls", {
    // How many there are only the end tells.
    total: 1,
    isJson: options.json,
  });
  try {
    while (state.status === "running") {
      await client.settle();
      state = Import.parse((await client.ask("GET", `/api/v1/imports/${state.id}`)).json);
      progress.at(0, `${counted(state.listed, "call")} read, ${state.imported} new`);
      if (state.status === "running") await wait(lookEveryMs);
    }
    await client.settle();
    return state;
  } finally {
    progress.stop();
  }
}

async function defaultConnection(client: Client, provider: string): Promise<string> {
  const { data } = Connections.parse((await client.ask("GET", "/api/v1/connections")).json);
  const own = data.filter((connection) => connection.provider === provider);
  const found = own.find(({ is_default }) => is_default) ?? own[0];
  if (found === undefined) throw new CommandError(`There is no connection for ${provider}.`);
  return found.id;
}

function report({ status, listed, imported, known, last_error }: z.infer<typeof Import>): string {
  const counts = `${counted(listed, "call")} read: ${imported} imported, ${known} known before.`;
  if (status === "done") return counts;
  return `${counts} The import was ${status === "failed" ? `given up (${last_error})` : "cancelled"}; run it again to go on.`;
}
