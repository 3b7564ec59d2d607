import type { CallPatch, ExternalId } from "../../lib/call.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { NormaliseError } from "../provider.ts";

const headersMax = 100;
const trunkHeadersMax = 30;

const envelopeMembers: ReadonlySet<string> = new Set([
  "id",
  "object",
  "created_at",
  "type",
  "data",
]);
const contentMembers: ReadonlySet<string> = new Set([
  "call_id",
  "session_id",
  "type",
  "sip_headers",
  "sip_media_security",
]);

/** SIP lets some headers go by one letter (RFC 3261 §7.3.3). */
const compactForms: ReadonlyMap<string, string> = new Map([
  ["f", "from"],
  ["t", "to"],
  ["i", "call-id"],
]);

/** What an `….incoming` webhook says: a telephone call rings and waits to be accepted. */
export function incomingPatch(envelope: Fields): CallPatch {
  envelope.noteUnknown(envelopeMembers);
  const content = envelope.object("data");
  content.noteUnknown(contentMembers);
  const sessionId = content.text("session_id");
  const callId = content.text("call_id") ?? sessionId;
  if (callId === null) throw new NormaliseError("The event names neither call_id nor session_id.");
  if (callId.length > 255) throw new NormaliseError("The call's id is longer than 255.");
  const createdAt = envelope.instant("created_at");
  const headers = sipHeaders(content);
  const sipCallId = headers.get("call-id") ?? null;
  return {
    provider: "openai_realtime",
    providerCallId: callId,
    lifecycle: "ringing",
    occurredAt: createdAt,
    facts: {
      direction: "inbound",
      channel: "phone",
      from: tidyPhone(headers.get("from")),
      to: tidyPhone(headers.get("to")),
      sessionId,
      correlationId: sipCallId,
      createdAt,
      metadata: trunkHeaders(headers),
    },
    externalIds: externalIdsOf(sipCallId, headers.get("x-twilio-callsid")),
  };
}

/** Names in lower case, the first of a repeated header. Values are cut, since the numbers in them are short. */
function sipHeaders(content: Fields): Map<string, string> {
  const headers = new Map<string, string>();
  for (const header of content.objects("sip_headers").slice(0, headersMax)) {
    const name = cutText(header.text("name")?.trim().toLowerCase() ?? "", 100);
    const value = cutText(header.text("value")?.trim() ?? "", 500);
    if (!name || !value) continue;
    const key = compactForms.get(name) ?? name;
    if (!headers.has(key)) headers.set(key, value);
  }
  return headers;
}

/** The owner's own headers, which the trunk passes through. */
function trunkHeaders(headers: ReadonlyMap<string, string>): Record<string, string> | null {
  const own = [...headers].filter(([name]) => /^x-[a-z0-9_-]+$/.test(name));
  return own.length > 0 ? Object.fromEntries(own.slice(0, trunkHeadersMax)) : null;
}

/** Twilio names its call in a header when it forwards one by SIP. */
function externalIdsOf(sipCallId: string | null, callSid: string | undefined): ExternalId[] {
  const ids: ExternalId[] = [];
  if (sipCallId !== null) ids.push({ kind: "sip_call_id", value: cutText(sipCallId, 255) });
  if (callSid !== undefined && /^CA[0-9a-f]{32}$/i.test(callSid)) {
    ids.push({ kind: "twilio_call_sid", value: callSid });
  }
  return ids;
}
