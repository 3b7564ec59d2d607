import { fieldsOf } from "../fields.ts";
import type { Finding } from "../provider.ts";
import { type SessionModels, sessionModels } from "./openai_realtime.session.ts";
import { sidebandType } from "./openai_realtime.sideband.ts";

/** What was heard on the socket of one call, to be stored as one event of ours. */
export interface HeardBatch {
  providerCallId: string;
  /** When the socket of the call was first open; null when it never was. */
  connectedAt: number | null;
  models: SessionModels;
  /** In the order in which they came. A frame that is no event is the text that it was. */
  events: ReadonlyArray<{ at: number; event: unknown } | { at: number; text: string }>;
  /** Frames that were too large, or too many. */
  droppedFrames: number;
  end: {
    at: number;
    outcome: "closed" | "not_accepted";
    closeCode: number | null;
    closeReason: string | null;
  } | null;
}

/** How one listens to a call that somebody else accepted: OpenAI's sideband. */
export const openaiCallSocket = {
  providerId: "openai_realtime",
  baseUrl: "https://api.openai.com/v1",
  /** The event whose call has a socket, once the customer's application accepted it. */
  incomingType: "realtime.call.incoming",
  addressOf(baseUrl: string, providerCallId: string): string {
    const base = baseUrl.replace(/\/+$/, "").replace(/^http/i, "ws");
    return `${base}/realtime?call_id=${encodeURIComponent(providerCallId)}`;
  },
  headersOf: (apiKey: string): Record<string, string> => ({ authorization: `Bearer ${apiKey}` }),
  /** Sound, and words that come again whole. */
  isNoise: (eventType: string): boolean => eventType.endsWith(".delta"),
  /** The type of an event by the first bytes of its frame, so that sound need not be read. */
  typeOf(head: string): string | null {
    return /^\s*\{\s*"type"\s*:\s*"([\w.]+)"/.exec(head)?.[1] ?? null;
  },
  /** The models that an event names, if it is one about the session. */
  modelsOf(event: Record<string, unknown>): SessionModels {
    const ignored: Finding[] = [];
    return sessionModels(fieldsOf(event, "", ignored).object("session"));
  },
  /** The body under which a batch is stored, and read again by the mapping. */
  bodyOf(batch: HeardBatch): Record<string, unknown> {
    const { end } = batch;
    return {
      type: sidebandType,
      call_id: batch.providerCallId,
      connected_at: batch.connectedAt,
      model: batch.models.answers,
      transcription_model: batch.models.transcription,
      events: batch.events,
      ...(batch.droppedFrames > 0 ? { dropped_frames: batch.droppedFrames } : {}),
      ...(end === null
        ? {}
        : {
            end: {
              at: end.at,
              outcome: end.outcome,
              close_code: end.closeCode,
              close_reason: end.closeReason,
            },
          }),
    };
  },
};
