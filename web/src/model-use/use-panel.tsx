import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ModelUse } from "../api.ts";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { type By, costWords, useQueryBy } from "./model-use-client.ts";

const tabs = [
  { id: "day", label: t("By day") },
  { id: "agent", label: t("By agent") },
  { id: "model", label: t("By model") },
] as const;

/** What was used in the last month, by day, agent or model. */
export function UsePanel() {
  const [by, setBy] = useState<By>("day");
  const use = useQuery(useQueryBy(by));
  return (
    <Panel title={t("Used in the last 30 days")} note={use.data && totalWords(use.data.total)}>
      <Tabs label={t("Counted together by")} items={tabs} value={by} onChange={setBy} />
      <TabPanel id={by}>
        {use.isError && use.data === undefined && (
          <ErrorState error={use.error} onRetry={() => void use.refetch()} />
        )}
        {use.isPending && <SkeletonLines count={4} />}
        {use.data !== undefined && <UseTable by={by} use={use.data} />}
      </TabPanel>
    </Panel>
  );
}

function totalWords(total: ModelUse["total"]): string {
  const counted = [
    [total.estimated_requests, t("with tokens that we counted ourselves")],
    [total.fallback_requests, t("by the second endpoint")],
    [total.degraded_requests, t("with less than it could have had")],
    [total.unpriced_requests, t("whose price is not known")],
    [total.embedding_requests, t("requests for vectors")],
  ] as const;
  const odd = counted
    .filter(([count]) => count > 0)
    .map(([count, words]) => `, ${formatNumber(count)} ${words}`);
  return `${t("{answersOf, plural, one {# answer} other {# answers}}", { answersOf: answersOf(total) })}${odd.join("")}.`;
}

/** Making vectors is asking a model too, and no answer. */
const answersOf = (used: ModelUse["total"]) => used.requests - used.embedding_requests;

const columns = [
  { label: t("Answers"), look: "w-20 max-sm:hidden" },
  { label: t("Tokens in"), look: "w-28 max-sm:w-20" },
  { label: t("Cached"), look: "w-24 max-sm:hidden" },
  { label: t("Tokens out"), look: "w-24 max-sm:w-20" },
  { label: t("Cost"), look: "w-28 max-sm:w-20" },
];

function UseTable({ by, use }: { by: By; use: ModelUse }) {
  if (use.data.length === 0)
    return <p className="py-4 text-muted">{t("No model was asked yet.")}</p>;
  const name = { day: t("Day"), agent: t("Agent"), model: t("Model") }[by];
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">
        {t(
          "{by, select, day {What was used, by day} agent {What was used, by agent} other {What was used, by model}}",
          { by },
        )}
      </caption>
      <thead>
        <tr className="text-right text-xs text-muted">
          <th scope="col" className="h-8 border-b border-line px-2 text-left font-medium">
            {name}
          </th>
          {columns.map(({ label, look }) => (
            <th key={label} scope="col" className={`border-b border-line px-2 font-medium ${look}`}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {use.data.map((row) => (
          <tr key={row.key} className="h-9 border-b border-line text-right tabular-nums">
            <th scope="row" className="truncate px-2 text-left font-medium">
              {row.key || t("No agent named")}
            </th>
            <td className="px-2 max-sm:hidden">{formatNumber(answersOf(row))}</td>
            <td className="px-2">{formatNumber(row.prompt_tokens)}</td>
            <td className="px-2 max-sm:hidden">{formatNumber(row.cached_prompt_tokens)}</td>
            <td className="px-2">{formatNumber(row.completion_tokens)}</td>
            <td className="px-2">{costWords(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
