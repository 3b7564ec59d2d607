import type { CallPatch } from "../../lib/call.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { NormaliseError } from "../provider.ts";
import { isSessionEvent, readSessionEvent, type SessionModels } from "./openai_realtime.session.ts";

/** Our name for what we heard on a call's socket; also the event's type in lists. */
export const sidebandType = "voicelens.sideband";

/** The end reason of a call that nobody accepted while it rang. */
const notAccepted = "voicelens.not_accepted";
/** The close code with which a server says that it failed. */
const internalError = 1011;

/**
 * What a batch of server events says that we heard on the call's own socket: a patch for each event, at the time at which we heard it, and one for the end.
 *
 * Batches may be cut anywhere, come twice and overlap: utterances, tool calls and use are known by OpenAI's ids.
 *
 * @throws NormaliseError when a frame was no event, or no call is named.
 */
export function sidebandPatches(batch: Fields): CallPatch[] {
  const providerCallId = batch.text("call_id");
  if (providerCallId === null || providerCallId.length > 255) {
    throw new NormaliseError("The batch names no call.");
  }
  const common = { provider: "openai_realtime", providerCallId } as const;
  const models = {
    answers: batch.text("model"),
    transcription: batch.text("transcription_model"),
  };
  const connectedAt = batch.instant("connected_at");
  if (batch.number("dropped_frames")) batch.note("dropped-content", "events");
  const start: CallPatch[] =
    connectedAt === null
      ? []
      : [
          {
            ...common,
            lifecycle: "in_progress",
            occurredAt: connectedAt,
            facts: { startedAt: connectedAt },
          },
        ];
  const heard = batch.objects("events").flatMap((entry) => heardPatch(entry, models, common));
  return [...start, ...heard, ...endPatch(batch.object("end"), common)];
}

type Common = Pick<CallPatch, "provider" | "providerCallId">;

function heardPatch(entry: Fields, models: SessionModels, common: Common): CallPatch[] {
  const event = entry.object("event");
  const type = event.text("type");
  if (type === null) throw new NormaliseError("A frame of the socket is no event.");
  const at = entry.instant("at");
  if (type === "error") return expiry(event, at, common);
  if (!isSessionEvent(type)) return [];
  const addition = readSessionEvent(type, event, at, models);
  // The socket greets everyone who opens it with the session; when the call began is told apart.
  const facts = { ...addition.facts, startedAt: null };
  return [{ ...common, lifecycle: "in_progress", occurredAt: at, ...addition, facts }];
}

/** Most errors are about what the customer's application asked. One says why the call is about to end. */
function expiry(event: Fields, at: number | null, common: Common): CallPatch[] {
  const code = event.object("error").text("code");
  if (code !== "session_expired") return [];
  return [{ ...common, lifecycle: "in_progress", occurredAt: at, facts: { endReason: code } }];
}

function endPatch(end: Fields, common: Common): CallPatch[] {
  const at = end.instant("at");
  if (at === null) return [];
  if (end.text("outcome") === "not_accepted") {
    const facts = { endedAt: at, endReason: notAccepted, disposition: "no_answer" } as const;
    return [{ ...common, lifecycle: "ended", occurredAt: at, facts }];
  }
  const isFailure = end.number("close_code") === internalError;
  const lifecycle = isFailure ? "failed" : "ended";
  return [
    {
      ...common,
      lifecycle,
      occurredAt: at,
      facts: {
        endedAt: at,
        endReason: cutText(end.text("close_reason") ?? "", 100) || null,
        disposition: isFailure ? "failed" : "completed",
        failureClass: isFailure ? "provider" : null,
      },
    },
  ];
}
