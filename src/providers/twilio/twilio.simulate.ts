import type { Random } from "../../lib/random.ts";
import type { CallScript, ProviderSimulator, SimulatedCall, SimulatedDelivery } from "../script.ts";
import { signatureOf } from "./twilio.verify.ts";

const formType = "application/x-www-form-urlencoded";

/** One callback: when it happens, and what it tells besides the members that all callbacks of the call share. */
interface Step {
  at: number;
  status: string;
  more?: Record<string, string>;
}

/** Plays calls as Twilio reports them: the telephone leg only, told in forms. */
export const twilioSimulator: ProviderSimulator = { id: "twilio", simulate, sign };

function simulate(script: CallScript, random: Random, startAt: number): SimulatedCall {
  const callSid = `CA${random.hex(32)}`;
  const shared = sharedMembers(script, callSid, random);
  const steps = stepsOf(script, random, startAt);
  return {
    providerCallId: callSid,
    deliveries: steps.map((step, index) => toDelivery(shared, step, index)),
    expected: expectedOf(script),
  };
}

function sign(delivery: Parameters<ProviderSimulator["sign"]>[0]): Record<string, string> {
  const { url, body, contentType, secret, deliveryId } = delivery;
  return {
    "x-twilio-signature": signatureOf(url, body, contentType, secret),
    "i-twilio-idempotency-token": deliveryId,
  };
}

/** The carrier sees whether and how the line was answered, not what came of it: a transfer is completed, and so is a talk that broke. */
function expectedOf(script: CallScript): SimulatedCall["expected"] {
  const { scenario } = script;
  if (scenario === "no_answer" || scenario === "busy" || scenario === "voicemail") {
    return { disposition: scenario, status: "timeout" };
  }
  if (isFailure(script)) return { disposition: "failed", status: "error" };
  return { disposition: "completed", status: "success" };
}

function isFailure({ scenario, isConnected }: CallScript): boolean {
  return scenario === "provider_failure" && !isConnected;
}

function sharedMembers(
  script: CallScript,
  callSid: string,
  random: Random,
): Record<string, string> {
  const isInbound = script.direction === "inbound";
  const from = isInbound ? script.callerNumber : script.businessNumber;
  const to = isInbound ? script.businessNumber : script.callerNumber;
  return {
    AccountSid: `AC${random.hex(32)}`,
    ApiVersion: "2010-04-01",
    CallSid: callSid,
    From: from,
    To: to,
    Caller: from,
    Called: to,
    Direction: isInbound ? "inbound" : "outbound-api",
    FromCountry: "US",
    ToCountry: "US",
  };
}

function stepsOf(script: CallScript, random: Random, startAt: number): Step[] {
  const ringingAt = startAt + random.int(300, 1500);
  const pickedUpAt = ringingAt + random.int(2, 15) * 1000;
  const before = [
    ...(script.direction === "outbound" ? [{ at: startAt, status: "initiated" }] : []),
    { at: ringingAt, status: "ringing" },
  ];
  const end = unansweredEnd(script);
  if (end) return [...before, { ...end, at: pickedUpAt }];
  const endedAt = pickedUpAt + Math.max(1000, script.durationMs);
  return [
    ...before,
    { at: pickedUpAt, status: "in-progress" },
    { at: endedAt, status: "completed", more: endMembers(script, random) },
  ];
}

function unansweredEnd(script: CallScript): Omit<Step, "at"> | null {
  const nothing = { CallDuration: "0", Duration: "0" };
  if (script.scenario === "no_answer") {
    return { status: "no-answer", more: { ...nothing, SipResponseCode: "487" } };
  }
  if (script.scenario === "busy") {
    return { status: "busy", more: { ...nothing, SipResponseCode: "486" } };
  }
  if (!isFailure(script)) return null;
  return { status: "failed", more: { ...nothing, SipResponseCode: "503" } };
}

function endMembers(script: CallScript, random: Random): Record<string, string> {
  const seconds = Math.max(1, Math.round(script.durationMs / 1000));
  const isOutbound = script.direction === "outbound";
  const answeredBy = script.scenario === "voicemail" ? "machine_end_beep" : "human";
  const recordingSid = `RE${random.hex(32)}`;
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    SipResponseCode: "200",
    ...(isOutbound || script.scenario === "voicemail" ? { AnsweredBy: answeredBy } : {}),
    RecordingSid: recordingSid,
    RecordingUrl: `https://api.example.com/2010-04-01/Recordings/${recordingSid}`,
    RecordingDuration: String(seconds),
  };
}

function toDelivery(
  shared: Record<string, string>,
  { at, status, more }: Step,
  index: number,
): SimulatedDelivery {
  const form = new URLSearchParams({
    ...shared,
    CallStatus: status,
    Timestamp: new Date(at).toUTCString().replace("GMT", "+0000"),
    SequenceNumber: String(index),
    CallbackSource: "call-progress-events",
    ...more,
  });
  return { at, contentType: formType, body: form.toString() };
}
