import { type Command, Option } from "commander";
import { type Client, commandConfig, withClient } from "./client.ts";
import { countRecords, newRecordCount } from "./count-records.ts";
import { addCommand, instant, providerOption } from "./options.ts";
import { counted, print, printJson } from "./output.ts";
import { startProgress } from "./progress.ts";
import { writeWhole } from "./write-whole.ts";

interface Options {
  format: "csv" | "jsonl" | "vcon";
  to: string;
  from?: string;
  until?: string;
  provider?: string;
  status?: string;
  agent?: string;
  json: boolean;
}

/** `voicelens calls export`: writes calls into a file. */
export function callsExportCommand(parent: Command): void {
  addCommand(parent, "export", "write calls into a file, the newest first")
    .addOption(
      new Option("--format <format>", "csv; jsonl: a call with its transcript per line; vcon")
        .choices(["csv", "jsonl", "vcon"])
        .default("csv"),
    )
    .requiredOption("--to <file>", "the file, which is replaced once all is written")
    .option("--from <time>", "only calls from this time on (ISO 8601)", instant)
    .option("--until <time>", "only calls before this time (ISO 8601)", instant)
    .addOption(providerOption())
    .option("--status <status>", "only calls of this status, or several with commas")
    .option("--agent <id>", "only calls of this agent")
    .action(async (options: Options) => {
      const summary = await withClient(commandConfig(), (client) => exportCalls(client, options));
      if (options.json) return printJson(summary);
      print(
        `${counted(summary.calls, "call")} written to ${summary.file} (${summary.bytes} bytes).`,
      );
    });
}

/** Writes an export into a file, whole or not at all. */
export async function exportCalls(client: Client, options: Options) {
  const { format, to, json: isJson } = options;
  const { total, body } = await client.stream(`/api/v1/calls/export?${queryOf(options)}`);
  const progress = startProgress("Writing calls", { total, isJson });
  const count = newRecordCount(format);
  try {
    const { bytes } = await writeWhole(to, body, {
      onPart(part) {
        countRecords(count, part);
        progress.at(count.records, `${counted(count.records, "call")} written`);
      },
    });
    return { file: to, format, calls: count.records, bytes };
  } finally {
    progress.stop();
  }
}

function queryOf({ format, from, until, provider, status, agent }: Options): string {
  const named = { format, started_after: from, started_before: until, provider, status, agent };
  const given = Object.entries(named).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given).toString();
}
