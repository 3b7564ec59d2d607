import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Duration } from "../calls/duration.tsx";
import { contactCallsQuery } from "../contacts/contacts-client.ts";
import { t } from "../lib/text.ts";
import { StateChip } from "../ui/state-chip.tsx";
import { RelativeTime } from "../ui/time.tsx";

const shownMax = 5;

/** The newest other calls with the same contact. */
export function CallerHistory({ contactId, callId }: { contactId: string; callId: string }) {
  const calls = useInfiniteQuery(contactCallsQuery(contactId));
  const others = calls.data?.pages[0]?.data.filter(({ id }) => id !== callId) ?? [];
  if (others.length === 0) return null;
  return (
    <ul aria-label={t("Other calls")} className="mt-2 flex flex-col">
      {others.slice(0, shownMax).map((call) => (
        <li key={call.id}>
          <Link
            to="/calls/$callId"
            params={{ callId: call.id }}
            className="-mx-1 flex items-center justify-between gap-2 rounded px-1 py-1 text-xs text-muted hover:bg-hover"
          >
            <StateChip call={call} />
            <span className="whitespace-nowrap">
              <Duration call={call} /> · <RelativeTime at={call.started_at ?? call.first_seen_at} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
