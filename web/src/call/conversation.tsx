import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Call, Turn } from "../api.ts";
import { isLive } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import type { Playback } from "../player/playback.ts";
import { useSpokenTurn } from "../player/spoken-turn.ts";
import { timelineQuery, turnsQuery } from "../queries.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { orderConversation } from "./conversation-items.ts";
import { TimeAxis } from "./time-axis.tsx";
import { ToolCallView } from "./tool-call-view.tsx";
import { TurnView } from "./turn-view.tsx";

const noTurns: Turn[] = [];

interface ConversationProps {
  call: Call;
  /** Plays its recording; null where none can be heard. */
  playback: Playback | null;
}

export function Conversation({ call, playback }: ConversationProps) {
  const turns = useQuery(turnsQuery(call.id));
  const timeline = useQuery(timelineQuery(call.id));
  const ordered = useMemo(
    () => orderConversation(turns.data ?? [], call.tool_calls),
    [turns.data, call.tool_calls],
  );
  const spoken = useSpokenTurn(turns.data ?? noTurns, playback);
  if (turns.isPending) return <SkeletonLines count={9} />;
  if (turns.isError) return <ErrorState error={turns.error} onRetry={() => void turns.refetch()} />;
  const isEmpty = ordered.items.length === 0 && ordered.unplaced.length === 0;
  return (
    <>
      <TimeAxis call={call} turns={turns.data} lines={timeline.data ?? []} />
      {isEmpty && <NoTranscript call={call} />}
      <ol className="flex flex-col pt-2" aria-label={t("Transcript")}>
        {ordered.items.map((item) => (
          <li key={item.key}>
            {item.kind === "turn" ? (
              <TurnView
                turn={item.turn}
                isSpoken={item.turn.seq === spoken}
                onPlay={playback?.playFrom}
              />
            ) : (
              <ToolCallView tool={item.tool} />
            )}
          </li>
        ))}
      </ol>
      {ordered.unplaced.length > 0 && (
        <section className="mt-4">
          <h3 className="mb-1 pl-14 text-xs text-faint">
            {t(
              "{unplaced, plural, one {# tool call} other {# tool calls}} without a reported time",
              { unplaced: ordered.unplaced.length },
            )}
          </h3>
          {ordered.unplaced.map((tool) => (
            <ToolCallView key={tool.id} tool={tool} />
          ))}
        </section>
      )}
      {isLive(call) && (
        <p className="pt-3 pl-14 text-faint" role="status">
          {t("The call is running. What is said appears here as the provider reports it.")}
        </p>
      )}
    </>
  );
}

function NoTranscript({ call }: { call: Call }) {
  if (isLive(call)) return null;
  return (
    <EmptyState title={call.started_at ? t("No transcript was reported") : t("Nobody spoke")}>
      <p>
        {call.started_at
          ? t("Switch transcripts on at the provider, or look at its raw events.")
          : t("The call never connected, so there is no transcript.")}
      </p>
    </EmptyState>
  );
}
