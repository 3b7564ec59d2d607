import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import type { Config } from "../config/index.ts";
import {
  checkBinding,
  checkConfig,
  checkConnections,
  checkFiles,
  checkOwnerKey,
  checkPorts,
  checkProxy,
  checkSite,
  type Finding,
  listeningOn,
  readSite,
} from "../ops/index.ts";
import {
  type Client,
  commandConfig,
  findServer,
  type RunningServer,
  servedClient,
} from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { print, printJson, table } from "./output.ts";

/** `voicelens security-check`: looks at the installation, or from outside at an address. Fails when something must be mended. */
export function securityCheckCommand(program: Command): void {
  addCommand(program, "security-check", "look for what leaves this installation open")
    .option("--url <address>", "look at this address from outside instead", webAddress)
    .action(async ({ json, url }: { json: boolean; url?: URL }) => {
      const findings = url === undefined ? await checkHere(commandConfig()) : await checkUrl(url);
      const isSafe = findings.every(({ status }) => status !== "fail");
      if (!isSafe) process.exitCode = 1;
      if (json) printJson({ is_safe: isSafe, findings });
      else print(show(findings));
    });
}

async function checkUrl(url: URL): Promise<Finding[]> {
  const site = await readSite(url).catch((cause: unknown) => {
    throw new CommandError(`Nobody answers at ${url.origin}.`, { cause });
  });
  return checkSite(site, Date.now());
}

async function checkHere(config: Config): Promise<Finding[]> {
  const server = await findServer(config.DATA_DIR);
  return [
    ...checkConfig(config),
    checkProxy(config),
    ...checkFiles(config.DATA_DIR, config.SSL_KEY_PATH),
    ...(server === null ? [notRunning] : await checkRunning(config, server)),
  ];
}

const notRunning: Finding = {
  check: "server",
  status: "warn",
  detail:
    "none runs on this DATA_DIR, so addresses, connections, people and answers were not looked at",
  next: "Start it (npm start) and run this again.",
};

async function checkRunning(config: Config, server: RunningServer): Promise<Finding[]> {
  const isProduction = config.SERVICE_ENV === "production";
  const addresses = listeningOn(server.pid) ?? [new URL(server.address).host];
  return [
    checkBinding(addresses, isProduction),
    checkPorts(addresses),
    ...(await checkState(servedClient(server), config)),
    ...(await checkUrl(new URL(server.address))),
  ];
}

const Connections = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      provider_name: z.string(),
      has_secret: z.boolean(),
      event_count_24h: z.number(),
    }),
  ),
});
const Users = z.object({ data: z.array(z.object({ role: z.string() })) });
const Sessions = z.object({ data: z.array(z.object({ api_key_id: z.string().nullable() })) });

async function checkState(client: Client, config: Config): Promise<Finding[]> {
  const read = async <T extends z.ZodType>(path: string, shape: T) =>
    shape.parse((await client.ask("GET", path)).json);
  const connections = await read("/api/v1/connections", Connections);
  const users = await read("/api/v1/users", Users);
  const sessions = await read("/api/v1/sessions", Sessions);
  return [
    checkConnections(connections.data, config.SERVICE_ENV === "production"),
    checkOwnerKey({
      owners: users.data.filter(({ role }) => role === "owner").length,
      keySessions: sessions.data.filter(({ api_key_id }) => api_key_id !== null).length,
      isInEnvironment: config.VOICELENS_OWNER_KEY !== undefined,
    }),
  ];
}

function show(findings: readonly Finding[]): string {
  const rows = findings.map(({ status, check, detail }) => [status, check, detail]);
  const todo = findings.filter(({ next }) => next !== null);
  const steps = todo.map(({ status, check, next }) => `  ${status}  ${check}: ${next}`);
  const lines = [table(rows)];
  if (steps.length > 0) lines.push("", "What to do next:", ...steps);
  return lines.join("\n");
}

function webAddress(text: string): URL {
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isHttp) throw new InvalidArgumentError("It must be an http(s) address.");
  return new URL(text);
}
