import type { CallFacts, CallPatch, Direction, TimelineEntry } from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { cutText } from "../../lib/text.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import { type Finding, type Normalised, NormaliseError, type VoiceProvider } from "../provider.ts";
import { knownParameters, openParameter } from "./twilio.members.ts";
import { isMachine, type Stage, stageOf } from "./twilio.stage.ts";
import { verifyDelivery } from "./twilio.verify.ts";

/** Twilio's voice callbacks. See the folder's README for sources and oddities. */
export const twilio: VoiceProvider = {
  id: "twilio",
  name: "Twilio",
  aliases: [],
  isCarrier: true,
  bodyBytesMax: 1024 * 1024,
  maxCallMs: 4 * 60 * 60_000,
  setup:
    "Set the URL as status callback of the phone number or of each call, with the events initiated, ringing, answered and completed. " +
    "The secret is the account's auth token.",
  addresses: [],
  verify: verifyDelivery,
  deliveryId: ({ headers }) => headers["i-twilio-idempotency-token"] || null,
  normalise,
};

type Kind =
  | "recording-status"
  | "answering-machine-detection"
  | "status-callback"
  | "voice-request"
  | "message";

function normalise(body: unknown): Normalised {
  if (!isObject(body)) throw new NormaliseError("The body is not a form.");
  const findings: Finding[] = [];
  const form = fieldsOf(body, "", findings);
  const kind = kindOf(form);
  const eventType = eventTypeOf(kind, form);
  if (kind === "message") return { eventType, patches: [], findings };
  const openNames = Object.keys(body).filter((name) => openParameter.test(name));
  form.noteUnknown(new Set([...knownParameters, ...openNames]));
  return { eventType, patches: [patchers[kind](form)], findings };
}

function kindOf(form: Fields): Kind {
  if (!form.has("CallSid") && (form.has("MessageSid") || form.has("SmsSid"))) return "message";
  if (form.has("RecordingStatus")) return "recording-status";
  if (!form.has("CallStatus")) {
    return form.has("AnsweredBy") ? "answering-machine-detection" : "status-callback";
  }
  const marks = ["CallbackSource", "SequenceNumber", "CallDuration", "StatusCallbackEvent"];
  if (marks.some((mark) => form.has(mark))) return "status-callback";
  return stageOf(form).isEnd ? "status-callback" : "voice-request";
}

function eventTypeOf(kind: Kind, form: Fields): string {
  const detail = form.text(kind === "recording-status" ? "RecordingStatus" : "CallStatus");
  return cutText(detail === null ? kind : `${kind}.${detail}`, 100);
}

const patchers: Record<Exclude<Kind, "message">, (form: Fields) => CallPatch> = {
  "status-callback": statusPatch,
  "voice-request": voiceRequestPatch,
  "recording-status": recordingPatch,
  "answering-machine-detection": detectionPatch,
};

function statusPatch(form: Fields): CallPatch {
  const stage = stageOf(form);
  const at = form.instant("Timestamp");
  const durationSec = form.number("CallDuration");
  const isConnectedNow = stage.lifecycle === "in_progress";
  const facts: CallFacts = {
    ...partyFacts(form),
    ...endFacts(form, stage),
    startedAt: isConnectedNow ? at : null,
    endedAt: stage.isEnd ? at : null,
    durationMs: stage.isEnd ? toDurationMs(durationSec) : null,
    recordingUrl: recordingUrlOf(form),
  };
  return { ...barePatch(form), lifecycle: stage.lifecycle, occurredAt: placeInTime(form), facts };
}

/** What Twilio asks when it wants to know how to go on with a call. Carries no time, so a connected call tells no start here. */
function voiceRequestPatch(form: Fields): CallPatch {
  const { lifecycle } = stageOf(form);
  return { ...barePatch(form), lifecycle, facts: partyFacts(form) };
}

const recordingStatuses: ReadonlySet<string> = new Set([
  ...["in-progress", "paused", "stopped", "processing", "completed", "absent", "failed", "deleted"],
]);

