import type { CallStatus, Disposition, EndedBy, FailureClass } from "../../lib/call.ts";
import { cutText } from "../../lib/text.ts";

/** What an `endedReason` means, in our words. */
export interface CallEnd {
  disposition: Disposition;
  endStatus: CallStatus;
  endedBy: EndedBy;
  failureClass: FailureClass | null;
  isHandoff: boolean | null;
  /** True when no rule knew the reason and the fallback was taken. */
  isUnlisted: boolean;
}

/** What else an event tells about the end of the call. */
export interface EndEvidence {
  /** Some transfer was connected or completed. */
  isTransferred: boolean;
  /** The call has a start and the caller said something. */
  isConversation: boolean;
  /** The event is the final report, so what it does not hold did not happen. */
  isReport: boolean;
}

type Outcome = Pick<CallEnd, "disposition"> & Partial<CallEnd>;
type Rule = readonly [matches: (reason: string) => boolean, outcome: Outcome];

const is =
  (...words: string[]) =>
  (reason: string) =>
    words.includes(reason);
const has =
  (...parts: string[]) =>
  (reason: string) =>
    parts.some((part) => reason.includes(part));
const starts =
  (...prefixes: string[]) =>
  (reason: string) =>
    prefixes.some((prefix) => reason.startsWith(prefix));

const completedBy = (endedBy: EndedBy): Outcome => ({ disposition: "completed", endedBy });
const failed = (failureClass: FailureClass): Outcome => ({
  disposition: "failed",
  endedBy: "system",
  failureClass,
});

/** Vapi has some 600 reasons and adds more: these rules are tried in order, the first that matches wins. */
const beforeTransfer: readonly Rule[] = [
  [is("voicemail"), { disposition: "voicemail", endedBy: "system" }],
  [either(is("customer-busy", "busy"), has("outbound-sip-486")), { disposition: "busy" }],
  [
    either(is("customer-did-not-answer", "no_answer"), has("sip-408", "sip-480")),
    { disposition: "no_answer" },
  ],
  [
    either(is("vonage-rejected"), has("sip-603", "sip-403")),
    { disposition: "declined", endedBy: "caller" },
  ],
];

const transferred: Outcome = {
  disposition: "transferred",
  endedBy: "transfer",
  isHandoff: true,
};

const afterTransfer: readonly Rule[] = [
  [starts("customer-ended-call"), completedBy("caller")],
  [
    either(starts("assistant-ended-call"), is("assistant-said-end-call-phrase")),
    completedBy("agent"),
  ],
  [is("silence-timed-out", "exceeded-max-duration", "timeout"), completedBy("system")],
  [is("vonage-disconnected", "vonage-completed"), completedBy("unknown")],
  [
    is("call.in-progress.twilio-completed-call", "call.in-progress.sip-completed-call"),
    completedBy("unknown"),
  ],
  [
    (reason) => reason.startsWith("call.") && reason.endsWith(".hook-executed-say"),
    completedBy("system"),
  ],
  [
    either(
      is("call.forwarding.operator-busy", "call.forwarding.no-answer"),
      (reason) => reason.endsWith("error-transfer-failed"),
      has("warm-transfer-"),
    ),
    { disposition: "completed", endedBy: "system", isHandoff: false },
  ],
  [
    is(
      "manually-canceled",
      "scheduled-call-deleted",
      "call-deleted",
      "customer-did-not-give-microphone-permission",
    ),
    { disposition: "canceled", endedBy: "system" },
  ],
  [
    is("call.ringing.sip-inbound-caller-hungup-before-call-connect"),
    { disposition: "canceled", endedBy: "caller" },
  ],
  [starts("call.start.error-subscription-", "call.start.error-vapi-number-"), failed("billing")],
  [is("call.start.error-fraud-check-failed"), failed("abuse")],
  [
    either(
      starts("assistant-request-", "call-start-error-neither-", "assistant-not-", "call.start."),
      has("configfault"),
    ),
    failed("configuration"),
  ],
  [
    either(
      is(
        "twilio-failed-to-connect-call",
        "twilio-reported-customer-misdialed",
        "vonage-failed-to-connect-call",
      ),
      starts("phone-call-provider-"),
      has("sip-"),
    ),
    failed("carrier"),
  ],
  [
    either(starts("pipeline-"), has("pipeline-error-", "error-pipeline-", "providerfault")),
    failed("pipeline"),
  ],
  [
    either(is("worker-shutdown", "assistant-join-timed-out"), has("vapifault"), (reason) =>
      reason.endsWith("did-not-receive-customer-audio"),
    ),
    failed("provider"),
  ],
  // The short words of VCP's own samples.
  [is("completed", "success"), completedBy("unknown")],
  [is("assistant_ended"), completedBy("agent")],
  [is("hangup", "user_hangup", "customer_hangup"), completedBy("caller")],
  [is("error", "failed", "connection_error", "technical_error"), failed("unknown")],
];

