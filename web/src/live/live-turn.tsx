import type { Turn } from "../api.ts";

const names = {
  agent: "Agent",
  user: "Caller",
  tool: "Tool",
  system: "System",
  other: "Other",
} as const;

/** Who said what, with as little around it as several calls beside one another leave room for. */
export function LiveTurn({ turn: { role, content } }: { turn: Turn }) {
  return (
    <p className="py-1 leading-relaxed break-words whitespace-pre-wrap">
      <span
        className={`mr-1.5 text-xs font-semibold ${role === "agent" ? "text-accent" : role === "user" ? "text-text" : "text-muted"}`}
      >
        {names[role]}
      </span>
      {content}
    </p>
  );
}
