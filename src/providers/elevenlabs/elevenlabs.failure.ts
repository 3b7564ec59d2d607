import type { CallPatch, CallStatus, Direction, Disposition } from "../../lib/call.ts";
import type { Fields } from "../fields.ts";
import { failureMembers } from "./elevenlabs.members.ts";
import { barePatch, phoneOf, secondsToMs, twilioCallSid } from "./elevenlabs.reading.ts";

const byReason: ReadonlyMap<string, Disposition> = new Map([
  ["busy", "busy"],
  ["no-answer", "no_answer"],
  ["no_answer", "no_answer"],
]);

const byTwilioStatus: ReadonlyMap<string, Disposition> = new Map([
  ["busy", "busy"],
  ["no-answer", "no_answer"],
  ["canceled", "canceled"],
]);

const bySipStatus: ReadonlyMap<number, Disposition> = new Map([
  [408, "no_answer"],
  [480, "no_answer"],
  [486, "busy"],
  [600, "busy"],
  [603, "declined"],
]);

/** What `call_initiation_failure` says: a call that never came about. The carrier's own status tells more where the reason is "unknown". */
export function failurePatch(failure: Fields, occurredAt: number | null): CallPatch {
  failure.noteUnknown(failureMembers);
  const carrier = failure.object("metadata").object("body");
  const reason = failure.text("failure_reason");
  const disposition = dispositionOf(failure, reason, carrier);
  const isFailed = disposition === "failed";
  const sipStatus = sipStatusOf(carrier);
  const bare = barePatch(failure, isFailed ? "failed" : "ended", occurredAt);
  return {
    ...bare,
    facts: {
      ...bare.facts,
      channel: "phone",
      direction: directionOf(carrier),
      from: phoneOf(carrier, "From"),
      to: phoneOf(carrier, "To"),
      correlationId: carrier.text("CallSid") ?? carrier.text("call_sid"),
      endedAt: carrier.instant("Timestamp") ?? occurredAt,
      durationMs: secondsToMs(carrier.number("CallDuration")),
      endReason: reason,
      disposition,
      failureClass: isFailed ? "carrier" : null,
      endStatus: endStatus(disposition),
      metrics: sipStatus === null ? null : { sip_response_code: sipStatus },
    },
    externalIds: twilioCallSid(
      carrier.text("CallSid"),
      failure.object("metadata").text("type") === "twilio",
    ),
  };
}

function dispositionOf(failure: Fields, reason: string | null, carrier: Fields): Disposition {
  const told = byReason.get(reason ?? "");
  if (told) return told;
  if (reason !== null && reason !== "unknown") failure.note("unknown-value", "failure_reason");
  const byCarrier = byTwilioStatus.get(carrier.text("CallStatus") ?? "");
  return byCarrier ?? bySipStatus.get(sipStatusOf(carrier) ?? 0) ?? "failed";
}

function sipStatusOf(carrier: Fields): number | null {
  return carrier.number("sip_status_code") ?? carrier.number("SipResponseCode");
}

/** Only calls that the platform places can fail to come about, so silence means outbound. */
function directionOf(carrier: Fields): Direction {
  return carrier.text("Direction") === "inbound" ? "inbound" : "outbound";
}

/** Nobody there is a time-out; every other failure to start is an error. */
function endStatus(disposition: Disposition): CallStatus {
  return disposition === "busy" || disposition === "no_answer" ? "timeout" : "error";
}
