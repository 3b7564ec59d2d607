import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { print, printJson, table } from "./output.ts";

const kinds = ["items", "modifiers", "zones", "hours", "texts"] as const;

interface Options {
  file: string;
  location: string;
  kind: (typeof kinds)[number];
  dryRun: boolean;
  json: boolean;
}

const Locations = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const Report = z.object({
  dry_run: z.boolean(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  failed: z.number(),
  lines: z.array(
    z.object({
      line: z.number(),
      outcome: z.string(),
      name: z.string(),
      id: z.string().nullable(),
      changes: z.array(
        z.object({
          member: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      error: z.string().nullable(),
    }),
  ),
});
type Report = z.infer<typeof Report>;

/** `voicelens business import`: takes what is written down about a location out of a file, all of it or nothing. */
export function businessImportCommand(parent: Command): void {
  addCommand(parent, "import", "take what a location has out of a file, all of it or nothing")
    .requiredOption("--file <path>", "a CSV file, or a JSON file whose name ends in .json")
    .requiredOption("--location <id>", "id or name of the location")
    .addOption(
      new Option("--kind <kind>", "what the file holds").choices(kinds).makeOptionMandatory(),
    )
    .option("--dry-run", "say what would change, and change nothing", false)
    .action(async (options: Options) => {
      const report = await withClient(commandConfig(), (client) => importInto(client, options));
      if (report.failed > 0) process.exitCode = 1;
      if (options.json) return printJson(report);
      const told = report.lines.filter(({ outcome }) => outcome !== "unchanged");
      if (told.length > 0) print(table(told.map(lineOf)));
      print(summaryOf(report));
    });
}

async function importInto(client: Client, options: Options): Promise<Report> {
  const { file, location, kind: what, dryRun: dry_run } = options;
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new CommandError(`${file} cannot be read.`, { cause });
  });
  const content = /\.(?:geo)?json$/i.test(file) ? { json: parse(file, text) } : { csv: text };
  const path = `/api/v1/locations/${await idOf(client, location)}/import`;
  const { json } = await client.ask("POST", path, { what, dry_run, ...content });
  return Report.parse(json);
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CommandError(`${file} is not JSON.`, { cause });
  }
}

async function idOf(client: Client, location: string): Promise<string> {
  const { json } = await client.ask("GET", "/api/v1/locations?limit=200");
  const { data } = Locations.parse(json);
  const named = data.filter(({ id, name }) => id === location || name === location);
  if (named.length > 1)
    throw new CommandError(`Several locations are called ${location}: name one by its id.`);
  return encodeURIComponent(named[0]?.id ?? location);
}

function lineOf({ line, outcome, name, changes, error }: Report["lines"][number]): string[] {
  const changed = changes.map(({ member, before, after }) =>
    before === null || after === null ? member : `${member}: ${before} -> ${after}`,
  );
  return [String(line), outcome, name, error ?? changed.join(", ")];
}

function summaryOf({ dry_run: isDryRun, created, updated, unchanged, failed }: Report): string {
  const counts = `${created} created, ${updated} updated, ${unchanged} unchanged`;
  if (!isDryRun) return `${counts}.`;
  return `${counts}, ${failed} cannot be used. Nothing was written.`;
}
