import type { Command } from "commander";
import { commandConfig, withClient } from "./client.ts";
import {
  addCommand,
  addEventFilters,
  type EventFilters,
  filterQuery,
  wholeNumber,
} from "./options.ts";
import { counted, print, printJson, shortTime, table } from "./output.ts";
import { readAll } from "./pages.ts";

interface ListedEvent {
  id: string;
  provider: string;
  event_type: string | null;
  status: string;
  received_at: string;
  is_verified: boolean;
  reason: { message: string } | null;
}

/** `voicelens events list`: the webhook log, the newest first. */
export function eventsListCommand(parent: Command): void {
  addEventFilters(addCommand(parent, "list", "list webhook events, the newest first"))
    .option("--limit <count>", "at most so many", wholeNumber, 50)
    .action(async (options: EventFilters & { json: boolean; limit: number }) => {
      const query = filterQuery(options);
      const { limit, json } = options;
      const events = await withClient(commandConfig(), (client) =>
        readAll<ListedEvent>(client, "/api/v1/webhook-events", { query, limit }),
      );
      if (json) return printJson({ data: events });
      if (events.length > 0) print(showEvents(events));
      print(`${counted(events.length, "event")}${events.length === limit ? " (--limit)" : ""}.`);
    });
}

function showEvents(events: readonly ListedEvent[]): string {
  const rows = events.map((event) => [
    event.id,
    shortTime(event.received_at),
    event.provider,
    event.status,
    event.is_verified ? "yes" : "no",
    `${event.event_type ?? "-"}${event.reason === null ? "" : `  (${event.reason.message})`}`,
  ]);
  return table([["EVENT", "RECEIVED (UTC)", "PROVIDER", "STATE", "VERIFIED", "TYPE"], ...rows]);
}
