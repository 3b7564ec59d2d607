import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AnalyticsFigures } from "../api.ts";
import type { CallSearch } from "../calls/call-search.ts";
import { formatPhone } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { type Group, groupsQuery } from "./analytics-client.ts";
import { CallsLink } from "./calls-link.tsx";
import { FigureTable } from "./figure-table.tsx";
import type { View } from "./spans.ts";
import { amountWords, countWords, durationWords, shareWords } from "./words.ts";

const tabs = [
  { id: "provider", label: t("Providers") },
  { id: "agent", label: t("Agents") },
  { id: "number", label: t("Numbers") },
] as const;

const columns = [
  t("Calls"),
  t("Answered"),
  t("Success"),
  t("Average duration"),
  t("Transfers"),
  t("Cost"),
  t("Satisfaction"),
];

/** Providers, agents or numbers side by side, by the same definitions. */
export function Comparison({ view }: { view: View }) {
  const [by, setBy] = useState<Group>("provider");
  const groups = useQuery(groupsQuery(view, by));
  const lines = [...(groups.data?.data ?? [])].sort((a, b) => b.calls - a.calls);
  return (
    <Panel
      title={t("Side by side")}
      note={t(
        "Every provider is measured by the same definitions. Of several records of one telephone call one is counted; what each cost is added up.",
      )}
    >
      <Tabs label={t("What is compared")} items={tabs} value={by} onChange={setBy} />
      <TabPanel id={by}>
        {groups.data === undefined && groups.isError && (
          <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
        )}
        {groups.isPending && <SkeletonLines count={3} />}
        {groups.data !== undefined && (
          <div className={`mt-3 ${groups.isPlaceholderData ? "opacity-60" : ""}`}>
            <FigureTable
              caption={t(
                "{by, select, provider {Figures by provider} agent {Figures by agent} other {Figures by number}}",
                { by },
              )}
              columns={[tabs.find(({ id }) => id === by)?.label ?? "", ...columns]}
              rows={lines.map((line) => ({
                key: line.group ?? "",
                name: nameOf(by, line.group),
                cells: cellsOf(view, by, line),
              }))}
            />
          </div>
        )}
      </TabPanel>
    </Panel>
  );
}

function nameOf(by: Group, group: string | null): string {
  if (group === null) {
    return t(
      "{by, select, provider {No provider told} agent {No agent told} other {No number told}}",
      { by },
    );
  }
  if (by === "provider") return providerName(group);
  return by === "number" ? formatPhone(group) : group;
}

function cellsOf(view: View, by: Group, line: AnalyticsFigures) {
  const calls = countWords(line.calls);
  return [
    line.group === null ? (
      calls
    ) : (
      <CallsLink key="calls" view={view} more={searchOf(by, line.group)}>
        {calls}
      </CallsLink>
    ),
    shareWords(line.answer_rate),
    shareWords(line.success_rate),
    durationWords(line.duration.average_ms),
    countWords(line.transfers),
    amountWords(line.cost.total, line.cost.currency),
    shareWords(line.satisfaction.average),
  ];
}

/** A number is on either side of a call: the search finds it on both. */
function searchOf(by: Group, group: string): CallSearch {
  if (by === "number") return { q: group };
  return by === "agent" ? { agent: group } : { provider: group };
}
