import type { Outgoing, StreamedAnswer } from "../guard/index.ts";
import type { ChatChunk, ChatCompletion, ChatOptions } from "./chat.ts";
import { failureOf, ModelError } from "./model-error.ts";
import { readChunks } from "./read-chunks.ts";

/** Where a model is asked, and how. */
export interface ChatEndpoint {
  readonly baseUrl: string;
  readonly key: string | undefined;
  /** What the endpoint calls the model that clients call so. */
  readonly modelOf: (name: string) => string;
  /** The way out for the operator's URLs. */
  readonly send: Outgoing["streamFromOperator"];
}

type Asked = Readonly<Record<string, unknown>>;

const answerBytesMax = 16 * 1024 * 1024;
const errorBytesRead = 8 * 1024;

/** Asks once for a whole answer. */
export async function completeAt(
  endpoint: ChatEndpoint,
  request: Asked,
  { signal, totalMs }: ChatOptions,
): Promise<ChatCompletion> {
  return mended(signal, async () => {
    const answer = await open(endpoint, { ...request, stream: false }, signal, totalMs);
    const parsed = parse(await textOf(answer, answerBytesMax));
    if (!isCompletion(parsed)) throw new ModelError("nonsense");
    return parsed;
  });
}

/** Asks once for an answer in pieces, and waits for the first that says something. */
export async function streamAt(
  endpoint: ChatEndpoint,
  request: Asked,
  { signal, wordMs, totalMs }: ChatOptions,
): Promise<AsyncIterable<ChatChunk>> {
  const stuck = new AbortController();
  const either = AbortSignal.any([signal, stuck.signal]);
  const inTime: InTime = (work) =>
    mended(either, async () => {
      const timer = setTimeout(() => stuck.abort(new ModelError("timeout")), wordMs);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
      }
    });
  const asked = {
    ...request,
    stream: true,
    stream_options: { ...(request.stream_options as object | undefined), include_usage: true },
  };
  return inTime(async () => {
    const answer = await open(endpoint, asked, either, totalMs);
    const chunks = readChunks(answer.body);
    const held = await untilItSpeaks(chunks);
    return pieces(held, chunks, inTime);
  });
}

/** Ends the request when that takes too long: the model is stuck. */
type InTime = <T>(work: () => Promise<T>) => Promise<T>;

/** A role alone is no word yet: some services send it long before. */
async function untilItSpeaks(chunks: AsyncGenerator<ChatChunk>): Promise<ChatChunk[]> {
  const held: ChatChunk[] = [];
  for (;;) {
    const next = await chunks.next();
    if (next.done) throw new ModelError("nonsense");
    held.push(next.value);
    if (next.value.choices.some(says)) return held;
  }
}

function says(choice: Readonly<Record<string, unknown>>): boolean {
  const { content, tool_calls, refusal } = (choice.delta ?? {}) as Record<string, unknown>;
  const isEnd = typeof choice.finish_reason === "string";
  return isEnd || Boolean(content) || Boolean(refusal) || tool_calls !== undefined;
}

async function* pieces(
  held: readonly ChatChunk[],
  rest: AsyncGenerator<ChatChunk>,
  inTime: InTime,
): AsyncGenerator<ChatChunk> {
  try {
    yield* held;
    for (;;) {
      const next = await inTime(() => rest.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await rest.return(undefined).catch(() => undefined);
  }
}

async function open(
  { baseUrl, key, modelOf, send }: ChatEndpoint,
  request: Asked,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<StreamedAnswer> {
  const answer = await send(`${baseUrl.replace(/\/+$/, "")}/chat/completions`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ ...request, model: modelOf(String(request.model)) }),
    signal,
    timeoutMs,
    bytesMax: answerBytesMax,
  });
  if (answer.status === 200) return answer;
  throw failureOf(answer.status, await textOf(answer, errorBytesRead));
}

async function textOf({ body }: StreamedAnswer, bytesMax: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= bytesMax) break;
  }
  return Buffer.concat(parts).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new ModelError("nonsense");
  }
}

function isCompletion(value: unknown): value is ChatCompletion {
  const { choices } = (value ?? {}) as { choices?: unknown };
  const [first] = Array.isArray(choices) ? choices : [];
  return typeof first?.message === "object" && first.message !== null;
}

/** Makes every failure one of ours: the caller's own leaving, a deadline, or a model that broke off. */
async function mended<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ModelError) throw cause;
    const isLate = cause instanceof Error && /took too long/.test(cause.message);
    throw new ModelError(isLate ? "timeout" : "unavailable", { cause });
  }
}
