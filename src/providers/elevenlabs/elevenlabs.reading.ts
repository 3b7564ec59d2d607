import type { CallPatch, ExternalId } from "../../lib/call.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { NormaliseError } from "../provider.ts";

const secondsMax = 1e8;

/** Seconds as whole milliseconds; null for what cannot be a time span. */
export function secondsToMs(seconds: number | null): number | null {
  if (seconds === null || seconds < 0 || seconds > secondsMax) return null;
  return Math.round(seconds * 1000);
}

/** A number or identity, tidied. */
export function phoneOf(fields: Fields, name: string): string | null {
  return tidyPhone(fields.text(name));
}

/**
 * The conversation that an event is about.
 * @throws NormaliseError when it names none.
 */
function conversationId(fields: Fields): string {
  const id = fields.text("conversation_id");
  if (id === null) throw new NormaliseError("The event names no conversation_id.");
  if (id.length > 255) throw new NormaliseError("The conversation_id is longer than 255.");
  return id;
}

/** A patch of this provider that says no more than that the call has come this far. */
export function barePatch(
  fields: Fields,
  lifecycle: CallPatch["lifecycle"],
  occurredAt: number | null,
): CallPatch {
  return {
    provider: "elevenlabs",
    providerCallId: conversationId(fields),
    lifecycle,
    occurredAt,
    facts: { agentId: fields.text("agent_id") },
  };
}

/** The carrier's own name of the call, where it is known to be Twilio's. */
export function twilioCallSid(callSid: string | null, isTwilio: boolean): ExternalId[] {
  const isSid = callSid !== null && (isTwilio || /^CA[0-9a-f]{32}$/i.test(callSid));
  return isSid ? [{ kind: "twilio_call_sid", value: cutText(callSid, 255) }] : [];
}
