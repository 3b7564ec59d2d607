import type { ToolCall, Turn } from "../api.ts";

type ConversationItem =
  | { kind: "turn"; key: string; turn: Turn }
  | { kind: "tool"; key: string; tool: ToolCall };

export interface OrderedConversation {
  items: ConversationItem[];
  /** Tool calls whose moment was not told. */
  unplaced: ToolCall[];
}

const asTool = (tool: ToolCall): ConversationItem => ({ kind: "tool", key: tool.id, tool });

/**
 * Puts tool calls between the turns by their time.
 *
 * Turns keep the order the provider gave them. When no turn has a time, nothing can be placed.
 */
export function orderConversation(turns: Turn[], tools: ToolCall[]): OrderedConversation {
  const hasTimes = turns.length === 0 || turns.some((turn) => turn.start_ms !== null);
  const canPlace = (tool: ToolCall) => hasTimes && tool.offset_ms !== null;
  const pending = tools.filter(canPlace).sort((a, b) => (a.offset_ms ?? 0) - (b.offset_ms ?? 0));
  const items: ConversationItem[] = [];
  for (const turn of turns) {
    while (turn.start_ms !== null && (pending[0]?.offset_ms ?? Infinity) <= turn.start_ms) {
      const next = pending.shift();
      if (next) items.push(asTool(next));
    }
    items.push({ kind: "turn", key: `turn-${turn.seq}`, turn });
  }
  items.push(...pending.map(asTool));
  return { items, unplaced: tools.filter((tool) => !canPlace(tool)) };
}
