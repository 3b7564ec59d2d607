import { isObject } from "../../lib/json.ts";
import { cutText } from "../../lib/text.ts";
import { fieldsOf } from "../fields.ts";
import {
  type Finding,
  type NormaliseContext,
  type Normalised,
  NormaliseError,
  type VoiceProvider,
} from "../provider.ts";
import { incomingPatch } from "./openai_realtime.incoming.ts";
import { isSessionEvent, sessionPatch } from "./openai_realtime.session.ts";
import { sidebandPatches, sidebandType } from "./openai_realtime.sideband.ts";
import { verifyDelivery } from "./openai_realtime.verify.ts";

const incomingEvents: ReadonlySet<string> = new Set([
  "realtime.call.incoming",
  "live.transport.incoming",
  "live.call.incoming",
]);

/** The project's events about other products, and a session's events that add nothing to a call. */
const ignoredTypes =
  /^(?:(?:response|batch|fine_tuning\.job|eval\.run|session|transcription_session|conversation|input_audio_buffer|output_audio_buffer|mcp_list_tools|rate_limits)\.|error$)/;

/** OpenAI Realtime and Live. See the folder's README for sources and oddities. */
export const openaiRealtime: VoiceProvider = {
  id: "openai_realtime",
  name: "OpenAI Realtime",
  aliases: ["openai"],
  isCarrier: false,
  bodyBytesMax: 1024 * 1024,
  maxCallMs: 60 * 60_000,
  setup:
    "Add the URL as a webhook endpoint in the OpenAI project's settings with the event realtime.call.incoming, and store the signing secret " +
    "(whsec_…) that is shown once. Transcript, tools, cost and end come only from the call's socket: set OPENAI_API_KEY, and we listen to it.",
  addresses: [],
  verify: verifyDelivery,
  deliveryId: ({ headers }) => deliveryIdOf(headers["webhook-id"]),
  normalise,
};

function deliveryIdOf(id: string | undefined): string | null {
  return id !== undefined && id !== "" && id.length <= 255 ? id : null;
}

/** The project's webhooks have an envelope with `data`; events of a session have not, and both kinds use names such as `response.…`. */
function normalise(body: unknown, context: NormaliseContext): Normalised {
  if (!isObject(body)) throw new NormaliseError("The body is not a JSON object.");
  const findings: Finding[] = [];
  const event = fieldsOf(body, "", findings);
  const type = event.text("type");
  if (type === null) throw new NormaliseError("The event has no type.");
  const eventType = cutText(type, 100);
  if (incomingEvents.has(type)) {
    if (!isObject(body.data)) throw new NormaliseError("The event has no data object.");
    return { eventType, patches: [incomingPatch(event)], findings };
  }
  if (type === sidebandType) return { eventType, patches: sidebandPatches(event), findings };
  if (isObject(body.data) || !isSessionEvent(type)) {
    if (!ignoredTypes.test(type)) event.note("unknown-value", "type");
    return { eventType, patches: [], findings };
  }
  const patch = sessionPatch(type, event, context.receivedAt);
  if (!patch) event.note("missing-field", "session_id");
  return { eventType, patches: patch ? [patch] : [], findings };
}
