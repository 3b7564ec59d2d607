import type { Command } from "commander";
import { commandConfig, withClient } from "./client.ts";
import { addCommand, positiveNumber } from "./options.ts";
import { print, printJson, table } from "./output.ts";

interface Figures {
  [name: string]: number | null;
}
type Row = Record<string, string | number | null>;

/** `voicelens performance`: how fast the last hours were. */
export function performanceCommand(program: Command): void {
  addCommand(program, "performance", "tell how fast requests were answered")
    .option("--hours <n>", "how far back", positiveNumber, 24)
    .action(async ({ hours, json }: { hours: number; json: boolean }) => {
      const path = `/api/v1/admin/performance?hours=${hours}`;
      const { json: answer } = await withClient(commandConfig(), (client) =>
        client.ask("GET", path),
      );
      if (json) return printJson(answer);
      const rows = Object.entries(answer as Figures);
      print(table(rows.map(([name, value]) => [inWords(name), String(value ?? "not known")])));
    });
}

/** `voicelens bottlenecks`: what made the last hours slow. */
export function bottlenecksCommand(program: Command): void {
  addCommand(program, "bottlenecks", "tell what was slow, failed, was not cached or was used up")
    .option("--hours <n>", "how far back", positiveNumber, 24)
    .action(async ({ hours, json }: { hours: number; json: boolean }) => {
      const path = `/api/v1/admin/bottlenecks?hours=${hours}`;
      const { json: answer } = await withClient(commandConfig(), (client) =>
        client.ask("GET", path),
      );
      if (json) return printJson(answer);
      const { hours: _hours, ...kinds } = answer as { hours: number } & Record<string, Row[]>;
      print(
        Object.entries(kinds)
          .map(([kind, rows]) => `${inWords(kind)}\n${shown(rows)}`)
          .join("\n\n"),
      );
    });
}

/** `voicelens cleanup`: forgets performance figures. */
export function cleanupCommand(program: Command): void {
  addCommand(program, "cleanup", "forget performance figures that are older than some days")
    .requiredOption("--days <n>", "what is older goes", positiveNumber)
    .action(async ({ days, json }: { days: number; json: boolean }) => {
      const { json: answer } = await withClient(commandConfig(), (client) =>
        client.ask("POST", "/api/v1/admin/performance/cleanup", { days }),
      );
      if (json) return printJson(answer);
      print(`Forgot ${(answer as { deleted: number }).deleted} figures.`);
    });
}

function shown(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return "  none";
  const cells = rows.map((row) => Object.values(row).map((value) => String(value ?? "")));
  return table([Object.keys(first).map(inWords), ...cells]);
}

const inWords = (name: string) => name.replaceAll("_", " ");
