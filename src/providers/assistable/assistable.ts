import type { CallPatch, Channel, Direction, ExternalId } from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { isEqualConstantTime, sha256Hex } from "../../lib/signature.ts";
import { cutText } from "../../lib/text.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import {
  type Delivery,
  type Finding,
  type NormaliseContext,
  type Normalised,
  NormaliseError,
  type Verdict,
  type VerificationSettings,
  type VoiceProvider,
} from "../provider.ts";
import { assistableLive, isToolRequest } from "./assistable.live.ts";
import { readPostCall } from "./assistable.post-call.ts";

/**
 * Assistable AI: a start notice, tool requests, and one flat message after the call. Nothing is signed, so a secret of ours travels
 * with every request.
 */
export const assistable: VoiceProvider = {
  id: "assistable",
  name: "Assistable AI",
  aliases: ["assistable_ai", "assistable-ai"],
  isCarrier: false,
  bodyBytesMax: 1024 * 1024,
  maxCallMs: 2 * 60 * 60 * 1000,
  setup:
    "Paste the URL with ?token=<secret> into Call Settings > Webhooks, as incoming and as post-call webhook. For tools, add a header authorization: Bearer <secret> or x-voicelens-secret instead.",
  addresses: [],
  verify,
  deliveryId: () => null,
  normalise,
  live: assistableLive,
};

function verify(delivery: Delivery, { secrets }: VerificationSettings): Verdict {
  const offered = offeredSecrets(delivery);
  if (offered.length === 0) return { isVerified: false, reason: "missing-signature" };
  const readable = offered.filter((value) => value !== "");
  if (readable.length === 0) return { isVerified: false, reason: "malformed-signature" };
  let isVerified = false;
  for (const secret of secrets) {
    for (const value of readable) {
      // Every pair is compared, so that the time tells nothing about which one fits.
      if (isEqualConstantTime(sha256Hex(value), sha256Hex(secret)) && secret !== "") {
        isVerified = true;
      }
    }
  }
  return isVerified ? { isVerified } : { isVerified, reason: "wrong-signature" };
}

/** Everything in the request that could be our secret; empty text where a place for it was left empty. */
function offeredSecrets({ headers, url }: Delivery): string[] {
  const offered: string[] = [];
  const { authorization } = headers;
  if (authorization !== undefined) offered.push(...fromAuthorization(authorization));
  const own = headers["x-voicelens-secret"];
  if (own !== undefined) offered.push(own);
  const start = url.indexOf("?");
  const query = new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
  for (const name of ["token", "secret"]) {
    const value = query.get(name);
    if (value === null) continue;
    offered.push(value);
    // A plus sign pasted unescaped reads as a blank.
    if (value.includes(" ")) offered.push(value.replaceAll(" ", "+"));
  }
  return offered;
}

function fromAuthorization(value: string): string[] {
  if (/^bearer$/i.test(value.trim())) return [""];
  return value.slice(0, 7).toLowerCase() === "bearer " ? [value, value.slice(7)] : [value];
}

function normalise(body: unknown, context: NormaliseContext): Normalised {
  if (!isObject(body)) throw new NormaliseError("The body is not a JSON object.");
  const findings: Finding[] = [];
  const fields = fieldsOf(body, "", findings);
  const event = cutText(fields.text("event") ?? "", 100) || null;
  if (isToolRequest(body)) return { ...readToolRequest(fields, context), findings };
  if (event === "call_started") return { ...readStart(fields), findings };
  if (fields.has("call_id")) return readEnd(fields, event, findings);
  if (event !== null) {
    fields.note("unknown-value", "event", "This kind of event is not known.");
    return { eventType: event, patches: [], findings };
  }
  if (fields.has("to") && fields.has("from")) return { ...readStart(fields), findings };
  throw new NormaliseError("The body is neither a start notice, a tool request nor a call result.");
}

/** A call result has no name of its own, so any name it comes under is a new one. */
function readEnd(fields: Fields, event: string | null, findings: Finding[]): Normalised {
  if (event !== null) fields.note("unknown-value", "event");
  const patch = readPostCall(fields, requireCallId(fields, "call_id"), commonFacts(fields));
  return { eventType: event ?? "post_call", patches: [patch], findings };
}

