import type { CallSummary } from "../api.ts";
import { type StateGroup, stateGroup } from "../lib/call-state.ts";
import { inSentence, t } from "../lib/text.ts";
import { stateOptions } from "./call-search.ts";

const fills: Record<StateGroup, { bar: string; dot: string }> = {
  live: { bar: "fill-accent", dot: "bg-accent" },
  completed: { bar: "fill-good", dot: "bg-good" },
  transferred: { bar: "fill-good/55", dot: "bg-good/55" },
  unreached: { bar: "fill-faint", dot: "bg-faint" },
  failed: { bar: "fill-bad", dot: "bg-bad" },
};

interface StateStripProps {
  calls: CallSummary[];
  hasMore: boolean;
  onPick: (state: StateGroup) => void;
}

/** How the loaded calls stand. It says "loaded" because it does not know the others. */
export function StateStrip({ calls, hasMore, onPick }: StateStripProps) {
  const counts = countStates(calls);
  let offset = 0;
  return (
    <section
      aria-label={t("Loaded calls by state")}
      className="flex h-9 items-center gap-x-4 overflow-x-auto px-3 text-xs whitespace-nowrap text-muted [scrollbar-width:none] sm:px-5"
    >
      <svg className="h-1.5 w-40 shrink-0 rounded-full bg-sunken max-sm:w-20" aria-hidden="true">
        {counts.map(({ id, count }) => {
          const width = (count / calls.length) * 100;
          const x = offset;
          offset += width;
          return (
            <rect
              key={id}
              x={`${x}%`}
              width={`${width}%`}
              height="100%"
              className={fills[id].bar}
            />
          );
        })}
      </svg>
      <span title={hasMore ? t("Older calls load as you scroll") : undefined}>
        {t("{calls, plural, one {# call} other {# calls}} loaded", { calls: calls.length })}
      </span>
      {counts.map(({ id, label, count }) => (
        <button
          key={id}
          type="button"
          onClick={() => onPick(id)}
          className="inline-flex items-center gap-1.5 rounded hover:text-text"
        >
          <span aria-hidden="true" className={`size-[7px] rounded-full ${fills[id].dot}`} />
          <span className="font-medium text-text">{count}</span> {inSentence(label)}
        </button>
      ))}
    </section>
  );
}

function countStates(calls: CallSummary[]) {
  const counts = new Map<StateGroup, number>();
  for (const call of calls) {
    const group = stateGroup(call);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return stateOptions
    .map((option) => ({ ...option, count: counts.get(option.id) ?? 0 }))
    .filter(({ count }) => count > 0);
}