const isTransferReason = is(
  "assistant-forwarded-call",
  "assistant-request-returned-forwarding-phone-number",
  "call.ringing.hook-executed-transfer",
  "call.ending.hook-executed-transfer",
  "transferred",
  "forwarded",
);

function either(...tests: Array<(reason: string) => boolean>) {
  return (reason: string) => tests.some((test) => test(reason));
}

/** Reads the end of a call from its reason and from what the event tells besides. */
export function readCallEnd(endedReason: string | null, evidence: EndEvidence): CallEnd {
  const reason = cutText(endedReason ?? "", 255);
  const outcome = findOutcome(reason, evidence.isTransferred);
  const status = statusOf(reason);
  return {
    endStatus: status ?? (outcome?.disposition === "transferred" ? "partial" : "unknown"),
    endedBy: "unknown",
    failureClass: null,
    isHandoff: null,
    isUnlisted: reason !== "" && outcome === null,
    ...(outcome ?? fallback(evidence)),
  };
}

function findOutcome(reason: string, isTransferred: boolean): Outcome | null {
  const find = (rules: readonly Rule[]) => rules.find(([matches]) => matches(reason))?.[1] ?? null;
  const early = find(beforeTransfer);
  if (early) return early;
  return isTransferred || isTransferReason(reason) ? transferred : find(afterTransfer);
}

/** An early status update may not hold the conversation yet, so it leaves the question open. */
function fallback({ isConversation, isReport }: EndEvidence): Outcome {
  if (isConversation) return { disposition: "completed" };
  return isReport ? { disposition: "failed", failureClass: "unknown" } : { disposition: "unknown" };
}

/** VCP §7.2, first match wins. */
const statusRules: ReadonlyArray<readonly [(reason: string) => boolean, CallStatus]> = [
  [
    is(
      ...["voicemail", "customer-busy", "customer-did-not-answer", "silence-timed-out"],
      ...["exceeded-max-duration", "assistant-join-timed-out", "call.forwarding.no-answer"],
      "call.forwarding.operator-busy",
    ),
    "timeout",
  ],
  [is("manually-canceled", "scheduled-call-deleted", "call-deleted"), "unknown"],
  [(reason) => reason.startsWith("customer-ended-call") && reason.includes("transfer"), "partial"],
  [starts("customer-ended-call", "assistant-ended-call"), "success"],
  [
    is(
      ...["assistant-said-end-call-phrase", "vonage-completed", "call.ending.hook-executed-say"],
      "call.in-progress.sip-completed-call",
      "call.in-progress.twilio-completed-call",
    ),
    "success",
  ],
  [
    has(
      ...["error", "fault", "failed", "rejected", "disconnected", "not-found", "not-valid"],
      ...["invalid", "worker-shutdown", "misdialed", "closed-websocket", "no-call-received"],
      ...["microphone-permission", "returned-no", "returned-un"],
    ),
    "error",
  ],
  [has("transfer", "forward"), "partial"],
  [
    is("completed", "success", "assistant_ended", "hangup", "user_hangup", "customer_hangup"),
    "success",
  ],
  [is("timeout", "no_answer", "busy"), "timeout"],
];

function statusOf(reason: string): CallStatus | null {
  return statusRules.find(([matches]) => matches(reason))?.[1] ?? null;
}
