import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { flattenCalls } from "../calls/call-pages.ts";
import { Duration } from "../calls/duration.tsx";
import { Parties } from "../calls/parties.tsx";
import { useRefreshOnReturn } from "../calls/use-refresh-on-return.ts";
import { isLive } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import { callsQuery } from "../queries.ts";
import { Panel, Rows } from "../ui/panel.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";

const shownMax = 5;
const live = callsQuery({ state: "live" });

/** The calls that go on at this moment. */
export function InProgress() {
  const calls = useInfiniteQuery(live);
  useRefreshOnReturn();
  const all = calls.data ? flattenCalls(calls.data).filter(isLive) : [];
  return (
    <Panel
      title={t("In progress")}
      action={
        <Link to="/live" className="text-accent underline-offset-2 hover:underline">
          {all.length > shownMax ? t("Watch all {all}", { all: all.length }) : t("Watch")}
        </Link>
      }
    >
      <Rows query={calls} empty={t("Nobody is on the telephone at present.")}>
        {all.slice(0, shownMax).map((call) => (
          <li key={call.id} className="flex min-h-10 items-center gap-3 px-4 py-2">
            <Link
              to="/calls/$callId"
              params={{ callId: call.id }}
              data-row-target
              className="min-w-0 flex-1 rounded hover:text-accent"
            >
              <Parties call={call} />
            </Link>
            <span className="max-sm:hidden">
              <ProviderBadge provider={call.provider} />
            </span>
            <Duration call={call} />
          </li>
        ))}
      </Rows>
    </Panel>
  );
}