const startMembers: ReadonlySet<string> = new Set([
  ...["event", "call_control_id", "call_id", "direction", "to", "from", "call_type"],
  ...["contact_id", "contactId", "assistant_id", "location_id"],
]);

/** The older start notice tells no id at all: it cannot be matched with a call and is kept as ignored. */
function readStart(fields: Fields): Omit<Normalised, "findings"> {
  fields.noteUnknown(startMembers);
  const eventType = "call_started";
  const name = fields.has("call_control_id") ? "call_control_id" : "call_id";
  if (fields.text(name) === null) {
    fields.note("missing-field", "call_control_id", "The start notice names no call.");
    return { eventType, patches: [] };
  }
  const providerCallId = requireCallId(fields, name);
  return {
    eventType,
    patches: [
      {
        provider: "assistable",
        providerCallId,
        lifecycle: "ringing",
        occurredAt: null,
        facts: commonFacts(fields),
        externalIds: [{ kind: "call_control_id", value: providerCallId }],
      },
    ],
  };
}

const toolMembers: ReadonlySet<string> = new Set(["args", "meta_data", "metadata", "call"]);
const toolDetailMembers: ReadonlySet<string> = new Set([
  ...["tool_id", "location_id", "contact_id", "assistant_id", "to", "from", "direction"],
]);

function readToolRequest(
  fields: Fields,
  { headers }: NormaliseContext,
): Omit<Normalised, "findings"> {
  fields.noteUnknown(toolMembers);
  const eventType = "tool_call";
  const details = fields.object(fields.has("meta_data") ? "meta_data" : "metadata");
  details.noteUnknown(toolDetailMembers);
  const controlId = headers.call_control_id || null;
  const providerCallId = fields.object("call").text("call_id") ?? controlId;
  if (providerCallId === null) {
    fields.note("missing-field", "call.call_id", "The tool request names no call.");
    return { eventType, patches: [] };
  }
  const name = details.text("tool_id") ?? "unknown tool";
  const args = jsonText(fields.raw("args"));
  const patch: CallPatch = {
    provider: "assistable",
    providerCallId: asCallId(providerCallId),
    lifecycle: "in_progress",
    occurredAt: null,
    facts: commonFacts(details),
    // Attempts after a server error repeat the request; equal arguments make them one use of the tool. Nothing tells when that was, and
    // the arrival may come long after the call.
    toolCalls: [
      {
        id: `${cutText(name, 100)}:${sha256Hex(args ?? "").slice(0, 16)}`,
        name,
        arguments: args,
      },
    ],
    externalIds: controlIds(providerCallId, controlId),
  };
  return { eventType, patches: [patch] };
}

function controlIds(callId: string, controlId: string | null): ExternalId[] {
  const values = new Set([callId, controlId === null ? callId : asCallId(controlId)]);
  return [...values].map((value) => ({ kind: "call_control_id", value }));
}

function jsonText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the serialiser's stack.
    throw new NormaliseError("The arguments of the tool request are nested too deeply.");
  }
}

function commonFacts(fields: Fields): CallPatch["facts"] {
  return {
    direction: directionOf(fields),
    channel: channelOf(fields),
    from: phone(fields, "from"),
    to: phone(fields, "to"),
    agentId: fields.text("assistant_id"),
    contactId: fields.text("contact_id") ?? fields.text("contactId"),
  };
}

function directionOf(fields: Fields): Direction | null {
  const word = fields.text("direction")?.toLowerCase() ?? null;
  if (word === null || word === "inbound" || word === "outbound") return word;
  fields.note("unknown-value", "direction");
  return null;
}

function channelOf(fields: Fields): Channel | null {
  const word = fields.text("call_type")?.toLowerCase() ?? "voice";
  if (["voice", "phone", "phone_call"].includes(word)) return "phone";
  if (["web", "web_call"].includes(word)) return "web";
  fields.note("unknown-value", "call_type");
  return null;
}

function phone(fields: Fields, name: string): string | null {
  return tidyPhone(fields.text(name));
}

function requireCallId(fields: Fields, name: string): string {
  return asCallId(fields.text(name));
}

function asCallId(value: string | null): string {
  if (value !== null && value.length <= 255) return value;
  throw new NormaliseError("The call id is missing, not text or longer than 255 characters.");
}
