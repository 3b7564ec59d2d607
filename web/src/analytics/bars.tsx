import { t } from "../lib/text.ts";

interface Point {
  key: string;
  label: string;
  /** Null is not known, and is not drawn as zero. */
  value: number | null;
  words: string;
}

/** A column for each point, with its words under the pointer; the table beside it says the same to everybody. */
export function Bars({ title, points }: { title: string; points: readonly Point[] }) {
  const highest = points.reduce<Point | undefined>(
    (most, point) => ((point.value ?? 0) > (most?.value ?? 0) ? point : most),
    undefined,
  );
  const most = highest?.value || 1;
  const summary = highest
    ? t("{title}, from {first} to {last}. Most: {words} on {highest}.", {
        title,
        first: points[0]?.label ?? "",
        last: points.at(-1)?.label ?? "",
        words: highest.words,
        highest: highest.label,
      })
    : t("{title}: nothing to draw.", { title });
  return (
    <figure className="rounded-lg border border-line bg-surface px-4 pt-3 pb-2">
      <p className="text-2xs text-muted">{highest?.words ?? ""}</p>
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${Math.max(points.length, 1)} 100`}
        preserveAspectRatio="none"
        className="h-40 w-full border-t border-b border-line"
      >
        {points.map(({ key, label, value, words }, place) => (
          <g key={key} className="text-accent hover:text-text">
            <title>{`${label}: ${words}`}</title>
            <rect x={place} width={1} height={100} fill="transparent" />
            <rect
              x={place + 0.1}
              width={0.8}
              y={100 - heightOf(value, most)}
              height={heightOf(value, most)}
              fill="currentColor"
            />
          </g>
        ))}
      </svg>
      <figcaption className="mt-1 flex justify-between gap-2 text-2xs text-muted">
        <span>{points[0]?.label}</span>
        {points.length > 2 && (
          <span className="max-sm:hidden">{points[Math.floor(points.length / 2)]?.label}</span>
        )}
        {points.length > 1 && <span>{points.at(-1)?.label}</span>}
      </figcaption>
    </figure>
  );
}

/** The smallest that is not nothing can still be seen. */
function heightOf(value: number | null, most: number): number {
  return value === null || value === 0 ? 0 : Math.max((value / most) * 100, 1);
}
