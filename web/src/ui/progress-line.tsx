import type { Tone } from "../lib/call-state.ts";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Dot } from "./dot.tsx";

interface ProgressLineProps {
  state: { label: string; tone: Tone; isUnderWay: boolean };
  done: number;
  total: number;
  /** What is counted, as in "3 chunks". */
  counted: string;
  /** Of the bar, for whoever does not see it. */
  label: string;
}

/** How far something is, never rounded up to everything. */
export function ProgressLine({ state, done, total, counted, label }: ProgressLineProps) {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Dot tone={state.tone} isPulsing={state.isUnderWay} />
        <span className="font-medium">{state.label}</span>
        <span className="text-muted">
          {t("{done} of {counted}, {percent} %", { done: formatNumber(done), counted, percent })}
        </span>
      </p>
      <progress aria-label={label} max={100} value={percent} className="meter mt-2 h-1.5 w-full" />
    </>
  );
}
