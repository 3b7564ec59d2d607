import type { Tone } from "../lib/call-state.ts";

const fills: Record<Tone | "accent", string> = {
  good: "bg-good",
  warn: "bg-warn",
  bad: "bg-bad",
  quiet: "bg-faint",
  accent: "bg-accent",
};

export function Dot({ tone, isPulsing = false }: { tone: Tone | "accent"; isPulsing?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`inline-block size-[7px] shrink-0 rounded-full ${fills[tone]} ${isPulsing ? "pulse-dot" : ""}`}
    />
  );
}
