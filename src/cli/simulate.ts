import { randomInt } from "node:crypto";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Config } from "../config/index.ts";
import { type Scenario, scenarios, simulators } from "../providers/index.ts";
import { createSimulation, type SendReport, send } from "../simulate/index.ts";
import { commandConfig, findServer } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand, instant, positiveNumber, providerKey, wholeNumber } from "./options.ts";
import { counted, print, printJson } from "./output.ts";
import { startProgress } from "./progress.ts";
import { demoSecret, secretsOf } from "./secrets.ts";
import { fetchOf } from "./server-fetch.ts";

interface Options {
  provider: string;
  rate: number;
  count: number;
  speed: number;
  seed?: number;
  scenario?: Scenario;
  url?: string;
  startAt?: string;
  json: boolean;
}

/** `voicelens simulate`: signed traffic of invented calls. Fails unless every delivery is accepted. */
export function simulateCommand(program: Command): void {
  addCommand(program, "simulate", "send signed traffic of invented calls to a running server")
    .option("--provider <provider>", "whose calls, or `all`", simulated, "all")
    .option("--rate <calls>", "new calls per second", positiveNumber, 5)
    .option("--count <calls>", "how many calls", wholeNumber, 100)
    .option(
      "--speed <factor>",
      "how many times faster than life a call is told",
      positiveNumber,
      30,
    )
    .option("--seed <number>", "the same seed plays the same calls", wholeNumber)
    .option("--start-at <time>", "the clock in the payloads at the start (ISO 8601)", instant)
    .addOption(new Option("--scenario <kind>", "only calls of this kind").choices(scenarios))
    .option(
      "--url <address>",
      "where to send; left out, the server running on DATA_DIR",
      webAddress,
    )
    .action(async (options: Options) => {
      const config = commandConfig();
      const seed = options.seed ?? randomInt(2 ** 31);
      const report = await simulate(config, { ...options, seed });
      if (options.json) printJson({ seed, ...report });
      else print(showReport(seed, report));
      const refused = report.deliveries - report.accepted;
      if (refused > 0) throw new CommandError(explainRefusals(refused, report));
    });
}

async function simulate(config: Config, options: Options & { seed: number }): Promise<SendReport> {
  const { provider, rate, count, speed, seed, scenario, json: isJson } = options;
  const server = options.url === undefined ? await findServer(config.DATA_DIR) : null;
  const url = options.url ?? server?.address;
  if (url === undefined) {
    throw new CommandError(
      "No server is running on this DATA_DIR. Start it, or name one by --url.",
    );
  }
  const simulation = createSimulation({
    seed,
    providers: provider === "all" ? [...simulators.keys()] : [provider],
    count,
    startAt: options.startAt === undefined ? Date.now() : Date.parse(options.startAt),
    everyMs: 1000 / rate,
    speed,
    scenario,
  });
  const progress = startProgress("Calling", { total: count, isJson });
  let begun = 0;
  try {
    return await send(simulation, {
      url,
      publicUrl: config.PUBLIC_BACKEND_URL?.replace(/\/$/, ""),
      secretOf: (id) => secretsOf(config, id)[0] ?? guessSecret(config, id, options.url),
      isPaced: true,
      ...(server === null ? {} : { fetch: fetchOf(server) }),
      onAnswer: ({ call }) => {
        begun = Math.max(begun, call + 1);
        progress.at(begun, `${begun} of ${counted(count, "call")} begun`);
      },
    });
  } finally {
    progress.stop();
  }
}

/** Where no secret is configured, the server beside us either takes everything or is a demonstration. */
function guessSecret(config: Config, provider: string, foreignUrl: string | undefined) {
  return foreignUrl === undefined ? demoSecret(config, provider) : undefined;
}

function showReport(seed: number, report: SendReport): string {
  const { deliveries, byStatus, retries, elapsedMs, lagMs } = report;
  const statuses = Object.entries(byStatus).map(([status, count]) => `${status}: ${count}`);
  return [
    `${counted(deliveries, "delivery")} in ${(elapsedMs / 1000).toFixed(1)} s (seed ${seed}).`,
    `Answers  ${statuses.join(", ") || "none"}`,
    ...(retries > 0 ? [`Tried again  ${retries} times`] : []),
    ...(lagMs > 1000 ? [`Behind schedule  by up to ${(lagMs / 1000).toFixed(1)} s`] : []),
  ].join("\n");
}

function explainRefusals(refused: number, { byStatus, refusedByProvider }: SendReport): string {
  const who = Object.keys(refusedByProvider).join(", ");
  const hint =
    byStatus["401"] === undefined
      ? ""
      : " The server does not know the secrets used here: give this command the same WEBHOOK_SECRET_<PROVIDER>.";
  return `${refused} were not accepted (${who}).${hint}`;
}

function simulated(text: string): string {
  if (text === "all") return text;
  const id = providerKey(text);
  if (simulators.has(id)) return id;
  throw new InvalidArgumentError(`There is no simulator for ${id}.`);
}

function webAddress(text: string): string {
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isHttp) throw new InvalidArgumentError("It must be an http(s) address.");
  return text.replace(/\/+$/, "");
}
