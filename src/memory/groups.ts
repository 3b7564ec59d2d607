import type { ChatMessage } from "./chat.ts";

/** A message of the transcript as the window shows it. */
export interface Entry {
  readonly seq: number;
  /** As it was said. */
  readonly whole: ChatMessage;
  /** As it is shown: the same, or shortened. */
  readonly message: ChatMessage;
  readonly tokens: number;
}

/** What leaves the window only as a whole: a message, or calls of tools with all their results. */
export interface Unit {
  readonly entries: readonly Entry[];
  /** Calls whose results are not all there yet. */
  readonly isOpen: boolean;
}

/** What a user said and everything up to what they say next. Only the first may begin without a user. */
export interface Group {
  readonly units: readonly Unit[];
}

/** Divides what was said into what belongs together. A result of a tool that nobody called is a unit of its own. */
function unitsOf(entries: readonly Entry[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at];
    if (entry === undefined) break;
    const open = new Set(entry.message.tool_calls?.map(({ id }) => id));
    let end = at + 1;
    for (; open.size > 0; end++) {
      const result = entries[end]?.message;
      if (result?.role !== "tool" || !open.delete(result.tool_call_id ?? "")) break;
    }
    units.push({ entries: entries.slice(at, end), isOpen: open.size > 0 });
    at = end;
  }
  return units;
}

export function groupsOf(entries: readonly Entry[]): Group[] {
  const groups: Unit[][] = [];
  for (const unit of unitsOf(entries)) {
    const last = groups.at(-1);
    if (last === undefined || unit.entries[0]?.message.role === "user") groups.push([unit]);
    else last.push(unit);
  }
  return groups.map((units) => ({ units }));
}

/** Makes a list that every provider takes: each call has one result right behind it, and no result is without its call. */
export function repairPairs(messages: readonly ChatMessage[]): ChatMessage[] {
  const repaired: ChatMessage[] = [];
  for (let at = 0; at < messages.length; ) {
    const message = messages[at++];
    if (message === undefined) break;
    if (message.role === "tool") continue;
    repaired.push(message);
    const calls = message.tool_calls ?? [];
    if (calls.length === 0) continue;
    const results = new Map<string, ChatMessage>();
    for (let next = messages[at]; next?.role === "tool"; next = messages[++at]) {
      const id = next.tool_call_id ?? "";
      if (!results.has(id)) results.set(id, next);
    }
    for (const { id } of calls) repaired.push(results.get(id) ?? unavailable(id));
  }
  return repaired;
}

/** In place of a result that never came. */
function unavailable(id: string): ChatMessage {
  return { role: "tool", tool_call_id: id, content: "(result unavailable)" };
}
