import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";

/** The blocks of a prompt in their order, each with its colour. */
const blocks = [
  { key: "system", label: t("Instructions"), look: "bg-accent" },
  { key: "tools", label: t("Tools"), look: "bg-accent/70" },
  { key: "pinned", label: t("Pinned"), look: "bg-warn" },
  { key: "memory", label: t("Remembered"), look: "bg-good" },
  { key: "marker", label: t("What is not shown"), look: "bg-faint" },
  { key: "window", label: t("What was said"), look: "bg-accent/40" },
  { key: "warning", label: t("Warning"), look: "bg-bad" },
  { key: "framing", label: t("Format"), look: "bg-strong-line" },
] as const;

interface WindowGaugeProps {
  tokensByBlock: Record<string, number>;
  max: number;
}

/** A prompt as a bar: how much of it each block takes. The words below say the same. */
export function WindowGauge({ tokensByBlock, max }: WindowGaugeProps) {
  const parts = blocks.flatMap((block) => {
    const tokens = tokensByBlock[block.key] ?? 0;
    return tokens === 0 ? [] : [{ ...block, tokens }];
  });
  return (
    <>
      <div aria-hidden="true" className="flex h-3 gap-px overflow-hidden rounded-full bg-sunken">
        {parts.map(({ key, look, tokens }) => (
          <span
            key={key}
            className={`min-w-0.5 ${look}`}
            style={{ width: `${Math.min(100, (tokens / max) * 100)}%` }}
          />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {parts.map(({ key, label, look, tokens }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={`size-2 rounded-full ${look}`} />
            <span className="text-muted">{label}</span> {formatNumber(tokens)}
          </li>
        ))}
      </ul>
    </>
  );
}
