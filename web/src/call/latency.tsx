import { formatMs, wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { NotReported } from "../ui/section.tsx";

const columns = ["p50", "p90", "p95", "p99", "mean"] as const;

interface StageTimes {
  stage: string;
  times: Partial<Record<(typeof columns)[number], number>>;
}

/** Providers report what they like; only numbers under known names are shown. */
function readStages(latency: Record<string, unknown>): StageTimes[] {
  return Object.entries(latency).flatMap(([stage, value]) => {
    if (typeof value === "number") return [{ stage, times: { mean: value } }];
    if (typeof value !== "object" || value === null) return [];
    const members = Object.entries(value).filter(([, time]) => typeof time === "number");
    return [{ stage, times: Object.fromEntries(members) as StageTimes["times"] }];
  });
}

export function Latency({ latency }: { latency: Record<string, unknown> }) {
  const stages = readStages(latency);
  if (stages.length === 0) return <NotReported />;
  const shown = columns.filter((column) => stages.some(({ times }) => times[column] !== undefined));
  return (
    <table className="w-full">
      <thead>
        <tr className="text-right text-xs text-faint">
          <th scope="col" className="text-left font-normal">
            {t("Stage")}
          </th>
          {shown.map((column) => (
            <th key={column} scope="col" className="font-normal">
              {wordOf(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stages.map(({ stage, times }) => (
          <tr key={stage} className="text-right">
            <th scope="row" className="py-0.5 text-left font-normal">
              {/^(stt|llm|tts|e2e)$/.test(stage) ? stage.toUpperCase() : stage}
            </th>
            {shown.map((column) => (
              <td key={column} className="py-0.5 pl-2 whitespace-nowrap">
                {times[column] === undefined ? "–" : formatMs(times[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
