import type { AddressInfo } from "node:net";
import { expect, vi } from "vitest";
import { WebSocket } from "ws";
import type { World } from "./world.ts";

/** One thing that a reader heard. */
export interface Heard {
  id: number | undefined;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events of any shape
  call?: any;
  alert?: { id: string };
}

/** Somebody who follows calls, over either transport. */
export interface Reader extends AsyncDisposable {
  heard: Heard[];
  /** What calls were told, without marks. */
  told(): Heard[];
  /** The last id that the reader may resume from. */
  lastId(): number | undefined;
  isOpen(): boolean;
  /** How the WebSocket was closed. */
  closed(): { code: number; reason: string } | undefined;
  stop(): Promise<void>;
}

export interface Following {
  key?: string;
  headers?: Record<string, string>;
  after?: number | string | undefined;
  query?: Record<string, string>;
}

export type Transport = "events" | "socket";

/** Lets the world listen, and returns its place. */
export async function listen(world: World): Promise<string> {
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as AddressInfo;
  return `127.0.0.1:${port}`;
}

export const patience = { timeout: 10_000, interval: 10 };

/** Follows, and returns once the reader was told where it stands. */
export async function follow(
  transport: Transport,
  host: string,
  how: Following,
  isAwaited = true,
): Promise<Reader> {
  const reader = await (transport === "events" ? followEvents : followSocket)(host, how);
  if (isAwaited) await vi.waitFor(() => expect(reader.heard).not.toEqual([]), patience);
  return reader;
}

function headersOf({ key, headers = {} }: Following): Record<string, string> {
  return key === undefined ? headers : { authorization: `Bearer ${key}`, ...headers };
}

const isCall = ({ type }: Heard) => type.startsWith("call.");
const lastIdOf = (heard: readonly Heard[]) => heard.findLast(({ id }) => id !== undefined)?.id;

async function followEvents(host: string, how: Following): Promise<Reader> {
  const control = new AbortController();
  const headers = headersOf(how);
  if (how.after !== undefined) headers["last-event-id"] = String(how.after);
  const query = new URLSearchParams(how.query);
  const answer = await fetch(`http://${host}/api/v1/live?${query}`, {
    headers,
    signal: control.signal,
  });
  expect(answer.status).toBe(200);
  const heard: Heard[] = [];
  let isOpen = true;
  const reading = (async () => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
      rest = blocks.pop() ?? "";
      heard.push(...blocks.flatMap(readBlock));
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      isOpen = false;
    });
  const stop = async () => {
    control.abort();
    await reading;
  };
  return {
    heard,
    told: () => heard.filter(isCall),
    lastId: () => lastIdOf(heard),
    isOpen: () => isOpen,
    closed: () => undefined,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function readBlock(block: string): Heard[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
  const id = field("id");
  const data = field("data");
  const type = field("event") ?? "position";
  const [subject] = type.split(".");
  if (id === undefined && data === undefined) return [];
  return [
    {
      id: id === undefined ? undefined : Number(id),
      type,
      ...(subject === "call" || subject === "alert" ? { [subject]: JSON.parse(data ?? "") } : {}),
    },
  ];
}

/** Opens a WebSocket; nothing more is known of it than that. */
export function openSocket(host: string, how: Following): WebSocket {
  const query = new URLSearchParams(how.query);
  if (how.after !== undefined) query.set("last_event_id", String(how.after));
  return new WebSocket(`ws://${host}/ws?${query}`, { headers: headersOf(how) });
}

/** The HTTP answer to a WebSocket that was refused. */
export function refusalOf(host: string, how: Following, path?: string): Promise<number> {
  const socket =
    path === undefined
      ? openSocket(host, how)
      : new WebSocket(`ws://${host}${path}`, { headers: headersOf(how) });
  return new Promise((resolve, reject) => {
    socket.on("open", () => reject(new Error("was let in")));
    socket.on("error", () => undefined);
    socket.on("unexpected-response", (_request, answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
  });
}

async function followSocket(host: string, how: Following): Promise<Reader> {
  const socket = openSocket(host, how);
  const heard: Heard[] = [];
  let closed: { code: number; reason: string } | undefined;
  socket.on("message", (bytes) => heard.push(JSON.parse(String(bytes))));
  socket.on("close", (code, reason) => {
    closed = { code, reason: String(reason) };
  });
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  socket.on("error", () => undefined);
  const stop = async () => {
    socket.terminate();
    await ended;
  };
  return {
    heard,
    told: () => heard.filter(isCall),
    lastId: () => lastIdOf(heard),
    isOpen: () => closed === undefined,
    closed: () => closed,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** What somebody knows of the transcripts who only listens. */
export function transcriptsOf(told: readonly Heard[]): Map<string, string[]> {
  const known = new Map<string, string[]>();
  for (const { call } of told) {
    if (call.turns_from === null) continue;
    const turns = call.turns_added.map(({ content }: { content: string }) => content);
    const kept = (known.get(call.provider_call_id) ?? []).slice(0, call.turns_from);
    known.set(call.provider_call_id, [...kept, ...turns]);
  }
  return known;
}
