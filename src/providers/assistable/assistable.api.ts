import type { Lifecycle } from "../../lib/call.ts";
import {
  asFetched,
  membersOf,
  pageSize,
  readCursor,
  readIfThere,
  requireCallId,
  requireObject,
  requireObjects,
  withinWindow,
  writeCursor,
} from "../fetched.ts";
import type { Fields } from "../fields.ts";
import { type NormaliseContext, type Normalised, NormaliseError } from "../provider.ts";
import type { CallPage, FetchedCall, ListQuery, ProviderApi } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";
import { assistable } from "./assistable.ts";

/** Assistable's REST API: 150 requests in ten seconds are documented, of which we leave most to others. */
export const assistableApi: ProviderApi = {
  id: "assistable",
  baseUrl: "https://api.assistable.ai/v3",
  credentialNames: ["apiKey"],
  optionalCredentialNames: ["subaccountId"],
  limits: { requestsPerSecond: 5, concurrency: 3 },
  pageLimitMax: 100,
  listsUnconnected: true,
  authorise: ({ apiKey, subaccountId }) => ({
    authorization: `Bearer ${apiKey}`,
    ...(subaccountId ? { "x-subaccount-id": subaccountId } : {}),
  }),
  connect: (http) => ({
    listCalls: (query) => listCalls(http, query),
    async getCall(callId, signal) {
      const path = `/calls/${encodeURIComponent(callId)}`;
      const answer = await readIfThere(http, { method: "GET", path }, signal);
      return answer === null ? null : toFetched(requireObject(answer.data, "data"), false);
    },
  }),
  normaliseFetched,
};

/**
 * Pages by number; neither their order nor a filter by time is documented, so the window is cut by us. Where a page is in falling order
 * and wholly older than the window, nothing that follows can lie in it.
 */
async function listCalls(http: ApiTransport, query: ListQuery): Promise<CallPage> {
  const place = query.cursor === null ? null : readCursor(query.cursor);
  const page = place?.number("page") ?? 1;
  const limit = pageSize(query, assistableApi.pageLimitMax);
  const answer = requireObject(
    await http.read({ method: "GET", path: "/calls", query: { page, limit } }, query.signal),
    "list",
  );
  const items = requireObjects(answer.data, "data").map((item) => toFetched(item, true));
  const first = items[0]?.providerCallId ?? null;
  const calls = withinWindow(items, query);
  // The page before once more: this one is still to come.
  if (first !== null && first === place?.text("first")) return { calls, nextCursor: query.cursor };
  const isEnd = items.length < limit || isPast(items, query.startedAfter);
  return { calls, nextCursor: isEnd ? null : writeCursor({ page: page + 1, first }) };
}

function isPast(items: readonly FetchedCall[], startedAfter: number | null): boolean {
  if (startedAfter === null) return false;
  return items.every(({ listedAt }, place) => {
    const before = items[place - 1]?.listedAt ?? Number.POSITIVE_INFINITY;
    return listedAt !== null && listedAt < startedAfter && listedAt <= before;
  });
}

const liveStages: ReadonlyMap<string, Lifecycle> = new Map([
  ["QUEUED", "registered"],
  ["INITIATED", "ringing"],
  ["RINGING", "ringing"],
  ["IN_PROGRESS", "in_progress"],
]);

