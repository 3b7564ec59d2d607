import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson, table } from "./output.ts";
import { startProgress } from "./progress.ts";

const path = "/api/v1/admin/database/move";
const lookEveryMs = 200;

const MoveState = z.object({
  status: z.enum(["idle", "copying", "switching", "done", "failed"]),
  done: z.number(),
  total: z.number(),
  table: z.string().nullable(),
  tables: z.array(
    z.object({ table: z.string(), rows: z.number(), checksum: z.string(), carried: z.number() }),
  ),
  waited_ms: z.number().nullable(),
  error: z.string().nullable(),
});
type MoveState = z.infer<typeof MoveState>;

/** `voicelens migrate to`: moves the embedded database to a server, under a running server without refusing a webhook. */
export function migrateToCommand(parent: Command): void {
  addCommand(
    parent,
    "to <database-url>",
    "move the embedded database to a PostgreSQL server",
  ).action(async (databaseUrl: string, { json: isJson }: { json: boolean }) => {
    const { state, isServed } = await withClient(commandConfig(), async (client) => ({
      state: await move(client, databaseUrl, isJson),
      isServed: client.address !== null,
    }));
    if (isJson) {
      return printJson({ tables: state.tables, waited_ms: state.waited_ms, is_running: isServed });
    }
    print(report(state, isServed));
  });
}

async function move(client: Client, databaseUrl: string, isJson: boolean): Promise<MoveState> {
  let state = MoveState.parse((await client.ask("POST", path, { database_url: databaseUrl })).json);
  const progress = startProgress("Copying", { total: 100, isJson });
  let isAskedToStop = false;
  const stop = () => {
    isAskedToStop = true;
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    while (state.status === "copying" || state.status === "switching") {
      const next = isAskedToStop
        ? client.ask("DELETE", path)
        : pause(lookEveryMs).then(() => client.ask("GET", path));
      state = MoveState.parse((await next).json);
      const percent = Math.floor((100 * state.done) / Math.max(1, state.total));
      progress.at(percent, state.table ?? "the last changes");
    }
  } finally {
    process.removeListener("SIGINT", stop).removeListener("SIGTERM", stop);
    progress.stop();
  }
  if (state.status !== "done") throw new CommandError(state.error ?? "The database was not moved.");
  return state;
}

function report({ tables, waited_ms }: MoveState, isServed: boolean): string {
  const rows = tables.reduce((sum, each) => sum + each.rows, 0);
  return [
    table([
      ["table", "rows", "carried", "checksum"],
      ...tables.map((each) => [each.table, String(each.rows), String(each.carried), each.checksum]),
    ]),
    "",
    `${counted(rows, "row")} moved, and compared with the original.`,
    ...(isServed
      ? [
          `The running server works on the new database now. Nothing was refused; deliveries waited at most ${waited_ms} ms.`,
        ]
      : []),
    "Set DATABASE_URL to it before the next start: without it, a start on this data folder is refused.",
    "Keep DATA_DIR: large bodies (files/) and, unless you set SECRET_KEY, the key (secret.key) are still read from it.",
  ].join("\n");
}
