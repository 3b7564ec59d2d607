import type { Command } from "commander";
import { commandConfig, findServer, type RunningServer } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { print, printJson, table } from "./output.ts";
import { fetchOf } from "./server-fetch.ts";

interface Health {
  status: string;
  version: string;
  checks?: Array<{ name: string; status: string; message: string | null }>;
  external?: Array<{ name: string; status: string; ms: number | null }>;
  [part: string]: unknown;
}

const parts = "detailed&metrics&security&database&external";

/** `voicelens health`: how the running server is. Fails unless it is healthy. */
export function healthCommand(program: Command): void {
  addCommand(program, "health", "tell how the running server is").action(
    async ({ json }: { json: boolean }) => {
      const config = commandConfig();
      const server = await findServer(config.DATA_DIR);
      if (server === null) {
        throw new CommandError("No server is running on this DATA_DIR. Start it: npm start");
      }
      const health = await readHealth(server, config.METRICS_TOKEN);
      if (json) printJson({ address: server.address, ...health });
      else print(showHealth(server.address, health));
      if (health.status !== "healthy") throw new CommandError(`The server is ${health.status}.`);
    },
  );
}

/** Details are for loopback or the operator's token, not for keys: so this goes past the client. */
async function readHealth(server: RunningServer, token: string | undefined): Promise<Health> {
  const { address } = server;
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  try {
    const response = await fetchOf(server)(`${address}/health?${parts}`, { headers });
    return (await response.json()) as Health;
  } catch (cause) {
    throw new CommandError(`The server at ${address} does not answer.`, { cause });
  }
}

function showHealth(address: string, health: Health): string {
  const { status, version, checks = [], external = [] } = health;
  const rows = [
    ["status", status],
    ["address", address],
    ["version", version],
    ...checks.map((check) => [check.name, check.message ?? check.status]),
    ...external.map((supplier) => [
      supplier.name,
      supplier.ms === null ? supplier.status : `${supplier.status}, ${supplier.ms} ms`,
    ]),
    ...["details", "database", "metrics", "security"].flatMap((part) => figuresOf(health[part])),
  ];
  return table(rows);
}

function figuresOf(part: unknown): string[][] {
  return Object.entries(Object(part)).map(([name, value]) => [
    name,
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
}
