import { nonsense } from "../api-error.ts";
import {
  asFetched,
  membersOf,
  pageSize,
  readIfThere,
  requireCallId,
  requireObject,
  requireObjects,
  withinWindow,
} from "../fetched.ts";
import { type NormaliseContext, type Normalised, NormaliseError } from "../provider.ts";
import type { CallPage, FetchedCall, ListQuery, ProviderApi } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";
import { readElevenlabsConfiguration } from "./elevenlabs.configuration.ts";
import { secondsToMs } from "./elevenlabs.reading.ts";
import { elevenlabs } from "./elevenlabs.ts";

const conversations = "/v1/convai/conversations";

/** ElevenLabs' REST API. Limits hang on the plan: five a second is a guess. */
export const elevenlabsApi: ProviderApi = {
  id: "elevenlabs",
  baseUrl: "https://api.elevenlabs.io",
  credentialNames: ["apiKey"],
  limits: { requestsPerSecond: 5, concurrency: 3 },
  pageLimitMax: 100,
  listsUnconnected: true,
  recordingPath: (id) => `${conversations}/${encodeURIComponent(id)}/audio`,
  authorise: ({ apiKey = "" }) => ({ "xi-api-key": apiKey }),
  connect: (http) => ({
    listCalls: (query) => listCalls(http, query),
    async getCall(callId, signal) {
      const path = `${conversations}/${encodeURIComponent(callId)}`;
      const body = await readIfThere(http, { method: "GET", path }, signal);
      return body === null ? null : ofConversation(body);
    },
    readConfiguration: (signal) => readElevenlabsConfiguration(http, signal),
  }),
  normaliseFetched,
};

/** The provider compares whole seconds, and does not say whether the bounds are included: we ask for a second more and look ourselves. */
async function listCalls(http: ApiTransport, query: ListQuery): Promise<CallPage> {
  const { startedAfter, startedBefore, cursor } = query;
  const answer = requireObject(
    await http.read(
      {
        method: "GET",
        path: conversations,
        query: {
          page_size: pageSize(query, elevenlabsApi.pageLimitMax),
          cursor,
          call_start_after_unix: startedAfter === null ? null : Math.floor(startedAfter / 1000) - 1,
          call_start_before_unix:
            startedBefore === null ? null : Math.ceil(startedBefore / 1000) + 1,
        },
      },
      query.signal,
    ),
    "list",
  );
  const { has_more: hasMore, next_cursor: next } = answer;
  if (hasMore === true && typeof next !== "string") throw nonsense("next_cursor");
  const calls = requireObjects(answer.conversations, "conversations").map(ofItem);
  return {
    calls: withinWindow(calls, query),
    nextCursor: hasMore === true && typeof next === "string" ? next : null,
  };
}

/** A list item is flat and tells neither transcript nor numbers. */
function ofItem(body: Record<string, unknown>): FetchedCall {
  return toFetched(body, body, true);
}

function ofConversation(body: Record<string, unknown>): FetchedCall {
  return toFetched(body, body.metadata, false);
}

const liveStatuses: ReadonlySet<string> = new Set(["initiated", "in-progress"]);

function toFetched(body: Record<string, unknown>, timed: unknown, isSummary: boolean): FetchedCall {
  const conversation = membersOf(body);
  const status = conversation.text("status");
  const isTerminal = status !== null && !liveStatuses.has(status);
  const startedAt = membersOf(timed).instant("start_time_unix_secs");
  const durationMs = secondsToMs(membersOf(timed).number("call_duration_secs"));
  return {
    providerCallId: requireCallId(conversation, "conversation_id"),
    startedAt,
    listedAt: startedAt,
    endedAt:
      isTerminal && startedAt !== null && durationMs !== null ? startedAt + durationMs : null,
    isTerminal,
    isSummary,
    body,
  };
}

/** The conversation is what `post_call_transcription` carries, under the same names. */
function normaliseFetched(body: unknown, context: NormaliseContext): Normalised {
  const conversation = membersOf(body);
  if (!conversation.has("conversation_id"))
    throw new NormaliseError("The body is not a conversation");
  const { startedAt, endedAt } = ofConversation(body as Record<string, unknown>);
  const event = {
    type: "post_call_transcription",
    event_timestamp: endedAt ?? startedAt,
    data: body,
  };
  return asFetched(elevenlabs.normalise(event, context), ["data."]);
}
