import type { CallStatus, Disposition, EndedBy, FailureClass } from "../../lib/call.ts";

/** What the end of a call means, in our words. */
export interface CallEnd {
  disposition: Disposition;
  endStatus: CallStatus;
  endedBy: EndedBy;
  failureClass: FailureClass | null;
  /** Set where the reason alone tells whether a transfer was carried out. */
  isHandoff?: boolean;
  /** False where the reason alone tells that the parties were never connected. */
  isConnected?: false;
  /** True when the reason is not in the table and a fallback was taken. */
  isUnlisted?: true;
}

const ended = (
  disposition: Disposition,
  endStatus: CallStatus,
  endedBy: EndedBy,
  more: Pick<CallEnd, "isHandoff" | "isConnected"> = {},
): CallEnd => ({ disposition, endStatus, endedBy, failureClass: null, ...more });

const failed = (
  failureClass: FailureClass,
  more: { endStatus?: CallStatus; isConnected?: false } = {},
): CallEnd => ({
  disposition: "failed",
  endStatus: "error",
  endedBy: "system",
  failureClass,
  ...more,
});

const unconnected = { isConnected: false } as const;

/** Disposition and blame follow our neutral table of Retell's reasons, the status follows VCP §7.1. */
const reasons: ReadonlyMap<string, CallEnd> = new Map([
  ["user_hangup", ended("completed", "success", "caller")],
  ["agent_hangup", ended("completed", "success", "agent")],
  ["inactivity", ended("completed", "timeout", "system")],
  ["max_duration_reached", ended("completed", "timeout", "system")],
  ["ivr_reached", ended("completed", "timeout", "system")],
  ["manual_stopped", ended("completed", "partial", "system")],
  ["call_take_over", ended("completed", "partial", "transfer", { isHandoff: true })],
  ["call_transfer", ended("transferred", "partial", "transfer", { isHandoff: true })],
  ["transfer_bridged", ended("transferred", "partial", "transfer", { isHandoff: true })],
  ["transfer_cancelled", ended("completed", "partial", "unknown", { isHandoff: false })],
  ["voicemail_reached", ended("voicemail", "timeout", "system")],
  ["machine_detected", ended("voicemail", "timeout", "system")],
  ["dial_no_answer", ended("no_answer", "timeout", "system", unconnected)],
  ["dial_busy", ended("busy", "timeout", "system", unconnected)],
  ["user_declined", ended("declined", "timeout", "caller", unconnected)],
  ["marked_as_spam", ended("declined", "unknown", "system")],
  ["registered_call_timeout", ended("canceled", "timeout", "system", unconnected)],
  ["error_user_not_joined", ended("canceled", "error", "system", unconnected)],
  ["dial_failed", failed("carrier", unconnected)],
  ["invalid_destination", failed("carrier", unconnected)],
  ["telephony_provider_permission_denied", failed("carrier", unconnected)],
  ["telephony_provider_unavailable", failed("carrier", unconnected)],
  ["sip_routing_error", failed("carrier", unconnected)],
  ["concurrency_limit_reached", failed("billing")],
  ["no_concurrency_fallback", failed("billing")],
  ["no_valid_payment", failed("billing")],
  ["scam_detected", failed("abuse", { endStatus: "unknown" })],
  ["error_inbound_webhook", failed("our_server")],
  ["error_llm_websocket_open", failed("our_server")],
  ["error_llm_websocket_lost_connection", failed("our_server")],
  ["error_llm_websocket_runtime", failed("our_server")],
  ["error_llm_websocket_corrupt_payload", failed("our_server")],
  ["error_no_audio_received", failed("provider")],
  ["error_asr", failed("provider")],
  ["error_retell", failed("provider")],
  ["error_unknown", failed("provider")],
]);

/** Reads `disconnection_reason`, and `call_status` where there is none or it is new to us. */
export function readCallEnd(reason: string | null, callStatus: string | null): CallEnd {
  if (reason === null) return byCallStatus(callStatus);
  return reasons.get(reason) ?? { ...byShape(reason, callStatus), isUnlisted: true };
}

function byShape(reason: string, callStatus: string | null): CallEnd {
  if (reason.startsWith("error_")) return failed("provider");
  if (reason.startsWith("telephony_")) return failed("carrier");
  // A reason we cannot read proves no missed call, so `not_connected` is not taken for "no answer" here.
  return callStatus === "not_connected"
    ? ended("unknown", "unknown", "unknown", unconnected)
    : byCallStatus(callStatus);
}

function byCallStatus(callStatus: string | null): CallEnd {
  if (callStatus === "error") return { ...failed("unknown"), endedBy: "unknown" };
  if (callStatus === "not_connected") return ended("no_answer", "timeout", "unknown", unconnected);
  return ended(callStatus === "ended" ? "completed" : "unknown", "unknown", "unknown");
}
