import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

type Json = Record<string, unknown>;

/** What the project's key must be. */
export const openAiKey = "key-of-the-openai-project-7fK2mQ9xW4";

/** The part of OpenAI's Realtime API that one listens to calls with: a socket per call, for as long as the call is accepted and not over. */
export interface OpenAiServer extends AsyncDisposable {
  /** To be used as the base address. */
  readonly url: string;
  /** Every attempt to open a socket: the call, and the status it was answered with (101 for an open one). */
  readonly attempts: ReadonlyArray<{ callId: string; status: number }>;
  /** The customer's application takes the call: from now on its socket opens. */
  accept(callId: string, session?: Json): void;
  /** The session tells an event to everyone who listens. */
  say(callId: string, event: Json | string | Buffer): void;
  /** Resolves when whoever listens has read everything that was said. */
  heard(callId: string): Promise<void>;
  /** The sockets of the call that are open. */
  open(callId: string): WebSocket[];
  /** Most sockets that one call ever had at the same time. */
  readonly mostOpen: number;
  /** Closes the sockets; the call goes on. */
  breakOff(callId: string, code?: number): void;
  /** The call is over: its sockets close and none opens any more. */
  end(callId: string, code?: number, reason?: string): void;
  /** Answers every further attempt so, or not at all with 0; null ends it. */
  refuseWith(status: number | null): void;
}

/** A real WebSocket server on a free loopback port, made from the documentation of the Realtime API. */
export async function startOpenAi(): Promise<OpenAiServer> {
  const sessions = new Map<string, Json>();
  const sockets = new Map<string, Set<WebSocket>>();
  const attempts: Array<{ callId: string; status: number }> = [];
  const unanswered: Duplex[] = [];
  let refusal: number | null = null;
  let eventCount = 0;
  let mostOpen = 0;
  const of = (callId: string) => {
    const open = sockets.get(callId) ?? new Set<WebSocket>();
    sockets.set(callId, open);
    return open;
  };
  const named = (event: Json) =>
    JSON.stringify({ ...typeFirst(event), event_id: `event_${++eventCount}` });

  const statusOf = (request: IncomingMessage, callId: string): number => {
    if (request.headers.authorization !== `Bearer ${openAiKey}`) return 401;
    if (refusal !== null) return refusal;
    return sessions.has(callId) ? 101 : 404;
  };
  const websockets = new WebSocketServer({ noServer: true });
  const server = createServer((_request, answer) => answer.writeHead(404).end());
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? "/", "http://provider");
    const callId = url.pathname === "/v1/realtime" ? (url.searchParams.get("call_id") ?? "") : "";
    const status = statusOf(request, callId);
    attempts.push({ callId, status });
    if (status === 0) {
      unanswered.push(socket);
      return;
    }
    if (status !== 101) {
      socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    websockets.handleUpgrade(request, socket, head, (opened) => {
      const open = of(callId);
      open.add(opened);
      mostOpen = Math.max(mostOpen, open.size);
      opened.on("close", () => open.delete(opened));
      opened.send(named({ type: "session.created", session: sessions.get(callId) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    attempts,
    get mostOpen() {
      return mostOpen;
    },
    accept: (callId, session = usualSession) => {
      sessions.set(callId, session);
    },
    say: (callId, event) => {
      const frame = typeof event === "string" || Buffer.isBuffer(event) ? event : named(event);
      for (const socket of of(callId)) socket.send(frame);
    },
    heard: async (callId) => {
      // A sign of life is answered in its turn, after what came before it.
      const answered = [...of(callId)].map((socket) => once(socket, "pong"));
      for (const socket of of(callId)) socket.ping();
      await Promise.all(answered);
    },
    open: (callId) => [...of(callId)],
    breakOff: (callId, code = 1012) => {
      for (const socket of of(callId)) socket.close(code);
    },
    end: (callId, code = 1000, reason = "") => {
      sessions.delete(callId);
      for (const socket of of(callId)) socket.close(code, reason);
    },
    refuseWith: (status) => {
      refusal = status;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of websockets.clients) socket.terminate();
      for (const socket of unanswered) socket.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function typeFirst({ type, ...rest }: Json): Json {
  return { type, ...rest };
}

const usualSession: Json = {
  type: "realtime",
  object: "realtime.session",
  id: "sess_1",
  model: "gpt-realtime",
  audio: {
    input: { transcription: { model: "gpt-4o-mini-transcribe" } },
    output: { voice: "marin" },
  },
};

/** What a session tells of a short call: the caller's words come late, one answer is interrupted, a tool is asked, a key is pressed. */
export const conversation: readonly Json[] = [
  {
    type: "conversation.item.added",
    item: { id: "item_1", type: "message", role: "assistant", content: [] },
  },
  { type: "response.output_audio.delta", item_id: "item_1", delta: "AAAA" },
  {
    type: "response.output_audio_transcript.done",
    item_id: "item_1",
    content_index: 0,
    transcript: "Hello, what can I do for you?",
  },
  { type: "response.done", response: answer("resp_1", 100, 0, 60) },
  { type: "input_audio_buffer.speech_started", item_id: "item_2", audio_start_ms: 4000 },
  { type: "input_audio_buffer.speech_stopped", item_id: "item_2", audio_end_ms: 6000 },
  {
    type: "conversation.item.added",
    item: { id: "item_2", type: "message", role: "user", content: [{ type: "input_audio" }] },
  },
  {
    type: "response.function_call_arguments.done",
    item_id: "item_3",
    call_id: "call_1",
    name: "find_table",
    arguments: '{"guests":2}',
  },
  { type: "response.done", response: answer("resp_2", 200, 100, 20) },
  {
    type: "conversation.item.done",
    item: { id: "item_4", type: "function_call_output", call_id: "call_1", output: "at eight" },
  },
  {
    type: "conversation.item.added",
    item: { id: "item_5", type: "message", role: "assistant", content: [] },
  },
  {
    type: "response.output_audio_transcript.done",
    item_id: "item_5",
    content_index: 0,
    transcript: "There is a table at eight.",
  },
  {
    type: "conversation.item.input_audio_transcription.completed",
    item_id: "item_2",
    content_index: 0,
    transcript: "A table for two, please.",
    usage: { type: "tokens", input_tokens: 30, output_tokens: 10, total_tokens: 40 },
  },
  { type: "conversation.item.truncated", item_id: "item_5", content_index: 0, audio_end_ms: 900 },
  { type: "response.done", response: answer("resp_3", 300, 200, 40) },
  { type: "input_audio_buffer.dtmf_event_received", event: "9" },
  { type: "rate_limits.updated", rate_limits: [] },
];

/** An answer that heard and spoke so many tokens of sound. */
function answer(id: string, input: number, cached: number, output: number): Json {
  return {
    id,
    object: "realtime.response",
    status: "completed",
    output: [],
    usage: {
      input_tokens: input,
      output_tokens: output,
      input_token_details: {
        text_tokens: 0,
        audio_tokens: input,
        cached_tokens: cached,
        cached_tokens_details: { text_tokens: 0, audio_tokens: cached },
      },
      output_token_details: { text_tokens: 0, audio_tokens: output },
    },
  };
}
