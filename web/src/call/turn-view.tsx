import { memo } from "react";
import type { Turn, TurnRole } from "../api.ts";
import { formatClock } from "../lib/format.ts";
import { t } from "../lib/text.ts";

/** Who a role is to those who read. */
export const roleNames: Record<TurnRole, string> = {
  agent: t("Agent"),
  user: t("Caller"),
  tool: t("Tool"),
  system: t("System"),
  other: t("Other"),
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

interface TurnViewProps {
  turn: Turn;
  /** It is being heard. */
  isSpoken?: boolean;
  /** Plays the recording from an instant; left out where there is none. */
  onPlay?: ((ms: number) => void) | undefined;
}

/** Turns out of sight are not drawn: a call may have thousands. */
export const TurnView = memo(function TurnView({ turn, isSpoken = false, onPlay }: TurnViewProps) {
  const isOfParty = turn.role === "agent" || turn.role === "user";
  return (
    <article
      id={turnElementId(turn.seq)}
      tabIndex={-1}
      aria-current={isSpoken || undefined}
      className="grid scroll-mt-32 grid-cols-[3rem_minmax(0,1fr)] gap-x-2 rounded-md py-1.5 outline-none [contain-intrinsic-size:auto_3.25rem] [content-visibility:auto] target:bg-accent-soft focus:bg-accent-soft aria-current:bg-accent-soft"
    >
      <TurnTime startMs={turn.start_ms} onPlay={onPlay} />
      <div className="min-w-0">
        <h3 className={`text-xs font-semibold ${nameColours[turn.role]}`}>
          {roleNames[turn.role]}
          {turn.is_interrupted && (
            <span className="ml-2 rounded bg-warn-soft px-1 font-medium text-warn-text">
              {t("interrupted")}
            </span>
          )}
        </h3>
        <p
          dir="auto"
          className={`max-w-[68ch] leading-relaxed break-words whitespace-pre-wrap ${isOfParty ? "" : "text-muted"}`}
        >
          {turn.content}
          {turn.is_interrupted && <span className="text-faint"> —</span>}
        </p>
      </div>
    </article>
  );
});

interface TurnTimeProps extends Pick<TurnViewProps, "onPlay"> {
  startMs: number | null;
}

function TurnTime({ startMs, onPlay }: TurnTimeProps) {
  const place = "pt-px text-right text-xs text-faint";
  if (startMs === null) return <span className={place} />;
  const text = formatClock(startMs);
  if (!onPlay) return <span className={place}>{text}</span>;
  return (
    <button
      type="button"
      aria-label={t("Play from {text}", { text })}
      onClick={() => onPlay(startMs)}
      className={`${place} self-start rounded hover:text-accent hover:underline`}
    >
      {text}
    </button>
  );
}
