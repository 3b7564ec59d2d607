import { type Command, Option } from "commander";
import { type Client, commandConfig, withClient } from "./client.ts";
import { countEvents } from "./events-replay.ts";
import { addCommand, filterQuery, instant, providerOption } from "./options.ts";
import { counted, print, printJson } from "./output.ts";
import { startProgress } from "./progress.ts";

interface Options {
  provider?: string;
  status?: string;
  receivedAfter?: string;
  dryRun: boolean;
  json: boolean;
}

interface Difference {
  event_id: string;
  provider: string;
  event_type: string | null;
  changes: Array<{ path: string; before: string | null; after: string | null }>;
}

interface ResultPage {
  checked: number;
  changed: number;
  differences: Difference[];
  next_cursor: string | null;
}

interface Totals {
  checked: number;
  changed: number;
  differences: Difference[];
}

const detailedMax = 10;

/** `voicelens renormalise`: puts the history through today's mapping. */
export function renormaliseCommand(program: Command): void {
  addCommand(program, "renormalise", "put stored events through today's mapping")
    .addOption(providerOption())
    .addOption(
      new Option("--status <status>", "only events in this state").choices([
        "processed",
        "ignored",
        "dead",
      ]),
    )
    .option("--received-after <time>", "only events from this time on (ISO 8601)", instant)
    .option("--dry-run", "tell what would change, and change nothing", false)
    .action(async (options: Options) => {
      const totals = await withClient(commandConfig(), (client) => renormalise(client, options));
      if (options.json) return printJson({ ...totals, dry_run: options.dryRun });
      print(report(totals, options.dryRun));
    });
}

async function renormalise(client: Client, options: Options): Promise<Totals> {
  const { provider, status, receivedAfter, dryRun, json: isJson } = options;
  const total = await countEvents(client, filterQuery(options));
  const progress = startProgress("Reading stored events", { total, isJson });
  const totals: Totals = { checked: 0, changed: 0, differences: [] };
  try {
    let cursor: string | null = null;
    do {
      const { json } = await client.ask("POST", "/api/v1/webhook-events/renormalise", {
        dry_run: dryRun,
        ...(provider === undefined ? {} : { provider }),
        ...(status === undefined ? {} : { status }),
        ...(receivedAfter === undefined ? {} : { received_after: receivedAfter }),
        ...(cursor === null ? {} : { cursor }),
      });
      const page = json as ResultPage;
      totals.checked += page.checked;
      totals.changed += page.changed;
      totals.differences.push(
        ...page.differences.slice(0, detailedMax - totals.differences.length),
      );
      progress.at(totals.checked, `${counted(totals.checked, "event")} read`);
      cursor = page.next_cursor;
    } while (cursor !== null);
  } finally {
    progress.stop();
  }
  await client.settle();
  return totals;
}

function report({ checked, changed, differences }: Totals, isDryRun: boolean): string {
  const details = differences.map((one) => {
    const lines = one.changes.map(
      ({ path, before, after }) => `  ${path}: ${before ?? "nothing"} -> ${after ?? "nothing"}`,
    );
    return [`${one.event_id}  ${one.provider}  ${one.event_type ?? "-"}`, ...lines].join("\n");
  });
  const more = changed - differences.length;
  if (more > 0) details.push(`and ${counted(more, "more event")}`);
  const verb = isDryRun ? "would change" : "changed";
  return [...details, `${counted(checked, "event")} checked, ${changed} ${verb}.`].join("\n\n");
}
