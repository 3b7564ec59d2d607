import { storableText } from "../../lib/text.ts";
import type { ChatMessage } from "../chat.ts";

/** The message without what PostgreSQL refuses, in whatever field it is. */
export function storableMessage(message: ChatMessage): ChatMessage {
  return storable(message) as ChatMessage;
}

function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [storableText(name), storable(one)]),
  );
}
