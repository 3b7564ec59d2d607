import { randomUUID } from "node:crypto";
import { type Command, InvalidArgumentError } from "commander";
import type { Config } from "../config/index.ts";
import {
  type LiveRequest,
  type LiveScript,
  liveScripts,
  readToolAnswer,
} from "../providers/index.ts";
import { chooseTool, fillArguments, type ListedTool } from "./choose-tool.ts";
import {
  type Client,
  commandConfig,
  findServer,
  type RunningServer,
  servedClient,
} from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand, providerKey } from "./options.ts";
import { print, printJson, table } from "./output.ts";
import { secretsOf } from "./secrets.ts";
import { fetchOf } from "./server-fetch.ts";

interface Options {
  provider: string;
  to: string;
  from: string;
  connection?: string;
  tool?: string;
  arg: Record<string, string>;
  json: boolean;
}

interface ListedConnection {
  id: string;
  provider: string;
  is_default: boolean;
}

interface Step {
  step: "inbound" | "tool";
  status: number;
  duration_ms: number;
  answer: unknown;
}

/** `voicelens converse`: asks a tool as a provider would during a call. Fails when the caller would hear an apology. */
export function converseCommand(program: Command): void {
  addCommand(program, "converse <question>", "ask as a caller would, through a provider's requests")
    .requiredOption("--provider <provider>", "whose requests to send", talking)
    .requiredOption("--to <number>", "the number that is called")
    .option("--from <number>", "who calls", "+12125550147")
    .option("--connection <id>", "through which connection; left out, the provider's own")
    .option("--tool <name>", "which tool is used; left out, the one that fits the question best")
    .option("--arg <name=value>", "an argument of the tool; may be repeated", namedValue, {})
    .action(async (question: string, options: Options) => {
      const config = commandConfig();
      const server = await findServer(config.DATA_DIR);
      if (server === null)
        throw new CommandError("No server is running on this DATA_DIR. Start it.");
      const { tool, steps } = await converse({ config, server, question, options });
      const last = steps.at(-1);
      const heard = last?.status === 200 ? readToolAnswer(last.answer) : null;
      const isGood = heard !== null && !heard.isError;
      if (options.json)
        printJson({ tool, heard: heard?.text ?? null, is_fallback: !isGood, steps });
      else print(showTalk(tool, steps, heard?.text ?? "nothing"));
      if (!isGood) process.exitCode = 1;
    });
}

interface Talk {
  config: Config;
  server: RunningServer;
  question: string;
  options: Options;
}

async function converse({ config, server, question, options }: Talk) {
  const client = servedClient(server);
  const script = liveScripts.get(options.provider);
  if (script === undefined) throw new CommandError("This provider uses no tools by webhook.");
  const tool = await findTool(client, question, options);
  const connection = await findConnection(client, options);
  const call = {
    id: randomUUID(),
    useId: `call_${randomUUID()}`,
    ...{ from: options.from, to: options.to, tool: tool.name },
    arguments: fillArguments(tool, question, options.arg),
  };
  const url = `/webhook/${options.provider}/${connection.id}`;
  const secret = await secretFor({ config, client, connection });
  const send = (step: Step["step"], request: LiveRequest) =>
    ask(server, script, { step, url, secret, request });
  const first =
    script.inbound === undefined ? [] : [await send("inbound", script.inbound(call, Date.now()))];
  const steps = [...first, await send("tool", script.tool(call, Date.now()))];
  return { tool: tool.name, steps };
}

async function findTool(client: Client, question: string, { tool }: Options): Promise<ListedTool> {
  const { data } = (await client.ask("GET", "/api/v1/tools")).json as { data: ListedTool[] };
  const found =
    tool === undefined ? chooseTool(data, question) : data.find(({ name }) => name === tool);
  if (found !== undefined) return found;
  throw new CommandError(
    tool === undefined ? "No tool fits the question. Name one by --tool." : `No tool ${tool} here.`,
  );
}

async function findConnection(client: Client, { provider, connection }: Options) {
  const { data } = (await client.ask("GET", "/api/v1/connections")).json as {
    data: ListedConnection[];
  };
  const found = data.find(
    (each) =>
      each.provider === provider &&
      (connection === undefined ? each.is_default : each.id === connection),
  );
  if (found !== undefined) return found;
  throw new CommandError(`No such connection of ${provider}. The set-up page lists them.`);
}

interface Proving {
  config: Config;
  client: Client;
  connection: ListedConnection;
}

/** Nobody can read a stored secret back, so the server lends one that it forgets within a minute: nothing is left behind, however this ends. */
async function secretFor({
  config,
  client,
  connection: { id, provider, is_default },
}: Proving): Promise<string> {
  const [known] = is_default ? secretsOf(config, provider) : [];
  if (known !== undefined) return known;
  const path = `/api/v1/connections/${encodeURIComponent(id)}/trial-secret`;
  const { value } = (await client.ask("POST", path)).json as { value: string | null };
  return value ?? "unsigned";
}

interface Asked {
  step: Step["step"];
  url: string;
  secret: string;
  request: LiveRequest;
}

const patienceMs = 30_000;

async function ask(server: RunningServer, script: LiveScript, asked: Asked): Promise<Step> {
  const { step, url, secret, request } = asked;
  const body = JSON.stringify(request.body);
  const begunAt = performance.now();
  const response = await fetchOf(server)(`${server.address}${url}${request.path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...request.headers,
      ...script.sign(body, Date.now(), secret),
    },
    body,
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    throw new CommandError(`The server at ${server.address} does not answer.`, { cause });
  });
  const answer = (await response.json().catch(() => null)) as unknown;
  const duration_ms = Math.round(performance.now() - begunAt);
  return { step, status: response.status, duration_ms, answer };
}

function showTalk(tool: string, steps: readonly Step[], heard: string): string {
  const rows = steps.map(({ step, status, duration_ms, answer }) => [
    step === "tool" ? `tool ${tool}` : "who takes the call",
    String(status),
    `${duration_ms} ms`,
    JSON.stringify(answer),
  ]);
  return `${table(rows)}\nThe caller hears: ${heard}`;
}

function talking(text: string): string {
  const id = providerKey(text);
  if (liveScripts.has(id)) return id;
  throw new InvalidArgumentError(
    `Its agents ask nothing by webhook. Known: ${[...liveScripts.keys()].join(", ")}.`,
  );
}

function namedValue(text: string, before: Record<string, string>): Record<string, string> {
  const [name, ...value] = text.split("=");
  if (!name || value.length === 0) throw new InvalidArgumentError("Write it as name=value.");
  return { ...before, [name]: value.join("=") };
}
