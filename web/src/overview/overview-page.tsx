import { useQuery } from "@tanstack/react-query";
import { TileSkeletons } from "../analytics/tile.tsx";
import { actsForAgency, isAllowed, useMay, useSession } from "../lib/access.ts";
import { useSlowNow } from "../lib/now.ts";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { timeZoneQuery } from "../setup/time-zone-client.ts";
import { Needs } from "../ui/page.tsx";
import { ByProvider } from "./by-provider.tsx";
import { Clients } from "./clients.tsx";
import { InProgress } from "./in-progress.tsx";
import { NextSteps } from "./next-steps.tsx";
import { useFreshFigures } from "./overview-client.ts";
import { todayOf } from "./today.ts";
import { TodayTiles } from "./today-tiles.tsx";
import { NextFollowUps, OpenAlerts } from "./waiting.tsx";

/** How it stands today, and what waits for somebody. */
export function OverviewPage() {
  useTitle(t("Overview"));
  return (
    <div className="mx-auto max-w-6xl px-3 pt-6 pb-16 sm:px-5">
      <h1 className="text-xl font-semibold tracking-tight">{t("Overview")}</h1>
      <Needs permission="calls:read" refusal={t("Your role does not show calls")}>
        <Overview />
      </Needs>
    </div>
  );
}

function Overview() {
  const now = useSlowNow();
  const zone = useQuery(timeZoneQuery);
  const session = useSession();
  const maySeeAlerts = useMay("alerts:read");
  const maySeeContacts = useMay("contacts:read");
  useFreshFigures();
  useRowKeys();
  // Whoever may not read the settings gets figures all the same.
  const today = zone.isPending ? null : todayOf(zone.data?.time_zone ?? "UTC", now);
  return (
    <>
      <p className="mt-1 min-h-5 text-muted">
        {today && t("Today until now by the clock of {zone}.", { zone: today.view.zone })}
      </p>
      <NextSteps />
      {today === null ? <TileSkeletons /> : <TodayTiles today={today} />}
      {session && actsForAgency(session) && isAllowed(session, "tenants:read") && <Clients />}
      <div className="grid gap-x-6 lg:grid-cols-2">
        <div className="min-w-0">{today !== null && <ByProvider view={today.view} />}</div>
        <div className="min-w-0">
          <InProgress />
          {maySeeAlerts && <OpenAlerts />}
          {maySeeContacts && <NextFollowUps />}
        </div>
      </div>
    </>
  );
}
