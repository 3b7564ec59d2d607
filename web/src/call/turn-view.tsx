import type { Turn, TurnRole } from "../api.ts";
import { formatClock } from "../lib/format.ts";

const names: Record<TurnRole, string> = {
  agent: "Agent",
  user: "Caller",
  tool: "Tool",
  system: "System",
  other: "Other",
};

const nameColours: Record<TurnRole, string> = {
  agent: "text-accent",
  user: "text-text",
  tool: "text-faint",
  system: "text-faint",
  other: "text-faint",
};

export function turnElementId(seq: number): string {
  return `turn-${seq}`;
}

export function TurnView({ turn }: { turn: Turn }) {
  const isSpoken = turn.role === "agent" || turn.role === "user";
  return (
    <article
      id={turnElementId(turn.seq)}
      tabIndex={-1}
      className="grid scroll-mt-16 grid-cols-[3rem_minmax(0,1fr)] gap-x-2 rounded-md py-1.5 outline-none target:bg-accent-soft focus:bg-accent-soft"
    >
      <span className="pt-px text-right text-xs text-faint">
        {turn.start_ms === null ? "" : formatClock(turn.start_ms)}
      </span>
      <div className="min-w-0">
        <h3 className={`text-xs font-semibold ${nameColours[turn.role]}`}>
          {names[turn.role]}
          {turn.is_interrupted && (
            <span className="ml-2 rounded bg-warn-soft px-1 font-medium text-warn-text">
              interrupted
            </span>
          )}
        </h3>
        <p
          className={`max-w-[68ch] leading-relaxed break-words whitespace-pre-wrap ${isSpoken ? "" : "text-muted"}`}
        >
          {turn.content}
          {turn.is_interrupted && <span className="text-faint"> —</span>}
        </p>
      </div>
    </article>
  );
}
