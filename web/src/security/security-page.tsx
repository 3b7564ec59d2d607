import { getRouteApi } from "@tanstack/react-router";
import { actsForAgency, isAllowed, useSession } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Needs, Page } from "../ui/page.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { AllowedList } from "./allowed-list.tsx";
import { BlockList } from "./block-list.tsx";
import { SecurityEvents } from "./security-events.tsx";
import { securityTabs } from "./security-search.ts";

const route = getRouteApi("/security");

/** What the guard saw, and whom it keeps out. */
export function SecurityPage() {
  useRowKeys();
  return (
    <Page
      title={t("Security")}
      note={t("What looked like an attack. An event stays open until somebody has looked at it.")}
    >
      <Needs permission="guard:read" refusal={t("Your role does not show security events")}>
        <Lists />
      </Needs>
    </Page>
  );
}

function Lists() {
  const { tab: wanted = "open" } = route.useSearch();
  const navigate = route.useNavigate();
  const hasLists = useHasLists();
  const tabs = securityTabs.filter(({ id }) => hasLists || id === "open" || id === "all");
  const tab = tabs.find(({ id }) => id === wanted)?.id ?? "open";
  return (
    <div className="mt-4">
      <Tabs
        label={t("Lists")}
        items={tabs}
        value={tab}
        onChange={(next) =>
          void navigate({
            search: next === "open" ? {} : { tab: next },
            replace: true,
            resetScroll: false,
          })
        }
      />
      <TabPanel id={tab}>
        {tab === "blocks" ? (
          <BlockList />
        ) : tab === "allowed" ? (
          <AllowedList />
        ) : (
          <SecurityEvents isOpenOnly={tab === "open"} />
        )}
      </TabPanel>
    </div>
  );
}

/** Only the agency keeps addresses out. */
function useHasLists(): boolean {
  const session = useSession();
  return session !== undefined && actsForAgency(session) && isAllowed(session, "guard:read");
}
