import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { CallSummary } from "../api.ts";
import { flattenCalls } from "../calls/call-pages.ts";
import { onLiveCall } from "../calls/live.ts";
import { useRefreshOnReturn } from "../calls/use-refresh-on-return.ts";
import { isLive } from "../lib/call-state.ts";
import { useSecond } from "../lib/now.ts";
import { callsQuery } from "../queries.ts";

/** So long a call that is over stays in sight, for whoever was reading. */
const keptMs = 20_000;
const live = callsQuery({ state: "live" });

/** The calls in progress, and for a moment those that have just ended. */
export function useLiveCallList() {
  const query = useInfiniteQuery(live);
  const [ends, setEnds] = useState<ReadonlyMap<string, number>>(new Map());
  const now = useSecond();
  useRefreshOnReturn();
  useEffect(
    () =>
      onLiveCall((kind, { id }) => {
        if (kind !== "call.ended") return;
        setEnds((known) => (known.has(id) ? known : new Map(known).set(id, Date.now())));
      }),
    [],
  );
  const isShown = (call: CallSummary) =>
    isLive(call) || now - (ends.get(call.id) ?? Number.NEGATIVE_INFINITY) < keptMs;
  return { query, calls: query.data ? flattenCalls(query.data).filter(isShown) : [] };
}
