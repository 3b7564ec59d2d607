import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { drainCalls } from "./drain-calls.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson, shortTime, table } from "./output.ts";

const Mode = z.object({
  is_on: z.boolean(),
  since: z.string().nullable(),
  set_by: z.string().nullable(),
  reason: z.string().nullable(),
});
const Maintenance = Mode.extend({ active_calls: z.number() });
const Features = z.object({
  data: z.array(
    Mode.omit({ is_on: true }).extend({
      name: z.string(),
      title: z.string(),
      meanwhile: z.string(),
      is_enabled: z.boolean(),
    }),
  ),
});

const maintenancePath = "/api/v1/admin/maintenance";
const readOnlyPath = "/api/v1/admin/read-only";
const featuresPath = "/api/v1/admin/features";

const withReason = (command: Command) =>
  command.option("--reason <text>", "why; everybody sees it", "");

interface DrainOptions {
  json: boolean;
  reason: string;
  drain: boolean;
  timeout: number;
}

/** `voicelens maintenance on|off|status`. */
export function maintenanceCommand(program: Command): void {
  const parent = program
    .command("maintenance")
    .description("begin nothing new with providers; calls are recorded and keep their tools");
  withReason(addCommand(parent, "on", "begin maintenance"))
    .option("--drain", "wait until no call is running; exit code 2 when some are at the end", false)
    .option("--timeout <time>", "how long to wait: 30s, 10m, 1h", duration, 600_000)
    .action(async ({ json, reason, drain, timeout }: DrainOptions) => {
      await withClient(commandConfig(), async (client) => {
        const state = Maintenance.parse(
          await put(client, maintenancePath, { is_on: true, reason }),
        );
        if (!json) print(describeMaintenance(state));
        if (!drain) return json ? printJson(state) : undefined;
        const drained = await drainCalls(client, { timeoutMs: timeout, isJson: json });
        if (json) printJson({ ...state, ...drained });
        if (!drained.is_drained) process.exitCode = 2;
      });
    });
  addCommand(parent, "off", "end maintenance").action(async ({ json }: { json: boolean }) => {
    const state = await withClient(commandConfig(), (client) =>
      put(client, maintenancePath, { is_on: false }),
    );
    return json ? printJson(state) : print(describeMaintenance(Maintenance.parse(state)));
  });
  addCommand(parent, "status", "tell whether it is on, and how many calls are running").action(
    async ({ json }: { json: boolean }) => {
      const state = await withClient(commandConfig(), (client) => get(client, maintenancePath));
      return json ? printJson(state) : print(describeMaintenance(Maintenance.parse(state)));
    },
  );
}

/** `voicelens read-only on|off|status`. */
export function readOnlyCommand(program: Command): void {
  const parent = program
    .command("read-only")
    .description("refuse changes through the API; webhooks are accepted all the same");
  const end = (json: boolean, state: unknown) =>
    json ? printJson(state) : print(describe("Read-only", Mode.parse(state)));
  withReason(addCommand(parent, "on", "refuse changes")).action(
    async ({ json, reason }: { json: boolean; reason: string }) =>
      end(
        json,
        await withClient(commandConfig(), (client) =>
          put(client, readOnlyPath, { is_on: true, reason }),
        ),
      ),
  );
  addCommand(parent, "off", "take changes again").action(async ({ json }: { json: boolean }) =>
    end(
      json,
      await withClient(commandConfig(), (client) => put(client, readOnlyPath, { is_on: false })),
    ),
  );
  addCommand(parent, "status", "tell whether changes are refused").action(
    async ({ json }: { json: boolean }) =>
      end(json, await withClient(commandConfig(), (client) => get(client, readOnlyPath))),
  );
}

/** `voicelens features list|enable|disable`. */
export function featuresCommand(program: Command): void {
  const parent = program
    .command("features")
    .description("switch off what can wait, on all replicas within seconds");
  addCommand(parent, "list", "list what can be switched off").action(
    async ({ json }: { json: boolean }) =>
      showFeatures(json, await withClient(commandConfig(), (client) => get(client, featuresPath))),
  );
  for (const [word, isEnabled] of [
    ["enable", true],
    ["disable", false],
  ] as const) {
    withReason(
      addCommand(parent, `${word} <names>`, `${word} features, separated by commas`),
    ).action(async (names: string, { json, reason }: { json: boolean; reason: string }) => {
      const body = { features: names.split(","), is_enabled: isEnabled, reason };
      const answer = await withClient(commandConfig(), (client) => put(client, featuresPath, body));
      showFeatures(json, answer);
    });
  }
}

function showFeatures(json: boolean, answer: unknown): void {
  if (json) {
    printJson(answer);
    return;
  }
  const { data } = Features.parse(answer);
  const rows = data.map(({ name, is_enabled, since, set_by, reason }) => [
    name,
    is_enabled ? "on" : "OFF",
    shortTime(since),
    set_by ?? "",
    reason ?? "",
  ]);
  print(table([["FEATURE", "STATE", "SINCE (UTC)", "BY", "WHY"], ...rows]));
}

async function get(client: Client, path: string): Promise<unknown> {
  return (await client.ask("GET", path)).json;
}

async function put(client: Client, path: string, body: object): Promise<unknown> {
  return (await client.ask("PUT", path, body)).json;
}

function describe(name: string, { is_on, since, set_by, reason }: z.infer<typeof Mode>): string {
  if (!is_on) return `${name}: off.`;
  return `${name}: on since ${shortTime(since)} UTC, by ${set_by}.${reason ? ` ${reason}` : ""}`;
}

function describeMaintenance(state: z.infer<typeof Maintenance>): string {
  const running = counted(state.active_calls, "running call");
  return `${describe("Maintenance", state)} ${running}.`;
}

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

function duration(text: string): number {
  const [, count, unit] = /^(\d{1,5})([smh])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    throw new InvalidArgumentError("Write it as 30s, 10m or 1h.");
  }
  return Number(count) * unitMs[unit as keyof typeof unitMs];
}
