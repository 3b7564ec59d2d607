import { LRUCache } from "lru-cache";
import { type ChatMessage, textOf } from "./chat.ts";

/** Counts as a model does, or estimates when its encoding is not known: then a larger margin is kept. */
export interface TokenCounter {
  readonly name: "o200k_base" | "cl100k_base" | "estimate";
  readonly exact: boolean;
  count(text: string): number;
}

/** What the format adds: for each message, for a name, for each call, and to prime the reply. */
const framing = { message: 3, name: 1, call: 8, reply: 3 };
/** Of an image or a sound: providers differ, and a reserve that is too large loses less than an overflow. */
const partTokens = 1_000;
/** The encoders take time that grows with the square of a run without spaces. */
const sliceChars = 4_096;
/** Until a provider told us how many tokens a prompt of ours really had. */
export const firstCalibration = 1.15;

/** The encoder of a model, its tables read when the first of its models is asked for. */
export async function counterOf(model: string): Promise<TokenCounter> {
  const name = model.slice(model.lastIndexOf("/") + 1);
  if (/^(?:gpt-4o|gpt-4\.[15]|gpt-5|chatgpt-|gpt-oss|o[134](?:-|$))/.test(name)) {
    return encoder("o200k_base", await import("gpt-tokenizer/encoding/o200k_base"));
  }
  if (/^(?:gpt-4|gpt-3\.5)/.test(name)) {
    return encoder("cl100k_base", await import("gpt-tokenizer/encoding/cl100k_base"));
  }
  return estimator(firstCalibration);
}

function encoder(
  name: "o200k_base" | "cl100k_base",
  { countTokens }: { countTokens(text: string, how: { disallowedSpecial: Set<string> }): number },
): TokenCounter {
  // What a caller writes is text, whatever it looks like.
  const how = { disallowedSpecial: new Set<string>() };
  const count = (text: string) => {
    let tokens = 0;
    for (let at = 0; at < text.length; at += sliceChars) {
      tokens += countTokens(text.slice(at, at + sliceChars), how);
    }
    return tokens;
  };
  return { name, exact: true, count: (text) => counted(name, text, count) };
}

/** What is counted is mostly what was counted a moment before: instructions, tools and the window stay from turn to turn. */
const counts = new LRUCache<string, number>({
  maxSize: 8_000_000,
  maxEntrySize: 100_000,
  sizeCalculation: (_, key) => key.length + 64,
});

function counted(by: string, text: string, count: (text: string) => number): number {
  const key = `${by} ${text}`;
  const known = counts.get(key);
  if (known !== undefined) return known;
  const found = count(text);
  counts.set(key, found);
  return found;
}

/** `calibration` is how many tokens a provider counted for one of ours; beyond 0.8 to 3 it is not believed. */
export function estimator(calibration: number): TokenCounter {
  const factor = Math.min(3, Math.max(0.8, calibration));
  return {
    name: "estimate",
    exact: false,
    count: (text) => Math.ceil(counted("estimate", text, estimate) * factor),
  };
}

function estimate(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const marks = text.match(/[^\p{L}\p{N}\s]/gu)?.length ?? 0;
  return Math.max(Buffer.byteLength(text) / 3.3, 1.35 * words + marks / 2);
}

/** What a message takes in a prompt. */
export function messageTokens(message: ChatMessage, counter: TokenCounter): number {
  let tokens = framing.message + counter.count(textOf(message));
  if (message.name !== undefined) tokens += framing.name + counter.count(message.name);
  if (message.tool_call_id !== undefined) tokens += counter.count(message.tool_call_id);
  for (const call of message.tool_calls ?? []) {
    tokens += framing.call + counter.count(`${call.id} ${call.function.name}`);
    tokens += counter.count(call.function.arguments);
  }
  if (Array.isArray(message.content)) {
    tokens += message.content.filter(({ text }) => text === undefined).length * partTokens;
  }
  return tokens;
}

/** What definitions of tools take. */
export function toolTokens(tools: readonly unknown[], counter: TokenCounter): number {
  return tools.reduce<number>(
    (sum, tool) => sum + framing.call + counter.count(JSON.stringify(tool) ?? ""),
    0,
  );
}

/** What the format adds to every prompt. */
export const replyTokens = framing.reply;
