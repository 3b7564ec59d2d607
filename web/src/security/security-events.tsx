import { useInfiniteQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { SecurityEvent } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { describeActor } from "../lib/actor.ts";
import { wordOf } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { ObjectValues } from "../ui/key-values.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { resolveSecurityEvent, securityEventsQuery } from "./security-client.ts";
import { describeKind, severityTones } from "./security-words.ts";

export function SecurityEvents({ isOpenOnly }: { isOpenOnly: boolean }) {
  const events = useInfiniteQuery(securityEventsQuery(isOpenOnly));
  const rows = events.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div className="mt-4">
      <Rows
        query={events}
        expected={4}
        empty={
          isOpenOnly
            ? t(
                "Nothing waits for you. What the guard notices appears here until somebody has looked at it.",
              )
            : t("The guard has noticed nothing.")
        }
      >
        {rows.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </Rows>
      {events.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={events.isFetchingNextPage}
          isFailed={events.isFetchNextPageError}
          onLoad={events.fetchNextPage}
          endLabel=""
        />
      )}
    </div>
  );
}

function EventRow({ event }: { event: SecurityEvent }) {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const what = describeKind(event.kind);
  return (
    <li className="px-4 py-2">
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-56 flex-1">
          <button
            type="button"
            data-row-target
            aria-expanded={isOpen}
            aria-controls={detailId}
            onClick={() => setOpen(!isOpen)}
            className="inline-flex max-w-full items-start gap-1.5 rounded text-left font-medium hover:text-accent"
          >
            <ChevronIcon
              className={`mt-1 size-3 text-faint transition-transform ${isOpen ? "rotate-90" : ""}`}
            />
            {what}
          </button>
          <p className="flex flex-wrap items-center gap-x-1.5 pl-4.5 text-xs text-muted">
            <Dot tone={severityTones[event.severity]} />
            {wordOf(event.severity)} · <RelativeTime at={event.at} />
            {event.remote_address !== null && (
              <>
                {" · "}
                {rich("from <code>{remoteAddress}</code>", {
                  code: (text) => <code className="font-mono">{text}</code>,
                  remoteAddress: event.remote_address,
                })}
              </>
            )}
          </p>
        </div>
        <Outcome event={event} what={what} />
      </div>
      <div id={detailId} hidden={!isOpen} className="pt-2 pb-1 pl-4.5">
        <ObjectValues value={{ kind: event.kind, ...event.detail }} />
      </div>
    </li>
  );
}

function Outcome({ event, what }: { event: SecurityEvent; what: string }) {
  const mayWrite = useMay("guard:write");
  const resolve = useChange({
    change: () => resolveSecurityEvent(event.id),
    renews: ["security-events"],
  });
  if (event.resolved_at !== null) {
    return (
      <p className="text-xs text-muted" title={event.resolved_by ?? undefined}>
        {rich("looked at by {actor}, {time}", {
          actor: describeActor(event.resolved_by ?? "", event.resolved_by_name),
          time: <RelativeTime at={event.resolved_at} />,
        })}
      </p>
    );
  }
  if (!mayWrite) return null;
  return (
    <Button
      disabled={resolve.isPending}
      aria-label={t("Resolve: {what}", { what })}
      onClick={() => resolve.mutate(undefined)}
    >
      {t("Resolve")}
    </Button>
  );
}
