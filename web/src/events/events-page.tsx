import { getRouteApi } from "@tanstack/react-router";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Needs } from "../ui/page.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { EventDetail } from "./event-detail.tsx";
import { EventFilterBar } from "./event-filter-bar.tsx";
import { EventList } from "./event-list.tsx";
import { type EventSearch, eventTabs } from "./event-search.ts";
import { RejectedList } from "./rejected-list.tsx";
import { ReplayAll } from "./replay-all.tsx";
import { ReverifyButton } from "./reverify-button.tsx";

const route = getRouteApi("/events");

export function EventsPage() {
  useTitle(t("Events"));
  return (
    <>
      <h1 className="sr-only">{t("Events")}</h1>
      <Needs permission="events:read" refusal={t("Your role does not show events")}>
        <Events />
      </Needs>
    </>
  );
}

function Events() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = search.tab ?? "log";
  useRowKeys();
  const setSearch = (change: EventSearch) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  const openEvent = (event: string | undefined) => setSearch({ event });
  const filters = {
    status: tab === "dead" ? "dead" : search.status,
    provider: search.provider,
    type: search.type,
  };

  return (
    <>
      <div className="px-3 pt-2 sm:px-5">
        <Tabs
          label={t("Kinds of deliveries")}
          items={eventTabs}
          value={tab}
          onChange={(next) =>
            setSearch({ tab: next === "log" ? undefined : next, status: undefined })
          }
        />
      </div>
      <EventFilterBar
        tab={tab}
        search={search}
        onChange={setSearch}
        action={
          tab === "rejected" ? (
            <ReverifyButton provider={search.provider} />
          ) : tab === "dead" ? (
            <ReplayAll filters={filters} />
          ) : null
        }
      />
      <TabPanel id={tab}>
        {tab === "rejected" ? (
          <RejectedList provider={search.provider} />
        ) : (
          <EventList filters={filters} onOpen={openEvent} />
        )}
      </TabPanel>
      {search.event && (
        <Dialog title={t("Event")} kind="drawer" onClose={() => openEvent(undefined)}>
          <EventDetail key={search.event} id={search.event} />
        </Dialog>
      )}
    </>
  );
}
