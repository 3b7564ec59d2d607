import type { CallStatus, CallSummary, Disposition } from "../api.ts";
import { humanise, wordOf } from "./format.ts";
import { t } from "./text.ts";

export type Tone = "good" | "warn" | "bad" | "quiet";

/** The five states of the strip above the list. */
export type StateGroup = "live" | "completed" | "transferred" | "unreached" | "failed";

export interface StateWords {
  label: string;
  /** What the disposition alone does not say. */
  detail: string | null;
  tone: Tone;
  isLive: boolean;
}

type StateOf = Pick<CallSummary, "lifecycle" | "disposition" | "status" | "failure_class">;

export const unreachedDispositions: readonly Disposition[] = [
  "voicemail",
  "no_answer",
  "busy",
  "declined",
  "canceled",
];

const statusTones: Record<CallStatus, Tone> = {
  success: "good",
  failure: "bad",
  error: "bad",
  partial: "warn",
  timeout: "warn",
  unknown: "quiet",
};

export function isLive(call: Pick<CallSummary, "lifecycle">): boolean {
  return (
    call.lifecycle === "registered" ||
    call.lifecycle === "ringing" ||
    call.lifecycle === "in_progress"
  );
}

export function stateGroup(call: StateOf): StateGroup {
  if (isLive(call)) return "live";
  if (call.disposition === "failed" || call.lifecycle === "failed") return "failed";
  if (call.disposition === "transferred") return "transferred";
  if (call.disposition !== null && unreachedDispositions.includes(call.disposition)) {
    return "unreached";
  }
  return "completed";
}

/** Lifecycle, disposition and status as one chip. */
export function describeState(call: StateOf): StateWords {
  if (isLive(call)) {
    const label = call.lifecycle === "in_progress" ? t("Live") : humanise(call.lifecycle);
    const tone = call.lifecycle === "in_progress" ? "good" : "warn";
    return { label, detail: null, tone, isLive: true };
  }
  const group = stateGroup(call);
  if (group === "failed") {
    const reason = call.failure_class === "unknown" ? null : call.failure_class;
    return {
      label: t("Failed"),
      detail: reason === null ? null : wordOf(reason),
      tone: "bad",
      isLive: false,
    };
  }
  const label = call.disposition ? humanise(call.disposition) : t("Ended");
  if (group === "unreached") {
    const tone = call.status === "success" ? "good" : "quiet";
    return { label, detail: tone === "good" ? t("success") : null, tone, isLive: false };
  }
  const isPlain = call.status === "success" || call.status === "unknown";
  return {
    label: call.disposition === "unknown" ? t("Ended") : label,
    detail: isPlain ? null : wordOf(call.status),
    tone: statusTones[call.status],
    isLive: false,
  };
}
