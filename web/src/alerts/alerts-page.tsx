import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { t } from "../lib/text.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Needs, Page } from "../ui/page.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { AlertList } from "./alert-list.tsx";
import { AlertRow } from "./alert-row.tsx";
import { alertTabs } from "./alert-search.ts";
import { alertQuery } from "./alerts-client.ts";
import { Rules } from "./rules.tsx";
import { Telling } from "./telling.tsx";

const route = getRouteApi("/alerts");

/** What is wrong, what is watched, and who is told. */
export function AlertsPage() {
  return (
    <Page
      title={t("Alerts")}
      note={t(
        "What is wrong now, before a customer calls about it. Rules are looked at once a minute.",
      )}
    >
      <Needs permission="alerts:read" refusal={t("Your role does not show alerts")}>
        <Alerts />
      </Needs>
    </Page>
  );
}

function Alerts() {
  const { tab = "open", alert } = route.useSearch();
  const navigate = route.useNavigate();
  useRowKeys();
  return (
    <>
      {alert !== undefined && <Named id={alert} />}
      <div className="mt-4">
        <Tabs
          label={t("Alerts and what belongs to them")}
          items={alertTabs}
          value={tab}
          onChange={(next) =>
            void navigate({ search: next === "open" ? {} : { tab: next }, replace: true })
          }
        />
        <TabPanel id={tab}>
          {tab === "open" && <AlertList status="unresolved" empty={t("Nothing is wrong.")} />}
          {tab === "resolved" && (
            <AlertList status="resolved" empty={t("Nothing was wrong yet.")} />
          )}
          {tab === "rules" && <Rules />}
          {tab === "telling" && <Telling />}
        </TabPanel>
      </div>
    </>
  );
}

/** The alert that a message led to. */
function Named({ id }: { id: string }) {
  const alert = useQuery(alertQuery(id));
  return (
    <Panel title={t("The alert of the message")}>
      <Rows query={alert} empty={t("It is no longer here.")} expected={1}>
        {alert.data && <AlertRow alert={alert.data} isOpenAtFirst />}
      </Rows>
    </Panel>
  );
}
