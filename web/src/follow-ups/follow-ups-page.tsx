import { getRouteApi } from "@tanstack/react-router";
import { useSession } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Needs, Page } from "../ui/page.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { FollowUpList } from "./follow-up-list.tsx";
import { type FollowUpTab, followUpTabs } from "./follow-up-search.ts";
import { filtersOf, ownUserId } from "./follow-ups-client.ts";

const route = getRouteApi("/follow-ups");

/** What is still to be done, what is due first at the top. */
export function FollowUpsPage() {
  return (
    <Page
      title={t("Follow-ups")}
      note={t(
        "What somebody promised a contact. New ones are made on the page of a contact or a call.",
      )}
    >
      <Needs permission="contacts:read" refusal={t("Your role does not show the follow-ups")}>
        <FollowUps />
      </Needs>
    </Page>
  );
}

const emptyWords: Record<FollowUpTab, string> = {
  open: t("Nothing is left to do."),
  overdue: t("Nothing is overdue."),
  mine: t("Nothing waits for you."),
  done: t("Nothing is done yet."),
  cancelled: t("Nothing was cancelled."),
};

function FollowUps() {
  const { tab = "open" } = route.useSearch();
  const navigate = route.useNavigate();
  const session = useSession();
  const userId = session === undefined ? null : ownUserId(session);
  useRowKeys();
  return (
    <div className="mt-4">
      <Tabs
        label={t("Which follow-ups")}
        items={followUpTabs.filter(({ id }) => id !== "mine" || userId !== null)}
        value={tab}
        onChange={(next) =>
          void navigate({ search: next === "open" ? {} : { tab: next }, replace: true })
        }
      />
      <TabPanel id={tab}>
        <div className="mt-4">
          <FollowUpList filters={filtersOf(tab, userId)} empty={emptyWords[tab]} hasContact />
        </div>
      </TabPanel>
    </div>
  );
}
