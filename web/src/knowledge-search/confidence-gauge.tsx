import { t } from "../lib/text.ts";

interface ConfidenceGaugeProps {
  confidence: number;
  /** From here on something counts as found. */
  min: number;
}

const percent = (share: number) => `${Math.floor(share * 100)} %`;

/** How sure an answer is, with the mark that it has to reach. */
export function ConfidenceGauge({ confidence, min }: ConfidenceGaugeProps) {
  const isFound = confidence >= min;
  return (
    <div className="mt-3">
      <p className="flex justify-between gap-3 text-xs">
        <span className="font-medium">
          {t("Confidence {percent}", { percent: percent(confidence) })}
        </span>
        <span className="text-muted">
          {t("found from {percent} on", { percent: percent(min) })}
        </span>
      </p>
      <div aria-hidden="true" className="relative mt-1.5 h-2 rounded-full bg-sunken">
        <div
          className={`h-full rounded-full ${isFound ? "bg-good" : "bg-bad"}`}
          style={{ width: `${confidence * 100}%` }}
        />
        <div
          className="absolute -top-1 -bottom-1 w-0.5 rounded bg-text"
          style={{ left: `${min * 100}%` }}
        />
      </div>
    </div>
  );
}
