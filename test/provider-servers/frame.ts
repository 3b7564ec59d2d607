import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { SimulatedCall } from "../../src/providers/index.ts";
import { createFaultBox, type Fault, type FaultBox } from "./faults.ts";

export type Json = Record<string, unknown>;

/** A request as the provider sees it. */
export interface ApiCall {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the fields of a form; undefined without a body. */
  body: unknown;
}

export interface Answer {
  status: number;
  json: unknown;
  headers?: Record<string, string>;
}

/** What an answer is made from. */
export interface World {
  /** The calls that have begun by now, oldest first, with the API's object of each as it is at this moment. */
  calls(): ListedCall[];
  /** Those that a list shows by now: it lags behind. */
  listed(): ListedCall[];
  /** Changes with the fixes that are sent. */
  configuration: Json;
  faults: FaultBox;
  /** The webhooks from which everything is made. */
  raw(): readonly SimulatedCall[];
}

export interface ListedCall {
  providerCallId: string;
  /** When the provider made its record. */
  createdAt: number;
  object: Json;
}

/** What one provider's server knows. */
export interface ProviderBlueprint {
  credentials: Record<string, string>;
  isAuthorised(request: ApiCall): boolean;
  unauthorised: Answer;
  notFound: Answer;
  rateLimited: Answer;
  /** The API's object of the call at a moment, made from the webhooks sent until then; null before the call exists. */
  objectOf(call: SimulatedCall, at: number): Json | null;
  /** What the account is set to, unless a test says otherwise. */
  configuration: Json;
  /** Undefined for what does not exist. */
  respond(request: ApiCall, world: World): Answer | undefined;
  wrongShape?: unknown;
}

export interface ProviderServerOptions {
  calls?: readonly SimulatedCall[];
  faults?: readonly Fault[];
  /** What time it is at the provider, epoch milliseconds; without it, long after every call. */
  clock?: () => number;
  /** How long after its last event a call shows in lists. `getCall` knows it at once. */
  listLagMs?: number;
  configuration?: Json;
}

export interface ProviderServer extends AsyncDisposable {
  /** To be used as the base address. */
  readonly url: string;
  /** What opens the account. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Every request that came, in order. */
  readonly requests: readonly ApiCall[];
  readonly configuration: Json;
  readonly faults: FaultBox;
  setCalls(calls: readonly SimulatedCall[]): void;
  close(): Promise<void>;
}

const longAfter = Date.UTC(2100, 0, 1);

/** A real HTTP server on a free loopback port that answers as the provider's API does. */
export async function startFrame(
  blueprint: ProviderBlueprint,
  options: ProviderServerOptions,
): Promise<ProviderServer> {
  const { clock = () => longAfter, listLagMs = 0 } = options;
  let calls = options.calls ?? [];
  const faults = createFaultBox(options.faults ?? []);
  const configuration = structuredClone(options.configuration ?? blueprint.configuration);
  const requests: ApiCall[] = [];

  const existing = () =>
    calls
      .flatMap((call) => {
        const object = blueprint.objectOf(call, clock());
        const createdAt = call.deliveries[0]?.at ?? 0;
        return object === null ? [] : [{ call, createdAt, object, ...idOf(call) }];
      })
      .filter(({ providerCallId }) => !isGone(faults, providerCallId))
      .sort((a, b) => a.createdAt - b.createdAt);
  const world: World = {
    calls: existing,
    listed: () => existing().filter(({ call }) => lastEventAt(call) + listLagMs <= clock()),
    configuration,
    faults,
    raw: () => calls,
  };

  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing);
  });
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const request = await readRequest(incoming);
    requests.push(request);
    const broken = faults.take(
      request.path,
      ...(["rate-limited", "status", "slow", "html", "revoked-key"] as const),
    );
    if (broken?.kind === "slow") return;
    if (broken?.kind === "html") {
      write(outgoing, 200, "<!doctype html><title>Gateway</title>", "text/html");
      return;
    }
    const answer = broken ? answerOf(broken, blueprint) : respond(request);
    spoil(outgoing, request, answer);
  };
  const respond = (request: ApiCall): Answer => {
    if (!blueprint.isAuthorised(request)) return blueprint.unauthorised;
    return blueprint.respond(request, world) ?? blueprint.notFound;
  };
  const spoil = (outgoing: ServerResponse, request: ApiCall, answer: Answer) => {
    const fault = faults.take(
      request.path,
      ...(["cut-connection", "truncated-json", "wrong-shape", "endless"] as const),
    );
    const shape = fault?.kind === "wrong-shape" ? (blueprint.wrongShape ?? 42) : answer.json;
    const text = shape === undefined ? "" : JSON.stringify(shape);
    for (const [name, value] of Object.entries(answer.headers ?? {})) {
      outgoing.setHeader(name, value);
    }
    if (fault?.kind === "endless") {
      write(outgoing, answer.status, `["${"x".repeat(fault.bytes)}"]`);
    } else if (fault?.kind === "truncated-json") {
      write(outgoing, answer.status, text.slice(0, Math.ceil(text.length / 2)));
    } else if (fault?.kind === "cut-connection") {
      outgoing.writeHead(answer.status, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text) + 100,
      });
      outgoing.write(text, () => outgoing.destroy());
    } else {
      write(outgoing, answer.status, text);
    }
  };

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    credentials: blueprint.credentials,
    requests,
    configuration,
    faults,
    setCalls: (next) => {
      calls = next;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function idOf({ providerCallId }: SimulatedCall) {
  return { providerCallId };
}

function lastEventAt({ deliveries }: SimulatedCall): number {
  return Math.max(...deliveries.map(({ at }) => at));
}

function isGone(faults: FaultBox, providerCallId: string): boolean {
  return faults.has(
    "vanished",
    (fault) => fault.kind === "vanished" && fault.providerCallId === providerCallId,
  );
}

function answerOf(fault: Fault, blueprint: ProviderBlueprint): Answer {
  if (fault.kind === "revoked-key") return blueprint.unauthorised;
  if (fault.kind === "status") return { status: fault.status, json: { message: "Try later" } };
  const retryAfter = fault.kind === "rate-limited" ? fault.retryAfter : undefined;
  const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  return { ...blueprint.rateLimited, headers: { ...blueprint.rateLimited.headers, ...headers } };
}

function write(
  outgoing: ServerResponse,
  status: number,
  text: string,
  contentType = "application/json",
): void {
  outgoing.writeHead(status, { "content-type": contentType });
  outgoing.end(text);
}

async function readRequest(incoming: IncomingMessage): Promise<ApiCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? "/", "http://provider");
  const text = Buffer.concat(chunks).toString("utf8");
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const parsed = isForm ? Object.fromEntries(new URLSearchParams(text)) : parseOrText(text);
  return {
    method: incoming.method ?? "GET",
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers,
    body: text === "" ? undefined : parsed,
  };
}

function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