/** A recording may be ready while the call goes on, so this proves no end. */
function recordingPatch(form: Fields): CallPatch {
  const status = form.text("RecordingStatus");
  if (status !== null && !recordingStatuses.has(status))
    form.note("unknown-value", "RecordingStatus");
  const isReady = status === "completed";
  const recordingUrl = isReady ? recordingUrlOf(form) : null;
  const occurredAt = form.instant("RecordingStartTime");
  return { ...barePatch(form), occurredAt, facts: { ...partyFacts(form), recordingUrl } };
}

/** Detection that ran beside the call and was reported by itself. Of an end it knows nothing. */
function detectionPatch(form: Fields): CallPatch {
  const answeredBy = cutText(form.text("AnsweredBy") ?? "unknown", 40);
  const timeline: TimelineEntry[] = [
    {
      type: "answering_machine_detection",
      label: `Answered by ${answeredBy}`,
      at: form.instant("Timestamp"),
      offsetMs: null,
    },
  ];
  return {
    ...barePatch(form),
    occurredAt: form.instant("Timestamp"),
    facts: partyFacts(form),
    timeline,
  };
}

function barePatch(form: Fields): CallPatch {
  const callSid = form.text("CallSid");
  if (callSid === null) throw new NormaliseError("The callback names no CallSid.");
  if (callSid.length > 255) throw new NormaliseError("The CallSid is longer than 255.");
  return {
    provider: "twilio",
    providerCallId: callSid,
    lifecycle: "in_progress",
    occurredAt: null,
    facts: {},
    externalIds: [{ kind: "twilio_call_sid", value: callSid }],
  };
}

function partyFacts(form: Fields): CallFacts {
  const answeredBy = form.text("AnsweredBy");
  const isVoicemail = isMachine(answeredBy) ? true : null;
  return {
    channel: "phone",
    direction: directionOf(form),
    from: phoneOf(form, "From") ?? phoneOf(form, "Caller"),
    to: phoneOf(form, "To") ?? phoneOf(form, "Called"),
    parentSessionId: form.text("ParentCallSid"),
    isVoicemail,
    // Detection may be reported apart from the end, whose plain "completed" then knows of no machine.
    taskStatus: isVoicemail ? "timeout" : null,
    metrics: answeredBy === null ? null : { answered_by: cutText(answeredBy, 40) },
  };
}

function endFacts(form: Fields, stage: Stage): CallFacts {
  if (!stage.isEnd) return {};
  const sipCode = form.number("SipResponseCode");
  const answeredBy = form.text("AnsweredBy");
  const metrics = {
    ...(sipCode === null ? {} : { sip_response_code: sipCode }),
    ...(answeredBy === null ? {} : { answered_by: cutText(answeredBy, 40) }),
  };
  return {
    endReason: form.text("CallStatus"),
    disposition: stage.disposition,
    failureClass: stage.disposition === "failed" ? "carrier" : null,
    endStatus: stage.endStatus,
    metrics,
  };
}

const directions: ReadonlyMap<string, Direction> = new Map([
  ["inbound", "inbound"],
  ["outbound-api", "outbound"],
  ["outbound-dial", "outbound"],
  ["trunking-originating", "inbound"],
  ["trunking-terminating", "outbound"],
]);

function directionOf(form: Fields): Direction | null {
  const word = form.text("Direction");
  const direction = directions.get(word ?? "") ?? null;
  if (word !== null && direction === null) form.note("unknown-value", "Direction");
  return direction;
}

function phoneOf(form: Fields, name: string): string | null {
  return tidyPhone(form.text(name));
}

function recordingUrlOf(form: Fields): string | null {
  const url = form.text("RecordingUrl");
  return url !== null && url.length <= 2000 && /^https?:\/\//i.test(url) ? url : null;
}

function toDurationMs(seconds: number | null): number | null {
  return seconds === null || seconds < 0 || seconds > 1e8 ? null : Math.round(seconds * 1000);
}

/**
 * When an event happened, fine enough to sort by. `Timestamp` counts whole seconds, in which several events fall; their number
 * within the call becomes the milliseconds.
 */
function placeInTime(form: Fields): number | null {
  const at = form.instant("Timestamp");
  const sequence = Math.trunc(form.number("SequenceNumber") ?? 0);
  return at === null ? null : at + Math.min(Math.max(sequence, 0), 999);
}
