import type { Command } from "commander";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand, addEventFilters, type EventFilters, filterQuery } from "./options.ts";
import { counted, print, printJson } from "./output.ts";

interface Options extends EventFilters {
  json: boolean;
  dryRun: boolean;
}

interface Outcome {
  matched: number;
  replayed: number;
}

/** `voicelens events replay`: folds events again. */
export function eventsReplayCommand(parent: Command): void {
  addEventFilters(addCommand(parent, "replay [id]", "fold one event, or all of a filter, again"))
    .option("--dry-run", "only say how many", false)
    .action(async (id: string | undefined, options: Options) => {
      const query = filterQuery(options);
      if ((id === undefined) === (query.size === 0)) {
        throw new CommandError("Name one event by its id, or choose events by a filter.");
      }
      const say = options.json ? () => undefined : print;
      const outcome = await withClient(commandConfig(), (client) =>
        replay(client, id === undefined ? query : id, { isDryRun: options.dryRun, say }),
      );
      if (options.json) return printJson({ ...outcome, dry_run: options.dryRun });
      if (!options.dryRun) print(`${counted(outcome.replayed, "event")} replayed.`);
    });
}

async function replay(
  client: Client,
  which: string | URLSearchParams,
  { isDryRun, say }: { isDryRun: boolean; say: (text: string) => void },
): Promise<Outcome> {
  const base = "/api/v1/webhook-events";
  const matched = await countMatches(client, which);
  say(`${counted(matched, "event")} chosen.`);
  if (isDryRun) return { matched, replayed: 0 };
  const path =
    typeof which === "string"
      ? `${base}/${encodeURIComponent(which)}/replay`
      : `${base}/replay?${which}`;
  const { json } = await client.ask("POST", path);
  await client.settle();
  return { matched, replayed: (json as { replayed: number }).replayed };
}

async function countMatches(client: Client, which: string | URLSearchParams): Promise<number> {
  if (typeof which === "string") {
    await client.ask("GET", `/api/v1/webhook-events/${encodeURIComponent(which)}`);
    return 1;
  }
  return countEvents(client, which);
}

/** How many events a filter chooses. */
export async function countEvents(client: Client, filter: URLSearchParams): Promise<number> {
  const query = new URLSearchParams(filter);
  query.set("dry_run", "true");
  const { json } = await client.ask("POST", `/api/v1/webhook-events/replay?${query}`);
  return (json as { replayed: number }).replayed;
}
