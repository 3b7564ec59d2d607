import type { CallStatus, Disposition, EndedBy, FailureClass } from "../../lib/call.ts";
import { cutText } from "../../lib/text.ts";

/** What a disconnection reason alone says about the end of a call. */
export interface ReasonMeaning {
  disposition: Disposition;
  endStatus: CallStatus;
  endedBy: EndedBy | null;
  failureClass: FailureClass | null;
  /** False when no rule knows the reason and the fallback was used. */
  isKnown: boolean;
}

type Rule = readonly [phrases: readonly string[], Disposition, CallStatus];

/**
 * The first rule with a phrase in the reason decides. Phrases are whole tokens, since "not_completed" is not "completed".
 * The set of reasons is open: Assistable passes on words of its carrier and of the platform it was first built on.
 */
const rules: readonly Rule[] = [
  [["voicemail", "voice mail", "machine"], "voicemail", "timeout"],
  [["user not joined", "registered call timeout"], "canceled", "failure"],
  [["silence", "inactivity", "idle", "max duration", "time limit"], "completed", "timeout"],
  [
    ["no answer", "noanswer", "not answered", "unanswered", "timeout", "timed out", "time out"],
    "no_answer",
    "timeout",
  ],
  [["busy"], "busy", "timeout"],
  [["transfer cancelled", "transfer canceled"], "completed", "success"],
  [["transfer failed", "transfer error"], "failed", "error"],
  [["transfer", "transferred"], "transferred", "partial"],
  [["reject", "rejected", "decline", "declined", "marked as spam"], "declined", "failure"],
  [["cancel", "canceled", "cancelled"], "canceled", "failure"],
  [
    ["error", "errors", "failed", "failure", "connection", "scam detected", "invalid destination"],
    "failed",
    "error",
  ],
  [["limit reached", "no valid payment", "permission denied", "unavailable"], "failed", "error"],
  [["not found", "unallocated number", "sip routing"], "failed", "error"],
  [["partial", "incomplete", "partially"], "completed", "partial"],
  [["not", "never", "un", "without"], "completed", "failure"],
  [
    ["completed", "complete", "success", "successful", "finished", "ended", "done", "normal"],
    "completed",
    "success",
  ],
  [["hangup", "hung up", "hang up", "hungup", "goodbye", "end call"], "completed", "success"],
  [["ivr reached", "manual stopped", "call take over"], "completed", "success"],
];

const culprits: ReadonlyArray<readonly [phrases: readonly string[], FailureClass]> = [
  [["payment", "concurrency", "balance", "credit", "credits"], "billing"],
  [["scam"], "abuse"],
  [["dial", "sip", "telephony", "carrier", "destination", "connection", "number"], "carrier"],
  [["websocket", "webhook"], "our_server"],
  [["assistant", "llm", "asr", "tts", "stt", "audio", "retell"], "provider"],
];

const hangers: ReadonlyArray<readonly [phrases: readonly string[], EndedBy]> = [
  [["user", "caller", "customer", "contact"], "caller"],
  [["agent", "assistant", "bot", "ai"], "agent"],
];

/** Reads `disconnection_reason`. A reason that no rule knows is an unsuccessful end, but a connected one. */
export function readReason(reason: string): ReasonMeaning {
  const words = toWords(reason);
  const rule = rules.find(([phrases]) => hasPhrase(words, phrases));
  const [, disposition, endStatus] = rule ?? [[], "completed" as const, "failure" as const];
  return {
    disposition,
    endStatus,
    endedBy: endedBy(words, disposition),
    failureClass: disposition === "failed" ? (lookUp(words, culprits) ?? "unknown") : null,
    isKnown: rule !== undefined,
  };
}

function endedBy(words: string, disposition: Disposition): EndedBy | null {
  if (disposition === "transferred") return "transfer";
  if (disposition === "failed") return "system";
  return disposition === "completed" ? lookUp(words, hangers) : null;
}

function lookUp<T>(
  words: string,
  table: ReadonlyArray<readonly [phrases: readonly string[], T]>,
): T | null {
  return table.find(([phrases]) => hasPhrase(words, phrases))?.[1] ?? null;
}

function hasPhrase(words: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}

/** The tokens of the reason in lower case, with a blank before and after each. */
function toWords(reason: string): string {
  const spaced = cutText(reason, 200).replace(/([a-z])([A-Z])/g, "$1 $2");
  return ` ${spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .join(" ")} `;
}
