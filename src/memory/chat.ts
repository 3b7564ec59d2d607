/** One part of a message that is more than text. Parts that are not text keep whatever they came with. */
export interface ChatPart {
  readonly type: string;
  readonly text?: string | undefined;
  readonly [field: string]: unknown;
}

/** A function the model wants called; `arguments` is the text the model wrote, which need not be JSON. */
export interface ChatToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

/** A message as clients and models of OpenAI's format write it. */
export interface ChatMessage {
  readonly role: "system" | "developer" | "user" | "assistant" | "tool";
  readonly content: string | readonly ChatPart[] | null;
  readonly name?: string | undefined;
  readonly tool_calls?: readonly ChatToolCall[] | undefined;
  readonly tool_call_id?: string | undefined;
}

/** What a message says in words; a part that is not text counts as its type. */
export function textOf({ content }: ChatMessage): string {
  if (content === null) return "";
  if (typeof content === "string") return content;
  return content.map((part) => part.text ?? `[${part.type}]`).join("\n");
}

/** Whether it tells the model what it is, and is no part of what was said. */
export function isInstruction({ role }: ChatMessage): boolean {
  return role === "system" || role === "developer";
}
