import type { ChatClient } from "./chat-client.ts";

/** A model for trying out, without a key: it says back what it was told last. */
export function echoModel(): ChatClient {
  const us = { model: "echo", isFallback: false };
  return {
    models: [us.model],
    async complete({ messages }, { onAnswer }) {
      onAnswer?.(us);
      const message = { role: "assistant", content: lastWords(messages) };
      return { choices: [{ index: 0, message, finish_reason: "stop" }], usage: null };
    },
    async stream({ messages }, { onAnswer, signal }) {
      onAnswer?.(us);
      return speak(lastWords(messages), signal);
    },
  };
}

async function* speak(text: string, signal: AbortSignal) {
  for (const content of text.match(/\S+\s*|\s+/g) ?? []) {
    signal.throwIfAborted();
    yield { choices: [{ index: 0, delta: { content }, finish_reason: null }] };
  }
  yield { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
}

function lastWords(messages: unknown): string {
  const list = (Array.isArray(messages) ? messages : []) as Array<Record<string, unknown>>;
  const content = list.findLast(({ role }) => role === "user")?.content;
  if (typeof content === "string") return content;
  const parts = (Array.isArray(content) ? content : []) as Array<Record<string, unknown>>;
  return parts.map(({ text }) => (typeof text === "string" ? text : "")).join("");
}
