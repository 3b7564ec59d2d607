import type { CostPart } from "../api.ts";
import { humanise } from "../lib/format.ts";
import { formatMicros, formatUsd, toMicros } from "../lib/money.ts";
import { t } from "../lib/text.ts";
import { NotReported } from "../ui/section.tsx";

/** One accent in steps: the parts belong together, and the legend names them. */
const fills = [
  "fill-accent",
  "fill-accent/70",
  "fill-accent/45",
  "fill-accent/30",
  "fill-faint/60",
  "fill-faint/35",
];
const dots = [
  "bg-accent",
  "bg-accent/70",
  "bg-accent/45",
  "bg-accent/30",
  "bg-faint/60",
  "bg-faint/35",
];

interface CostSplitProps {
  total: string | null;
  parts: CostPart[];
}

export function CostSplit({ total, parts }: CostSplitProps) {
  if (total === null && parts.length === 0) return <NotReported />;
  const amounts = parts
    .map((part) => ({ ...part, micros: toMicros(part.cost_usd) ?? 0 }))
    .sort((a, b) => b.micros - a.micros);
  const sum = amounts.reduce((all, part) => all + part.micros, 0);
  const totalMicros = toMicros(total);
  return (
    <>
      {sum > 0 && <CostBar amounts={amounts.map((part) => part.micros)} sum={sum} />}
      <ul className="mt-2.5 flex flex-col gap-1">
        {amounts.map((part, index) => (
          <li key={`${part.component} ${part.product}`} className="flex items-baseline gap-2">
            <span
              aria-hidden="true"
              className={`size-2 shrink-0 rounded-[2px] ${dots[Math.min(index, dots.length - 1)]}`}
            />
            <span className="min-w-0 flex-1 truncate" title={part.product ?? undefined}>
              {componentName(part.component)}
              {part.product && <span className="text-faint"> {part.product}</span>}
            </span>
            <span title={`$${part.cost_usd}`}>{formatMicros(part.micros)}</span>
          </li>
        ))}
        {total !== null && (
          <li className="mt-1 flex justify-between border-t border-line pt-1.5 font-medium">
            <span>{t("Total")}</span>
            <span title={`$${total}`}>{formatUsd(total)}</span>
          </li>
        )}
      </ul>
      {totalMicros !== null && parts.length > 0 && totalMicros !== sum && (
        <p className="mt-1 text-xs text-faint">
          {t("The parts add up to {sum}: providers round and bundle.", { sum: formatMicros(sum) })}
        </p>
      )}
    </>
  );
}

function CostBar({ amounts, sum }: { amounts: number[]; sum: number }) {
  let offset = 0;
  return (
    <svg className="h-2 w-full rounded-full bg-sunken" aria-hidden="true">
      {amounts.map((micros, index) => {
        const width = (micros / sum) * 100;
        const x = offset;
        offset += width;
        const fill = fills[Math.min(index, fills.length - 1)];
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the bar is the identity
            key={index}
            x={`${x}%`}
            width={`${Math.max(0, width - 0.4)}%`}
            height="100%"
            className={fill ?? ""}
          />
        );
      })}
    </svg>
  );
}

function componentName(component: string): string {
  return /^(stt|llm|tts)$/.test(component) ? component.toUpperCase() : humanise(component);
}
