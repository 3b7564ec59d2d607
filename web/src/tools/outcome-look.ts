import type { Tone } from "../lib/call-state.ts";
import type { Outcome } from "./tool-search.ts";

interface OutcomeLook {
  label: string;
  tone: Tone;
  /** Of a part of a bar. */
  bar: string;
}

/** How each outcome of a use is called and drawn. */
export const outcomeLooks: Readonly<Record<Outcome, OutcomeLook>> = {
  answered: { label: "Answered", tone: "good", bar: "bg-good" },
  last_answer: { label: "Earlier answer", tone: "warn", bar: "bg-warn" },
  fallback: { label: "Fallback", tone: "bad", bar: "bg-bad" },
  refused: { label: "Refused", tone: "quiet", bar: "bg-strong-line" },
  running: { label: "Running", tone: "warn", bar: "bg-accent" },
};
