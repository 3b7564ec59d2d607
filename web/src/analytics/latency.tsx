import { useQuery } from "@tanstack/react-query";
import { formatMs } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { providersQuery } from "./analytics-client.ts";
import { FigureTable } from "./figure-table.tsx";
import type { View } from "./spans.ts";
import { countWords, notReported, partWords } from "./words.ts";

const within = (ms: number | null) => (ms === null ? notReported : formatMs(ms));

/** How fast agents answered, as far as each provider tells. */
export function Latency({ view }: { view: View }) {
  const providers = useQuery(providersQuery(view));
  const rows = providers.data?.data.flatMap(({ group, latencies }) => {
    const name = providerName(group ?? "");
    if (latencies === null) {
      return [{ key: name, name, cells: [notReported, ...["", "", "", ""]] }];
    }
    return latencies.map(({ stage, calls, p50_ms: p50, p90_ms: p90, p95_ms: p95 }) => ({
      key: `${name} ${stage}`,
      name,
      cells: [partWords(stage), countWords(calls), within(p50), within(p90), within(p95)],
    }));
  });
  return (
    <Panel
      title={t("How fast agents answered")}
      note={t("Of each call its typical response time; about, because they are kept in steps.")}
    >
      {providers.data === undefined && providers.isError && (
        <ErrorState error={providers.error} onRetry={() => void providers.refetch()} />
      )}
      {providers.isPending && <SkeletonLines count={3} />}
      {rows !== undefined && (
        <FigureTable
          caption={t("Response times by provider and stage")}
          columns={[
            t("Provider"),
            t("Stage"),
            t("Calls"),
            t("Half within"),
            t("90 % within"),
            t("95 % within"),
          ]}
          rows={rows}
        />
      )}
    </Panel>
  );
}
