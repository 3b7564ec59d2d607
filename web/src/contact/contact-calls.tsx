import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CallSummary } from "../api.ts";
import { Duration } from "../calls/duration.tsx";
import { Parties } from "../calls/parties.tsx";
import { contactCallsQuery } from "../contacts/contacts-client.ts";
import { t } from "../lib/text.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { StateChip } from "../ui/state-chip.tsx";
import { RelativeTime } from "../ui/time.tsx";

/** The calls with a contact, the newest first. */
export function ContactCalls({ contactId }: { contactId: string }) {
  const calls = useInfiniteQuery(contactCallsQuery(contactId));
  const rows = calls.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Panel title={t("Calls")}>
      <Rows query={calls} empty={t("No calls yet.")}>
        {rows.map((call) => (
          <ContactCall key={call.id} call={call} />
        ))}
      </Rows>
      {calls.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={calls.isFetchingNextPage}
          isFailed={calls.isFetchNextPageError}
          onLoad={calls.fetchNextPage}
          endLabel=""
        />
      )}
    </Panel>
  );
}

function ContactCall({ call }: { call: CallSummary }) {
  return (
    <li className="scroll-mt-24 px-4 py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Link
          to="/calls/$callId"
          params={{ callId: call.id }}
          data-row-target
          className="min-w-0 rounded hover:underline"
        >
          <Parties call={call} />
        </Link>
        <span className="flex items-center gap-3 text-xs text-muted">
          <StateChip call={call} />
          <Duration call={call} />
          <RelativeTime at={call.started_at ?? call.first_seen_at} />
        </span>
      </div>
      {call.summary && <p className="mt-0.5 truncate text-xs text-muted">{call.summary}</p>}
    </li>
  );
}
