import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Call, TimelineLine } from "../api.ts";
import { formatClock, formatExact } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { timelineQuery, turnsQuery } from "../queries.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { offsetOf } from "./axis-model.ts";
import { TimeAxis } from "./time-axis.tsx";

const kindNames: Record<TimelineLine["kind"], string> = {
  event: t("Event"),
  tool_call: t("Tool"),
  entry: t("In call"),
};

export function TimelineTab({ call }: { call: Call }) {
  const timeline = useQuery(timelineQuery(call.id));
  const turns = useQuery(turnsQuery(call.id));
  if (timeline.isPending) return <SkeletonLines count={9} />;
  if (timeline.isError) {
    return <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />;
  }
  if (timeline.data.length === 0) return <EmptyState title={t("No events were recorded yet")} />;
  return (
    <>
      <TimeAxis call={call} turns={turns.data ?? []} lines={timeline.data} />
      <table className="w-full table-fixed">
        <caption className="sr-only">
          {t("Events, tool calls and happenings of the call, in order")}
        </caption>
        <thead>
          <tr className="h-8 border-b border-line text-left text-xs text-muted">
            <th scope="col" className="w-16 font-medium">
              {t("Offset")}
            </th>
            <th scope="col" className="w-20 font-medium">
              {t("Kind")}
            </th>
            <th scope="col" className="w-2/5 font-medium">
              {t("Type")}
            </th>
            <th scope="col" className="font-medium">
              {t("What")}
            </th>
          </tr>
        </thead>
        <tbody>
          {timeline.data.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id, and only grow at the end
            <Line key={index} line={line} call={call} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Line({ line, call }: { line: TimelineLine; call: Call }) {
  const offset = offsetOf(line, call);
  return (
    <tr className="border-b border-line align-baseline">
      <td className="py-1.5 text-muted" title={line.at ? formatExact(line.at) : undefined}>
        {offset === null ? "–" : `${offset < 0 ? "−" : ""}${formatClock(Math.abs(offset))}`}
      </td>
      <td className="pr-2 break-words hyphens-auto text-muted">{kindNames[line.kind]}</td>
      <td className="pr-3 font-mono text-xs break-words">
        {line.webhook_event_id ? (
          <Link
            to="/events"
            search={{ event: line.webhook_event_id }}
            className="text-accent hover:underline"
          >
            {line.type}
          </Link>
        ) : (
          line.type
        )}
      </td>
      <td className="break-words">{line.label}</td>
    </tr>
  );
}
