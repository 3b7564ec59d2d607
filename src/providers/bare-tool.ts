import { isObject } from "../lib/json.ts";
import { tidyPhone } from "../lib/phone.ts";
import { type Fields, fieldsOf } from "./fields.ts";
import type { LiveAsk, LiveContext, ToolResult } from "./live-ask.ts";

/** A result for providers that hand any JSON to the model. */
export function plainResult({ text, isError, data }: ToolResult): unknown {
  if (isError) return { error: text };
  return data ?? { result: text };
}

/** Where identity is told beside the arguments, since the provider has no envelope: header, then member of the body. */
const identityPlaces = {
  id: ["x-conversation-id", "x-call-id", "system__conversation_id", "conversation_id", "call_id"],
  from: ["x-caller-id", "system__caller_id", "caller_id", "from"],
  to: ["x-called-number", "system__called_number", "called_number", "to"],
  agentId: ["x-agent-id", "system__agent_id", "agent_id"],
} as const;

/**
 * The only tool of a request whose body is nothing but its arguments, as somebody set it up at the provider: call and numbers come in headers or as constant
 * members (docs/agents.md names them).
 */
export function bareToolAsk(
  body: unknown,
  { headers, tool }: LiveContext,
): (LiveAsk & { kind: "tools" }) | undefined {
  if (!isObject(body)) return undefined;
  const fields = fieldsOf(body, "", []);
  const name = tool ?? headers["x-tool-name"] ?? fields.text("tool_name") ?? fields.text("tool");
  if (!name) return undefined;
  const told = (key: keyof typeof identityPlaces) =>
    firstTold(fields, headers, identityPlaces[key]);
  return {
    kind: "tools",
    call: {
      id: told("id"),
      from: tidyPhone(told("from")),
      to: tidyPhone(told("to")),
      direction: null,
      agentId: told("agentId"),
    },
    tools: [{ id: null, name, arguments: argumentsOf(body) }],
    write: ([result]) => (result === undefined ? {} : plainResult(result)),
  };
}

function firstTold(
  fields: Fields,
  headers: Readonly<Record<string, string>>,
  places: readonly string[],
): string | null {
  for (const place of places) {
    const value = place.startsWith("x-") ? headers[place] : fields.text(place);
    if (value) return value;
  }
  return null;
}

const notArguments: ReadonlySet<string> = new Set([
  ...Object.values(identityPlaces).flat(),
  ...["tool", "tool_name", "args", "arguments", "parameters"],
]);

function argumentsOf(body: Record<string, unknown>): unknown {
  const wrapped = body.args ?? body.arguments ?? body.parameters;
  if (wrapped !== undefined && wrapped !== null) return wrapped;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !notArguments.has(name)));
}
