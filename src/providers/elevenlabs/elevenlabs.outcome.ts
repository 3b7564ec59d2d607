import type { CallStatus, Disposition, EndedBy, FailureClass } from "../../lib/call.ts";

/** What is known of how a conversation ended. */
export interface EndEvidence {
  status: string | null;
  callResult: string | null;
  terminationReason: string | null;
  hasError: boolean;
  isVoicemailDetected: boolean;
  isTransferred: boolean;
}

/** How a call ended, in our words. */
export interface Outcome {
  disposition: Disposition;
  endedBy: EndedBy | null;
  failureClass: FailureClass | null;
  endStatus: CallStatus;
}

const callResults: ReadonlyMap<string, Disposition> = new Map([
  ["voicemail", "voicemail"],
  ["busy", "busy"],
  ["no_answer", "no_answer"],
  ["no-answer", "no_answer"],
  ["failed", "failed"],
]);

/** The values of `phone_call.call_result` that are understood. */
export const knownCallResults: ReadonlySet<string> = new Set([...callResults.keys(), "answered"]);

/**
 * Judges an ended conversation: the telephone network's word first, then the platform's, then the tools', and the prose of
 * `termination_reason` last, because it changes without notice.
 */
export function judgeEnd(evidence: EndEvidence): Outcome {
  const reason = (evidence.terminationReason ?? "").toLowerCase();
  const disposition = dispositionOf(evidence, reason);
  const isCarrierFailure = callResults.get(evidence.callResult ?? "") === "failed";
  return {
    disposition,
    endedBy: endedBy(disposition, reason),
    failureClass: disposition !== "failed" ? null : isCarrierFailure ? "carrier" : "provider",
    endStatus: endStatus(disposition, reason),
  };
}

function dispositionOf(evidence: EndEvidence, reason: string): Disposition {
  const byNetwork = callResults.get(evidence.callResult ?? "");
  if (byNetwork === "voicemail" || evidence.isVoicemailDetected) return "voicemail";
  if (byNetwork) return byNetwork;
  if (evidence.hasError || evidence.status === "failed") return "failed";
  if (evidence.isTransferred) return "transferred";
  if (reason.includes("voicemail")) return "voicemail";
  // While the platform still works on the record, the call itself is over.
  return evidence.status === "done" || evidence.status === "processing" ? "completed" : "unknown";
}

/** Whether the parties were never connected, so that there is no start to tell. */
export function isUnconnected(disposition: Disposition): boolean {
  return ["busy", "no_answer", "declined", "canceled"].includes(disposition);
}

/** The status that the end alone stands for: time-outs of any kind are `timeout`, a transfer nobody judged is `partial`. */
function endStatus(disposition: Disposition, reason: string): CallStatus {
  if (disposition === "failed") return "error";
  if (disposition === "transferred") return "partial";
  if (disposition === "unknown") return "unknown";
  if (disposition !== "completed") return "timeout";
  return isTimeLimit(reason) ? "timeout" : "success";
}

function isTimeLimit(reason: string): boolean {
  return /silence|inactiv|time limit|max(?:imum)?[ _](?:call[ _]|conversation[ _])?duration/.test(
    reason,
  );
}

function endedBy(disposition: Disposition, reason: string): EndedBy | null {
  if (disposition === "transferred") return "transfer";
  if (disposition === "failed") return "system";
  if (isUnconnected(disposition) || reason === "") return null;
  if (/client disconnected|remote party|(?:caller|user) (?:hung|ended|disconnected)/.test(reason)) {
    return "caller";
  }
  if (/end_call|voicemail_detection|ended by (?:the )?agent/.test(reason)) return "agent";
  return isTimeLimit(reason) || reason.includes("error") ? "system" : "unknown";
}
