import { bareToolAsk } from "../bare-tool.ts";
import type { LiveAsk, LiveContext } from "../live-ask.ts";

/**
 * Tools are requests that their owner writes, so the shape is ours to say (docs/agents.md): sent to the tool's own path, with `call_id`, `from`, `to` and the arguments in the
 * body. Whatever else Bland sends during a call waits for no answer.
 */
export function readBlandAsk(body: unknown, context: LiveContext): LiveAsk | undefined {
  return context.tool === null ? undefined : bareToolAsk(body, context);
}
