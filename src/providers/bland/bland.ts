import type { CallPatch } from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { fromHex, hmac, isEqualConstantTime } from "../../lib/signature.ts";
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
import { verifySharedSecret } from "../shared-secret.ts";
import { defineBlandTool } from "./bland.define.ts";
import { readBlandAsk } from "./bland.live.ts";
import { oneLine, readPostCall } from "./bland.post-call.ts";

const bodyBytesMax = 1024 * 1024;

/** Bland AI: messages during the call where they are asked for, and one flat message after it. */
export const bland: VoiceProvider = {
  id: "bland",
  name: "Bland AI",
  aliases: ["bland_ai", "bland-ai"],
  isCarrier: false,
  bodyBytesMax,
  maxCallMs: 12 * 60 * 60 * 1000,
  setup:
    "Give the URL as `webhook` when you start a call or set up an inbound number. Create a webhook secret in Bland's account settings first: without one Bland does not sign.",
  addresses: [],
  verify,
  deliveryId: () => null,
  normalise,
  live: {
    toolDeadlineMs: 10_000,
    inboundDeadlineMs: 10_000,
    mayAsk: (body) => !body.includes('"completed"'),
    read: readBlandAsk,
    defineTool: defineBlandTool,
    defining:
      "Send each to `POST /v1/tools` with the secret of this connection in the header, and give the id that comes back to the agent.",
  },
};

function verify(delivery: Delivery, { secrets }: VerificationSettings): Verdict {
  const { headers, body } = delivery;
  const header = headers["x-webhook-signature"];
  // Tools are requests that somebody set up in Bland: they are not signed, and carry the secret in a header.
  if (header === undefined || header === "") return verifySharedSecret(delivery, secrets);
  const signature = fromHex(header.trim(), 32);
  if (signature === null) return { isVerified: false, reason: "malformed-signature" };
  if (isSigned(body, signature, secrets)) return { isVerified: true };
  const rewritten = rewrite(body);
  return rewritten !== null && isSigned(rewritten, signature, secrets)
    ? { isVerified: true }
    : { isVerified: false, reason: "wrong-signature" };
}

function isSigned(body: Buffer | string, signature: Buffer, secrets: readonly string[]): boolean {
  let isFound = false;
  for (const secret of secrets) {
    // Every secret is tried, so that the time tells nothing about which one fits.
    if (isEqualConstantTime(hmac("sha256", secret, body), signature) && secret !== "") {
      isFound = true;
    }
  }
  return isFound;
}

/** The vendor's own samples sign the body as JavaScript would write it anew, which need not be the bytes that were sent. */
function rewrite(body: Buffer): string | null {
  if (body.length > bodyBytesMax) return null;
  try {
    return JSON.stringify(JSON.parse(body.toString("utf8")));
  } catch {
    return null;
  }
}

function normalise(body: unknown, { isToolPath }: NormaliseContext): Normalised {
  if (!isObject(body)) throw new NormaliseError("The body is not a JSON object.");
  const findings: Finding[] = [];
  const fields = fieldsOf(body, "", findings);
  if (isToolPath === true) return { eventType: "tool_request", patches: [], findings };
  const providerCallId = fields.text("call_id") ?? fields.text("c_id");
  if (providerCallId === null || providerCallId.length > 255) {
    throw new NormaliseError("The call id is missing, not text or longer than 255 characters.");
  }
  if (isResult(fields)) {
    const patch = readPostCall(fields, providerCallId);
    return { eventType: "post_call", patches: [patch], findings };
  }
  const category = categoryOf(fields);
  if (category === null) {
    throw new NormaliseError("The body is neither a call result nor a message during a call.");
  }
  if (fields.has("category") && !categories.has(category)) fields.note("unknown-value", "category");
  const patch = readMessage(fields, providerCallId, category);
  return { eventType: `webhook_event.${category}`, patches: [patch], findings };
}

/** Messages during the call have no `completed` and no `call_length`; a category, and perhaps the state of the queue. */
function isResult(fields: Fields): boolean {
  if (fields.has("completed") || fields.has("call_length")) return true;
  if (fields.has("category") || fields.has("message")) return false;
  return fields.has("corrected_duration") || fields.has("transcripts") || fields.has("end_at");
}

const categories: ReadonlySet<string> = new Set([
  ...["queue", "call", "latency", "webhook", "tool", "dynamic_data", "citations"],
]);

function categoryOf(fields: Fields): string | null {
  const category = fields.text("category");
  if (category !== null) return cutText(category.trim(), 80).toLowerCase();
  if (fields.has("citations")) return "citations";
  return fields.has("message") ? "unknown" : null;
}

const messageMembers: ReadonlySet<string> = new Set([
  ...[
    "call_id",
    "c_id",
    "category",
    "level",
    "log_level",
    "message",
    "timestamp",
    "citations",
    "queue_status",
  ],
]);

/** A message during the call. Even "Ending call" leaves it open: only the message after the call proves the end. */
function readMessage(fields: Fields, providerCallId: string, category: string): CallPatch {
  fields.noteUnknown(messageMembers);
  const at = fields.instant("timestamp");
  const message = typeof fields.raw("message") === "string" ? fields.text("message") : null;
  const citations = fields.list("citations").length;
  return {
    provider: "bland",
    providerCallId,
    lifecycle: category === "queue" ? "registered" : "in_progress",
    occurredAt: at,
    facts: citations > 0 ? { metrics: { citation_count: citations } } : {},
    ...(message === null
      ? {}
      : { timeline: [{ type: "log", label: oneLine(message), at, offsetMs: null }] }),
  };
}
