import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import type { CallSummary } from "../api.ts";
import { orderConversation } from "../call/conversation-items.ts";
import { ToolCallView } from "../call/tool-call-view.tsx";
import { Duration } from "../calls/duration.tsx";
import { Parties } from "../calls/parties.tsx";
import { isLive } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import { callQuery, turnsQuery } from "../queries.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { StateChip } from "../ui/state-chip.tsx";
import { LiveTurn } from "./live-turn.tsx";

/** One call with its words as they are spoken. */
export function LiveCard({ call }: { call: CallSummary }) {
  const isOver = !isLive(call);
  return (
    <li
      className={`flex h-96 min-w-0 flex-col rounded-lg border bg-surface transition-opacity duration-700 focus-within:border-accent ${isOver ? "border-line opacity-75" : "border-strong-line"}`}
    >
      <div className="border-b border-line px-3 py-2">
        <div className="flex items-center gap-3">
          <Link
            to="/calls/$callId"
            params={{ callId: call.id }}
            data-row-target
            className="min-w-0 flex-1 rounded hover:text-accent"
          >
            <Parties call={call} />
          </Link>
          <Duration call={call} />
        </div>
        <p className="mt-1 flex items-center justify-between gap-3 text-xs text-muted">
          <StateChip call={call} />
          <span className="min-w-0 truncate">
            <ProviderBadge provider={call.provider} />
            {call.agent_name !== null && <span> · {call.agent_name}</span>}
          </span>
        </p>
      </div>
      <Words call={call} />
    </li>
  );
}

/** How far from the end somebody may have scrolled and still follow it. */
const nearPx = 40;

function Words({ call: { id } }: { call: CallSummary }) {
  const call = useQuery(callQuery(id));
  const turns = useQuery(turnsQuery(id));
  const box = useRef<HTMLElement>(null);
  const isFollowing = useRef(true);
  const ordered = useMemo(
    () => orderConversation(turns.data ?? [], call.data?.tool_calls ?? []),
    [turns.data, call.data],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words move the end
  useEffect(() => {
    const element = box.current;
    if (element && isFollowing.current) element.scrollTop = element.scrollHeight;
  }, [ordered]);
  if (turns.isError && turns.data === undefined) {
    return <ErrorState error={turns.error} onRetry={() => void turns.refetch()} />;
  }
  const isSilent = ordered.items.length === 0 && ordered.unplaced.length === 0;
  return (
    <section
      ref={box}
      aria-label={t("Words of the call")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled to with the keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isFollowing.current = scrollHeight - scrollTop - clientHeight < nearPx;
      }}
      className="min-h-0 flex-1 overflow-y-auto px-3 py-2"
    >
      {turns.isPending && <SkeletonLines count={4} />}
      {turns.isSuccess && isSilent && (
        <p className="text-muted">{t("Nothing was told of what is said yet.")}</p>
      )}
      <ol>
        {ordered.items.map((item) => (
          <li key={item.key}>
            {item.kind === "turn" ? (
              <LiveTurn turn={item.turn} />
            ) : (
              <ToolCallView tool={item.tool} />
            )}
          </li>
        ))}
        {ordered.unplaced.map((tool) => (
          <li key={tool.id}>
            <ToolCallView tool={tool} />
          </li>
        ))}
      </ol>
    </section>
  );
}
