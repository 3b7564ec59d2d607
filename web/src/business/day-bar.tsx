import { type DraftSpan, minutesOf } from "./hours-draft.ts";

const dayMin = 24 * 60;

interface DayBarProps {
  spans: readonly DraftSpan[];
  before: readonly DraftSpan[];
}

/** A day from midnight to midnight, with what is open; the words beside it say the same. */
export function DayBar({ spans, before }: DayBarProps) {
  const own = spans.map((span) => {
    const { start_min: start, end_min: end } = minutesOf(span);
    return { key: span.key, start, end: end <= start ? dayMin : end, isSpill: false };
  });
  const spilt = before.flatMap((span) => {
    const { start_min: start, end_min: end } = minutesOf(span);
    return end <= start && end > 0 ? [{ key: span.key, start: 0, end, isSpill: true }] : [];
  });
  return (
    <div aria-hidden="true" className="relative mt-2 h-1.5 overflow-hidden rounded-full bg-sunken">
      {[...spilt, ...own].map(({ key, start, end, isSpill }) => (
        <div
          key={key}
          className={`absolute inset-y-0 rounded-full bg-good ${isSpill ? "opacity-50" : ""}`}
          style={{
            left: `${(start / dayMin) * 100}%`,
            width: `${((end - start) / dayMin) * 100}%`,
          }}
        />
      ))}
    </div>
  );
}
