import { isObject } from "../../lib/json.ts";

/** The unredacted twins are documented by name only. */
const eventTypes: ReadonlySet<string> = new Set([
  ...["post_call_transcription", "unredacted_transcript", "post_call_unredacted_transcription"],
  ...["post_call_audio", "unredacted_audio", "post_call_unredacted_audio"],
  ...["call_initiation_failure", "answering_machine_detection"],
]);

/**
 * The event's name. Requests that want an answer have no envelope: the one at the start of a call is told by its members, and anything
 * else is the body of a tool, made of whatever parameters the tool has.
 */
export function eventTypeOf(body: Readonly<Record<string, unknown>>): string {
  const { type } = body;
  const isEvent = typeof type === "string" && (eventTypes.has(type) || isObject(body.data));
  if (isEvent && type !== "") return type;
  const isInitiation =
    typeof body.agent_id === "string" &&
    typeof body.called_number === "string" &&
    (Object.hasOwn(body, "caller_id") || Object.hasOwn(body, "call_sid"));
  return isInitiation ? "conversation_initiation" : "tool_request";
}
