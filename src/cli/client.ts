import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { spinner } from "@clack/prompts";
import { z } from "zod";
import { type Config, readConfig } from "../config/index.ts";
import type { Opened } from "../main.ts";
import { CommandError } from "./command-error.ts";
import { fetchOf } from "./server-fetch.ts";

/** The way of a command to the product: through the running server, or by opening it for a moment. */
export interface Client {
  /** Where the running server is; null when the product was opened for this command. */
  address: string | null;
  /** @throws CommandError with the problem's words when the answer is one. */
  ask(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: object): Promise<Answer>;
  /** Posts a form with a file. @throws CommandError with the problem's words when the answer is one. */
  upload(path: string, form: FormData): Promise<Answer>;
  /**
   * Reads an answer as it comes. Its end is the end of all of it: what breaks off throws.
   * @throws CommandError with the problem's words when the answer is one.
   */
  stream(path: string): Promise<StreamedAnswer>;
  /** Finishes what a request set in motion. A running server does that by itself. */
  settle(): Promise<void>;
}

export interface Answer {
  status: number;
  json: unknown;
}

export interface StreamedAnswer {
  /** Of records, as the server says; 0 where it does not. */
  total: number;
  body: AsyncIterable<Uint8Array>;
}

const RunFile = z.object({
  address: z.url(),
  token: z.string().min(1),
  pid: z.number().int(),
  certificate_sha256: z.string().optional(),
});
/** Where a server of this data folder says it runs. */
export type RunningServer = z.infer<typeof RunFile>;

const probePatienceMs = 3_000;

/** The configuration for a command: its output is what it prints, not a log. */
export function commandConfig(): Config {
  return Object.freeze({ ...readConfig(process.env), LOG_LEVEL: "silent" as const });
}

/** The server that runs on the data folder; null when none does. What a killed one left behind counts as none. */
export async function findServer(dataDir: string): Promise<RunningServer | null> {
  const running = readRunFile(join(dataDir, "run.json"));
  if (running === null) return null;
  try {
    const signal = AbortSignal.timeout(probePatienceMs);
    const response = await fetchOf(running)(`${running.address}/health/live`, { signal });
    await response.arrayBuffer();
    return response.ok ? running : null;
  } catch {
    return null;
  }
}

function readRunFile(path: string): RunningServer | null {
  try {
    return RunFile.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** Gives the command a client, and closes what had to be opened for it. */
export async function withClient<T>(
  config: Config,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const running = await findServer(config.DATA_DIR);
  if (running !== null) return work(servedClient(running));
  const opened = await openQuietly(config);
  try {
    return await work(openedClient(opened));
  } finally {
    await opened.close();
  }
}

/** Talks to a running server, as its command token lets us. */
export function servedClient(server: RunningServer): Client {
  const { address, token } = server;
  const ask = fetchOf(server);
  return {
    address,
    ask: async (method, path, body) => {
      const response = await ask(`${address}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...contentTypeOf(body) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch((cause: unknown) => {
        throw new CommandError(`The server at ${address} does not answer.`, { cause });
      });
      return answerOf(response.status, await response.text());
    },
    upload: async (path, form) => {
      const { type, body } = await encode(form);
      const headers = { authorization: `Bearer ${token}`, "content-type": type };
      const response = await ask(`${address}${path}`, { method: "POST", headers, body }).catch(
        (cause: unknown) => {
          throw new CommandError(`The server at ${address} does not answer.`, { cause });
        },
      );
      return answerOf(response.status, await response.text());
    },
    stream: async (path) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await ask(`${address}${path}`, { headers }).catch((cause: unknown) => {
        throw new CommandError(`The server at ${address} does not answer.`, { cause });
      });
      if (!response.ok) answerOf(response.status, await response.text());
      return {
        total: totalOf(response.headers.get("x-total-count")),
        body: response.body ?? none(),
      };
    },
    settle: async () => undefined,
  };
}

/** Talks to a product that was opened in this process, without a door. */
function openedClient({ app, commandToken }: Opened): Client {
  return {
    address: null,
    ask: async (method, path, body) => {
      const response = await app.http.inject({
        method,
        url: path,
        headers: { authorization: `Bearer ${commandToken}`, ...contentTypeOf(body) },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      return answerOf(response.statusCode, response.body);
    },
    upload: async (path, form) => {
      const { type, body } = await encode(form);
      const response = await app.http.inject({
        method: "POST",
        url: path,
        headers: { authorization: `Bearer ${commandToken}`, "content-type": type },
        payload: body,
      });
      return answerOf(response.statusCode, response.body);
    },
    stream: async (path) => {
      const response = await app.http.inject({
        url: path,
        headers: { authorization: `Bearer ${commandToken}` },
        payloadAsStream: true,
      });
      const body = response.stream();
      if (response.statusCode >= 400) answerOf(response.statusCode, await text(body));
      return { total: totalOf(String(response.headers["x-total-count"])), body };
    },
    settle: async () => {
      await app.background.backups.drain();
      await app.background.imports.drain();
      await app.background.documents.drain();
      await app.background.questionRuns.drain();
      await app.projector.drain();
      await app.background.erasures.drain();
    },
  };
}

/** As one piece: a connection of a command's own sends no stream. */
async function encode(form: FormData): Promise<{ type: string; body: Buffer }> {
  const encoded = new Response(form);
  const body = Buffer.from(await encoded.arrayBuffer());
  return { type: encoded.headers.get("content-type") ?? "", body };
}

function totalOf(header: string | null): number {
  const total = Number(header);
  return Number.isSafeInteger(total) ? total : 0;
}

async function* none(): AsyncGenerator<Uint8Array> {}

function contentTypeOf(body: object | undefined): Record<string, string> {
  return body === undefined ? {} : { "content-type": "application/json" };
}

async function openQuietly(config: Config): Promise<Opened> {
  const wheel = process.stderr.isTTY ? spinner({ output: process.stderr }) : undefined;
  wheel?.start("No server runs here: opening the database");
  try {
    // Beside a running server the product is not needed, and takes longer to load than most commands take.
    const { open } = await import("../main.ts");
    return await open(config, () => config.PUBLIC_BACKEND_URL?.replace(/\/$/, "") ?? "");
  } finally {
    wheel?.clear();
  }
}

const Problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** Reads an answer. @throws CommandError when it is a problem, or nothing of ours. */
export function answerOf(status: number, text: string): Answer {
  const json = parse(text);
  if (status < 400) return { status, json };
  const problem = Problem.safeParse(json);
  if (!problem.success) throw new CommandError(`The server answered with status ${status}.`);
  const { title, detail, errors } = problem.data;
  const fields = (errors ?? []).map(({ path, message }) => `${path || "body"}: ${message}`);
  throw new CommandError([title, ...(fields.length > 0 ? fields : [detail ?? ""])].join(". "));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
