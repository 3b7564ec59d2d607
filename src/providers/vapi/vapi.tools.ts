import type { ToolCall } from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { cutText } from "../../lib/text.ts";
import { type Fields, toJsonText } from "../fields.ts";

/** One tool that Vapi wants used. `id` is null in the legacy shape, which has none. */
export interface RequestedTool {
  id: string | null;
  name: string;
  /** JSON text. */
  arguments: string | null;
}

/**
 * The tool calls of a `tool-calls` or `function-call` message, each once, in order.
 *
 * Real traffic mixes five shapes, often several in one message: the lists repeat one another, so an id seen before only fills
 * what was missing.
 */
export function readRequestedTools(message: Fields): RequestedTool[] {
  const byId = new Map<string, RequestedTool>();
  const unnamed: RequestedTool[] = [];
  const found = [
    ...["toolCallList", "toolCalls"].flatMap((list) => message.objects(list).map(readTool)),
    ...message.objects("toolWithToolCallList").map(readWrappedTool),
  ];
  for (const tool of found) {
    if (tool.id === null) unnamed.push(tool);
    else byId.set(tool.id, mergeTools(byId.get(tool.id), tool));
  }
  // Without ids the lists cannot be matched, so entries without one count only where no entry has one.
  const tools = byId.size > 0 ? [...byId.values()] : unnamed;
  if (tools.length > 0 || !message.has("functionCall")) return tools;
  return [readTool(message.object("functionCall"))];
}

function mergeTools(known: RequestedTool | undefined, tool: RequestedTool): RequestedTool {
  if (!known) return tool;
  const name = known.name === unknownName ? tool.name : known.name;
  return { id: known.id, name, arguments: known.arguments ?? tool.arguments };
}

const unknownName = "unknown";

/** `{id, function: {name, arguments}}`, `{id, name, parameters}` or `{id, name, arguments}`. */
export function readTool(call: Fields): RequestedTool {
  const inner = isObject(call.raw("function")) ? call.object("function") : call;
  return {
    id: call.text("id") ?? call.text("toolCallId"),
    name: inner.text("name") ?? call.text("name") ?? unknownName,
    arguments: readArguments(inner) ?? readArguments(call),
  };
}

/** A tool's definition around its call; the definition's own `parameters` are a schema, not arguments. */
function readWrappedTool(wrapper: Fields): RequestedTool {
  const tool = readTool(wrapper.object("toolCall"));
  if (tool.name !== unknownName) return tool;
  const defined = wrapper.object("function").text("name") ?? wrapper.text("name");
  return { ...tool, name: defined ?? unknownName };
}

function readArguments(call: Fields): string | null {
  return toJsonText(call.raw("arguments")) ?? toJsonText(call.raw("parameters"));
}

/** The requested tools as parts of the record. A call without an id is named after the tool and the instant of the request. */
export function toToolCalls(tools: RequestedTool[], invokedAt: number | null): ToolCall[] {
  return tools.map((tool, place) => ({
    id: tool.id ?? `${cutText(tool.name, 100)}:${invokedAt ?? ""}:${place}`,
    name: tool.name,
    arguments: tool.arguments,
    invokedAt,
  }));
}
