import type { Tone } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import type { Outcome } from "./tool-search.ts";

interface OutcomeLook {
  label: string;
  tone: Tone;
  /** Of a part of a bar. */
  bar: string;
}

/** How each outcome of a use is called and drawn. */
export const outcomeLooks: Readonly<Record<Outcome, OutcomeLook>> = {
  answered: { label: t("Answered"), tone: "good", bar: "bg-good" },
  last_answer: { label: t("Earlier answer"), tone: "warn", bar: "bg-warn" },
  fallback: { label: t("Fallback"), tone: "bad", bar: "bg-bad" },
  refused: { label: t("Refused"), tone: "quiet", bar: "bg-strong-line" },
  running: { label: t("Running"), tone: "warn", bar: "bg-accent" },
};
