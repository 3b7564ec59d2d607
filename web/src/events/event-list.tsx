import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { WebhookEvent } from "../api.ts";
import { formatBytes, zoneName } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { type EventFilters, eventsQuery } from "../queries.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { RowTable } from "../ui/row-table.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { EventStatusChip } from "./event-status-chip.tsx";
import { ReplayButton } from "./replay-button.tsx";

const columnClasses = {
  received: "w-37 pl-3! sm:pl-5! max-sm:w-32",
  status: "w-32 max-sm:w-26",
  type: "w-56 max-sm:w-auto",
  provider: "w-36 max-md:hidden",
  call: "w-36 max-lg:hidden",
  size: "w-24 text-right max-lg:hidden",
  note: "pl-5! max-md:hidden",
  action: "w-28 pr-3! text-right sm:pr-5! max-sm:hidden",
} as const;

const columns = [
  { key: "received", label: t("Received, {zoneName}", { zoneName }) },
  { key: "status", label: t("Status") },
  { key: "type", label: t("Type") },
  { key: "provider", label: t("Provider") },
  { key: "call", label: t("Call") },
  { key: "size", label: t("Size") },
  { key: "note", label: t("Note") },
  { key: "action", label: t("Action"), isHidden: true },
] as const;

interface EventListProps {
  filters: EventFilters;
  onOpen: (id: string) => void;
}

export function EventList({ filters, onOpen }: EventListProps) {
  const events = useInfiniteQuery(eventsQuery(filters));
  const rows = events.data?.pages.flatMap((page) => page.data) ?? [];
  if (events.isError && rows.length === 0) {
    return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  }
  return (
    <>
      <RowTable
        caption={t("Webhook events, newest first")}
        columns={columns}
        classes={columnClasses}
        isLoading={events.isPending}
        skeletons={12}
      >
        {rows.map((event) => (
          <EventRow key={event.id} event={event} onOpen={onOpen} />
        ))}
      </RowTable>
      {events.isSuccess && rows.length === 0 && <NoEvents filters={filters} />}
      {rows.length > 0 && (
        <LoadMore
          hasMore={events.hasNextPage}
          isLoading={events.isFetchingNextPage}
          isFailed={events.isFetchNextPageError}
          onLoad={events.fetchNextPage}
          endLabel={t("That is all")}
        />
      )}
    </>
  );
}

function NoEvents({ filters }: { filters: EventFilters }) {
  if (filters.provider || filters.type) {
    return <EmptyState title={t("No events match these filters")} />;
  }
  if (filters.status === "dead") {
    return (
      <EmptyState title={t("No dead letters")}>
        <p>{t("Every delivery was understood.")}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("No events here")}>
      <p>{t("Deliveries appear as providers send them.")}</p>
    </EmptyState>
  );
}

interface EventRowProps {
  event: WebhookEvent;
  onOpen: (id: string) => void;
}

function EventRow({ event, onOpen }: EventRowProps) {
  const [callId] = event.call_ids;
  return (
    <tr className="h-10 scroll-mt-24 border-b border-line hover:bg-hover focus-within:bg-accent-soft">
      <td className={`truncate px-2 text-muted ${columnClasses.received}`}>
        <RelativeTime at={event.received_at} />
      </td>
      <td className={`px-2 ${columnClasses.status}`}>
        <EventStatusChip status={event.status} />
      </td>
      <td className={`px-2 ${columnClasses.type}`}>
        <button
          type="button"
          data-row-target
          onClick={() => onOpen(event.id)}
          className="block max-w-full truncate rounded font-mono text-xs font-medium hover:text-accent hover:underline"
        >
          {event.event_type ?? t("unknown type")}
        </button>
        {event.reason && (
          <p className="truncate text-xs text-bad-text md:hidden">{event.reason.message}</p>
        )}
      </td>
      <td className={`truncate px-2 ${columnClasses.provider}`}>
        <ProviderBadge provider={event.provider} />
      </td>
      <td className={`truncate px-2 font-mono text-xs ${columnClasses.call}`}>
        {callId && (
          <Link
            to="/calls/$callId"
            params={{ callId }}
            title={callId}
            className="text-accent hover:underline"
          >
            {callId.slice(0, 5)}…{callId.slice(-6)}
          </Link>
        )}
        {event.call_ids.length > 1 && ` +${event.call_ids.length - 1}`}
      </td>
      <td className={`px-2 text-muted ${columnClasses.size}`}>{formatBytes(event.body_bytes)}</td>
      <td className={`truncate px-2 ${columnClasses.note}`}>
        <EventNote event={event} />
      </td>
      <td className={`px-2 ${columnClasses.action}`}>
        {event.status === "dead" && <ReplayButton id={event.id} />}
      </td>
    </tr>
  );
}

function EventNote({ event }: { event: WebhookEvent }) {
  const notes = [
    event.is_verified ? null : t("unverified"),
    event.attempts > 1 ? t("{attempts} attempts", { attempts: event.attempts }) : null,
    event.findings.length > 0
      ? t("{count, plural, one {# finding} other {# findings}}", { count: event.findings.length })
      : null,
  ].filter((note) => note !== null);
  return (
    <>
      {event.reason && (
        <span title={event.reason.message} className="text-bad-text">
          {event.reason.message}
        </span>
      )}
      {event.reason && notes.length > 0 && " · "}
      <span className="text-muted">{notes.join(" · ")}</span>
    </>
  );
}