/** Endings that the status alone tells, in the words of `disconnection_reason`. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["COMPLETED", "completed"],
  ["BUSY", "busy"],
  ["FAILED", "failed"],
  ["NO_ANSWER", "no_answer"],
  ["CANCELED", "canceled"],
]);

function toFetched(body: Record<string, unknown>, isSummary: boolean): FetchedCall {
  const call = membersOf(body);
  const id = membersOf({ id: oneOf(call, "id", "call_id", "callId") });
  const startedAt = membersOf({ at: oneOf(call, ...startNames) }).instant("at");
  return {
    providerCallId: requireCallId(id, "id"),
    startedAt,
    listedAt: startedAt ?? membersOf({ at: oneOf(call, "createdAt", "created_at") }).instant("at"),
    endedAt: membersOf({ at: oneOf(call, ...endNames) }).instant("at"),
    isTerminal: isEnded(call),
    isSummary,
    body,
  };
}

const startNames = ["startedAt", "started_at", "startTimestamp", "start_timestamp"] as const;
const endNames = ["endedAt", "ended_at", "endTimestamp", "end_timestamp"] as const;

function statusOf(call: Fields): string {
  return call.text("status")?.toUpperCase() ?? "";
}

/** Under a status that nobody knows, the time of the end decides. */
function isEnded(call: Fields): boolean {
  const status = statusOf(call);
  if (liveStages.has(status)) return false;
  return reasons.has(status) || oneOf(call, ...endNames) !== null;
}

/** The spelling of the members is not documented in full: the first that is there counts. */
function oneOf(call: Fields, ...names: readonly string[]): unknown {
  const name = names.find((candidate) => call.has(candidate));
  return name === undefined ? null : call.raw(name);
}

/** The call is read as the message after the call, or while it goes on as the notice of its start. */
function normaliseFetched(body: unknown, context: NormaliseContext): Normalised {
  const call = membersOf(body);
  const id = oneOf(call, "id", "call_id", "callId");
  if (id === null) throw new NormaliseError("The body is not a call");
  const parties = withoutNull({
    call_type: oneOf(call, "callType", "call_type", "type"),
    direction: call.text("direction")?.toLowerCase(),
    to: oneOf(call, "to", "toNumber"),
    from: oneOf(call, "from", "fromNumber"),
    contact_id: oneOf(call, "contactId", "contact_id"),
    assistant_id: oneOf(call, "assistantId", "assistant_id"),
  });
  const stage = isEnded(call) ? undefined : (liveStages.get(statusOf(call)) ?? "registered");
  if (stage === undefined) {
    return asFetched(
      assistable.normalise({ ...parties, call_id: id, ...endOf(call), ...wordsOf(call) }, context),
    );
  }
  const start = { ...parties, event: "call_started", call_control_id: id };
  const read = asFetched(assistable.normalise(start, context));
  return { ...read, patches: read.patches.map((patch) => ({ ...patch, lifecycle: stage })) };
}

function endOf(call: Fields): Record<string, unknown> {
  const reason = oneOf(call, "disconnectionReason", "disconnection_reason");
  return withoutNull({
    disconnection_reason: reason ?? reasons.get(statusOf(call)),
    start_timestamp: oneOf(call, ...startNames),
    end_timestamp: oneOf(call, ...endNames),
    call_time_ms: oneOf(call, "durationMs", "duration_ms", "call_time_ms"),
    call_time_seconds: oneOf(call, "durationSeconds", "call_time_seconds"),
  });
}

function wordsOf(call: Fields): Record<string, unknown> {
  const analysis = call.object(call.has("callAnalysis") ? "callAnalysis" : "call_analysis");
  const recordings = call.has("recordingUrls") ? call.raw("recordingUrls") : [];
  const [recording] = Array.isArray(recordings) ? recordings : [];
  return withoutNull({
    call_summary:
      oneOf(call, "summary", "call_summary") ?? oneOf(analysis, "summary", "call_summary"),
    user_sentiment:
      oneOf(call, "sentiment", "user_sentiment") ?? oneOf(analysis, "sentiment", "user_sentiment"),
    full_transcript: oneOf(call, "transcript", "fullTranscript", "full_transcript"),
    recording_url: oneOf(call, "recordingUrl", "recording_url") ?? recording,
    call_completion: oneOf(call, "callCompletion", "call_completion"),
    assistant_task_completion: oneOf(call, "assistantTaskCompletion", "assistant_task_completion"),
    extractions: call.raw("extractions"),
    metadata: call.raw("metadata"),
  });
}

function withoutNull(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  );
}
