import type { CallPatch } from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { cutText } from "../../lib/text.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import {
  type Finding,
  type NormaliseContext,
  type Normalised,
  NormaliseError,
  type VoiceProvider,
} from "../provider.ts";
import { conversationPatch } from "./elevenlabs.conversation.ts";
import { failurePatch } from "./elevenlabs.failure.ts";
import { eventTypeOf } from "./elevenlabs.kind.ts";
import { elevenlabsLive } from "./elevenlabs.live.ts";
import { audioMembers, eventMembers, initiationMembers } from "./elevenlabs.members.ts";
import { barePatch, phoneOf, twilioCallSid } from "./elevenlabs.reading.ts";
import { verifyDelivery } from "./elevenlabs.verify.ts";

type PatchOf = (content: Fields, occurredAt: number | null) => CallPatch | null;

/** The unredacted twins are documented by name only; they are read like the events they double. */
const patchers: ReadonlyMap<string, PatchOf> = new Map([
  ["post_call_transcription", conversationPatch],
  ["unredacted_transcript", conversationPatch],
  ["post_call_unredacted_transcription", conversationPatch],
  ["post_call_audio", audioPatch],
  ["unredacted_audio", audioPatch],
  ["post_call_unredacted_audio", audioPatch],
  ["call_initiation_failure", failurePatch],
  ["answering_machine_detection", detectionPatch],
]);

/** Known, and about no call: bodies of tools, and what the same account is told about voices. */
const ignoredTypes: ReadonlySet<string> = new Set([
  ...["tool_request", "voice_removal_notice", "voice_removal_notice_withdrawn", "voice_removed"],
]);

/** ElevenLabs Agents. See the folder's README for sources and oddities. */
export const elevenlabs: VoiceProvider = {
  id: "elevenlabs",
  name: "ElevenLabs",
  aliases: [],
  isCarrier: false,
  bodyBytesMax: 32 * 1024 * 1024,
  maxCallMs: 2 * 60 * 60_000,
  setup:
    "Add the URL as a post-call webhook under Agents, Settings, Webhooks, and store the signing secret (wsec_…) that ElevenLabs shows. " +
    "For the conversation initiation webhook and for tools, add a secret header x-voicelens-secret (or Authorization: Bearer) with the same secret.",
  addresses: [
    "34.67.146.145",
    "34.59.11.47",
    "35.204.38.71",
    "34.147.113.54",
    "35.185.187.110",
    "35.247.157.189",
  ],
  verify: verifyDelivery,
  deliveryId: () => null,
  normalise,
  sound: {
    // What was redacted before it was sent is kept rather than its twin.
    eventTypes: ["post_call_audio", "post_call_unredacted_audio", "unredacted_audio"],
    read: soundOf,
  },
  live: elevenlabsLive,
};

function normalise(body: unknown, { isToolPath }: NormaliseContext): Normalised {
  if (!isObject(body)) throw new NormaliseError("The body is not a JSON object.");
  const findings: Finding[] = [];
  const request = fieldsOf(body, "", findings);
  const eventType = isToolPath === true ? "tool_request" : eventTypeOf(body);
  if (eventType === "conversation_initiation") {
    return { eventType, patches: initiationPatches(request), findings };
  }
  const patchOf = patchers.get(eventType);
  if (!patchOf) {
    if (!ignoredTypes.has(eventType)) request.note("unknown-value", "type");
    return { eventType: cutText(eventType, 100), patches: [], findings };
  }
  if (!isObject(body.data)) throw new NormaliseError("The event has no data object.");
  request.noteUnknown(eventMembers);
  const patch = patchOf(request.object("data"), request.instant("event_timestamp"));
  return { eventType, patches: patch ? [patch] : [], findings };
}

function initiationPatches(request: Fields): CallPatch[] {
  request.noteUnknown(initiationMembers);
  if (!request.has("conversation_id")) {
    request.note("missing-field", "conversation_id");
    return [];
  }
  const callSid = request.text("call_sid");
  const bare = barePatch(request, "registered", null);
  return [
    {
      ...bare,
      facts: {
        ...bare.facts,
        direction: "inbound",
        channel: "phone",
        from: phoneOf(request, "caller_id"),
        to: phoneOf(request, "called_number"),
        correlationId: callSid,
      },
      externalIds: twilioCallSid(callSid, false),
    },
  ];
}

/**
 * The sound itself stays in the stored event. Its arrival proves an end, but neither when the call began nor how it ended; its time is
 * withheld, because the earliest time of a call's events stands in for a start that nobody tells.
 */
function audioPatch(audio: Fields): CallPatch {
  audio.noteUnknown(audioMembers);
  return barePatch(audio, "ended", null);
}

function soundOf(body: unknown): Buffer | null {
  const audio = isObject(body) && isObject(body.data) ? body.data.full_audio : null;
  if (typeof audio !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(audio)) return null;
  return Buffer.from(audio, "base64");
}

/** The content of this event is not documented: that somebody or something answered is all it proves. */
function detectionPatch(detection: Fields, occurredAt: number | null): CallPatch | null {
  if (!detection.has("conversation_id")) {
    detection.note("missing-field", "conversation_id");
    return null;
  }
  const timeline = [
    {
      type: "answering_machine_detection",
      label: "Answering machine detection ran",
      at: occurredAt,
      offsetMs: null,
    },
  ];
  return { ...barePatch(detection, "in_progress", occurredAt), timeline };
}
