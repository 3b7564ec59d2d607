import type { Rule } from "../rules/default-rules.ts";

/** What was measured of one subject. */
export interface Measurement {
  /** `all`, or its kind and id: `number:+12125550100`. */
  subject: string;
  /** What people call it. */
  name: string;
  /** Null where nothing can be said. */
  value: number | null;
  /** Out of how many, or how many are usual; null where that means nothing. */
  sample: number | null;
}

export type Verdict = "bad" | "well" | "unknown";

/** Whether a figure is what a rule warns of. Too few to judge by are no proof of anything wrong. */
export function verdictOf(
  { comparison, value: threshold, minimumSample }: Rule,
  { value, sample }: Pick<Measurement, "value" | "sample">,
): Verdict {
  if (value === null || Number.isNaN(value)) return "unknown";
  const isBeyond = comparison === "above" ? value > threshold : value < threshold;
  if (!isBeyond) return "well";
  return sample === null || sample >= minimumSample ? "bad" : "unknown";
}

/** How an alert stands before a look. */
export interface Standing {
  status: "pending" | "open" | "acknowledged" | "assigned" | "resolved";
  badSince: number;
  wellSince: number | null;
  resolvedAt: number | null;
}

/** What a look does to an alert. */
export type Step =
  /** Nobody was told, and nothing was wrong for long enough. */
  | { to: "drop" }
  | { to: "open" }
  /** It has been well for long enough. */
  | { to: "resolve" }
  /** A person resolved it, and now the condition is over, too, or is told anew. */
  | { to: "leave" }
  | { to: "stay"; badSince: number; wellSince: number | null };

/** A person who resolves what is still wrong is not told again for so long. */
const restMs = 24 * 3_600_000;
/** What nobody can judge any more so long after it began is let go: after four weeks of silence, silence is usual. */
const forgottenMs = 28 * 24 * 3_600_000;

/**
 * The next step of an alert.
 *
 * @param seen.isContinuous whether the look before was not long ago: across a gap, or when the clock jumps, nobody knows how it was, and time begins anew.
 */
export function nextStep(
  { status, badSince, wellSince, resolvedAt }: Standing,
  seen: { verdict: Verdict; at: number; durationMs: number; isContinuous: boolean },
): Step {
  const { verdict, at, durationMs, isContinuous } = seen;
  const from = (since: number | null) => (isContinuous ? Math.min(since ?? at, at) : at);
  if (status === "pending") {
    if (verdict !== "bad") return { to: "drop" };
    const since = from(badSince);
    return at - since >= durationMs
      ? { to: "open" }
      : { to: "stay", badSince: since, wellSince: null };
  }
  if (verdict !== "well") {
    if (resolvedAt !== null && at - resolvedAt >= restMs) return { to: "leave" };
    const isForgotten = verdict === "unknown" && at - badSince >= forgottenMs;
    if (isForgotten && status !== "resolved") return { to: "resolve" };
    return { to: "stay", badSince, wellSince: null };
  }
  const since = from(wellSince);
  if (at - since < durationMs) return { to: "stay", badSince, wellSince: since };
  return status === "resolved" ? { to: "leave" } : { to: "resolve" };
}
