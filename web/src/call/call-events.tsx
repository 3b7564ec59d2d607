import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { WebhookEvent } from "../api.ts";
import { EventDetail } from "../events/event-detail.tsx";
import { EventStatusChip } from "../events/event-status-chip.tsx";
import { formatBytes } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { callEventsQuery } from "../queries.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { ExactTime } from "../ui/time.tsx";

/** The deliveries this call is made of, as received. */
export function CallEvents({ callId }: { callId: string }) {
  const events = useQuery(callEventsQuery(callId));
  if (events.isPending) return <SkeletonLines count={6} />;
  if (events.isError)
    return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  if (events.data.data.length === 0) {
    return (
      <EmptyState title={t("No events of this call are kept")}>
        <p>{t("It was imported or polled, or its events passed their retention period.")}</p>
      </EmptyState>
    );
  }
  return (
    <ul className="pt-1">
      {events.data.data.map((event) => (
        <EventItem key={event.id} event={event} />
      ))}
    </ul>
  );
}

function EventItem({ event }: { event: WebhookEvent }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="border-b border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-0.5 rounded px-1 py-2 text-left hover:bg-hover"
      >
        <ChevronIcon
          className={`size-3 text-faint transition-transform ${isOpen ? "rotate-90" : ""}`}
        />
        <code className="font-mono text-xs font-medium">
          {event.event_type ?? t("unknown type")}
        </code>
        <EventStatusChip status={event.status} />
        {!event.is_verified && <span className="text-xs text-warn-text">{t("unverified")}</span>}
        <span className="ml-auto text-xs text-muted">
          <ExactTime at={event.received_at} /> · {formatBytes(event.body_bytes)}
        </span>
      </button>
      {isOpen && (
        <div className="pt-1 pb-5 pl-6">
          <EventDetail id={event.id} />
        </div>
      )}
    </li>
  );
}
