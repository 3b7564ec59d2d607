import { getRouteApi } from "@tanstack/react-router";
import { t } from "../lib/text.ts";
import { Needs, Page } from "../ui/page.tsx";
import { Report } from "./report.tsx";
import { RulesPanel } from "./rules-panel.tsx";
import { BuiltIns, ToolList } from "./tool-list.tsx";
import type { ToolSearch } from "./tool-search.ts";
import { Uses } from "./uses.tsx";

const route = getRouteApi("/tools");

/** What agents can do while they talk, and how well that goes. */
export function ToolsPage() {
  return (
    <Page
      title={t("Tools")}
      note={t(
        "What agents can do while they talk. Whatever does not answer in time becomes words for the caller, never silence.",
      )}
    >
      <Needs permission="tools:read" refusal={t("Your role does not show the tools")}>
        <Tools />
      </Needs>
    </Page>
  );
}

function Tools() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = (change: ToolSearch) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  return (
    <>
      <ToolList />
      <BuiltIns />
      <RulesPanel />
      <Report
        range={search.range}
        onRange={(range) => setSearch({ range })}
        onShow={(tool, outcome) => setSearch({ tool, outcome })}
      />
      <Uses search={search} onChange={setSearch} />
    </>
  );
}
