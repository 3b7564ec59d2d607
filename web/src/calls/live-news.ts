import type { Query, QueryClient } from "@tanstack/react-query";
import type { Call, LiveCall, Turn } from "../api.ts";

/** The list with what is new of it: from `from` on it is other than before. Null when what is known does not reach so far. */
function withNews<Item>(known: Item[], from: number, added: Item[]): Item[] | null {
  return known.length < from ? null : [...known.slice(0, from), ...added];
}

/** The call with what a live message says of it, and nothing of the message beside. */
function toCall(known: Call, live: LiveCall): Call {
  const { turns_from, turns_added, tool_calls_from, tool_calls_added, is_cut, ...summary } = live;
  const tools =
    tool_calls_from === null
      ? known.tool_calls
      : withNews(known.tool_calls, tool_calls_from, tool_calls_added);
  return { ...known, ...summary, tool_calls: tools ?? known.tool_calls };
}

/**
 * Shows words as they are spoken: writes what a live message brings into the call that is open.
 *
 * Returns whether the transcript must be loaded nevertheless: when the message did not hold all, or crossed with an answer that may be older than it.
 */
export function showNews(client: QueryClient, live: LiveCall): boolean {
  client.setQueryData<Call>(["call", live.id], (known) =>
    known && known.updated_at <= live.updated_at ? toCall(known, live) : known,
  );
  const key = ["call", live.id, "turns"];
  const state = client.getQueryState<Turn[]>(key);
  if (state === undefined || live.turns_from === null) return false;
  const turns = state.data && withNews(state.data, live.turns_from, live.turns_added);
  if (turns) client.setQueryData<Turn[]>(key, turns);
  return live.is_cut || !turns || state.fetchStatus === "fetching";
}

/** Everything of a call that live messages do not bring whole. */
export function isDetail(query: Query, areTurnsWanted: boolean): boolean {
  return areTurnsWanted || query.queryKey[2] !== "turns";
}
