import { createParser } from "eventsource-parser";
import type { ChatChunk } from "./chat.ts";
import { ModelError } from "./model-error.ts";

/** Longer without an event is no stream of words. */
const eventCharactersMax = 1024 * 1024;

/**
 * Reads the events of a streamed answer, up to `[DONE]`.
 * @throws ModelError `nonsense` for what is no chunk, `unavailable` when it ends without having said that it does.
 */
export async function* readChunks(body: AsyncIterable<Uint8Array>): AsyncGenerator<ChatChunk> {
  const waiting: string[] = [];
  let pending = 0;
  const parser = createParser({
    onEvent: ({ data }) => {
      waiting.push(data);
      pending = 0;
    },
  });
  const decoder = new TextDecoder();
  let isFinished = false;
  for await (const part of body) {
    const text = decoder.decode(part, { stream: true });
    pending += text.length;
    parser.feed(text);
    if (pending > eventCharactersMax) throw new ModelError("nonsense");
    for (const given of waiting.splice(0)) {
      if (given === "[DONE]") return;
      const chunk = readChunk(given);
      isFinished ||= chunk.choices.some(({ finish_reason }) => typeof finish_reason === "string");
      yield chunk;
    }
  }
  if (!isFinished) throw new ModelError("unavailable");
}

function readChunk(text: string): ChatChunk {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new ModelError("nonsense");
  }
  const { choices, error } = (value ?? {}) as { choices?: unknown; error?: unknown };
  if (error !== undefined) throw new ModelError("unavailable");
  const isList = Array.isArray(choices);
  if (!isList || choices.some((choice) => typeof choice !== "object" || choice === null)) {
    throw new ModelError("nonsense");
  }
  return value as ChatChunk;
}
