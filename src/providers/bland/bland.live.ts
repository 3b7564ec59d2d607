import { isObject } from "../../lib/json.ts";
import { bareToolAsk } from "../bare-tool.ts";
import type { LiveAsk, LiveContext } from "../live-ask.ts";

/**
 * Tools are requests that their owner writes, so the shape is ours to say (docs/agents.md): sent to the tool's own path, with `call_id`, `from`, `to` and the arguments in the
 * body. Whatever else Bland sends during a call waits for no answer.
 */
export function readBlandAsk(body: unknown, context: LiveContext): LiveAsk | undefined {
  if (context.tool === null) return undefined;
  const ask = bareToolAsk(body, context);
  if (ask === undefined) return undefined;
  return {
    ...ask,
    tools: ask.tools.map((tool) => ({ ...tool, arguments: filled(tool.arguments) })),
  };
}

/** What the model said nothing for stays the name of the variable. */
function filled(given: unknown): unknown {
  if (!isObject(given)) return given;
  const isNamed = (value: unknown) => typeof value === "string" && /^\{\{[^{}]*\}\}$/.test(value);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => !isNamed(value)));
}
