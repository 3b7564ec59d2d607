import { nonsense } from "../api-error.ts";
import {
  asFetched,
  fetchedEventType,
  membersOf,
  pageSize,
  readIfThere,
  requireCallId,
  requireObject,
  requireObjects,
} from "../fetched.ts";
import type { Fields } from "../fields.ts";
import { type NormaliseContext, type Normalised, NormaliseError } from "../provider.ts";
import type { CallPage, FetchedCall, ListQuery, ProviderApi } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";
import { readRetellConfiguration } from "./retell.configuration.ts";
import { retell } from "./retell.ts";

/** Retell's REST API. Its request limits are not published: five a second is a guess. */
export const retellApi: ProviderApi = {
  id: "retell",
  baseUrl: "https://api.retellai.com",
  credentialNames: ["apiKey"],
  limits: { requestsPerSecond: 5, concurrency: 3 },
  pageLimitMax: 1000,
  listsUnconnected: false,
  authorise: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }),
  connect: (http) => ({
    listCalls: (query) => listCalls(http, query),
    async getCall(callId, signal) {
      const path = `/v2/get-call/${encodeURIComponent(callId)}`;
      const body = await readIfThere(http, { method: "GET", path }, signal);
      return body === null ? null : toFetched(body, false);
    },
    readConfiguration: (signal) => readRetellConfiguration(http, signal),
  }),
  normaliseFetched,
};

/** Oldest first, so that calls which begin while we read come at the end. */
async function listCalls(http: ApiTransport, query: ListQuery): Promise<CallPage> {
  const request = {
    sort_order: "ascending",
    limit: pageSize(query, retellApi.pageLimitMax),
    ...filterBy(query),
    ...(query.cursor === null ? {} : { pagination_key: query.cursor }),
  };
  const answer = requireObject(
    await http.read({ method: "POST", path: "/v3/list-calls", json: request }, query.signal),
    "list",
  );
  const { has_more: hasMore, pagination_key: next } = answer;
  if (hasMore === true && typeof next !== "string") throw nonsense("pagination_key");
  return {
    calls: requireObjects(answer.items, "items").map((item) => toFetched(item, true)),
    nextCursor: hasMore === true && typeof next === "string" ? next : null,
  };
}

/** Retell compares with both ends included, in whole milliseconds. */
function filterBy({ startedAfter, startedBefore }: ListQuery): Record<string, unknown> {
  const compare = (op: string, value: number) => ({ type: "number", op, value });
  if (startedAfter !== null && startedBefore !== null) {
    const value = [startedAfter, Math.max(startedAfter, startedBefore - 1)];
    return { filter_criteria: { start_timestamp: { type: "range", op: "bt", value } } };
  }
  if (startedAfter !== null) {
    return { filter_criteria: { start_timestamp: compare("ge", startedAfter) } };
  }
  if (startedBefore === null) return {};
  return { filter_criteria: { start_timestamp: compare("lt", startedBefore) } };
}

const liveStatuses: ReadonlySet<string> = new Set(["registered", "ongoing"]);

function toFetched(body: Record<string, unknown>, isSummary: boolean): FetchedCall {
  const call = membersOf(body);
  return {
    providerCallId: requireCallId(call, "call_id"),
    startedAt: call.instant("start_timestamp"),
    listedAt: call.instant("start_timestamp"),
    endedAt: call.instant("end_timestamp"),
    isTerminal: isOver(call),
    isSummary,
    body,
  };
}

function isOver(call: Fields): boolean {
  const status = call.text("call_status");
  return status !== null && !liveStatuses.has(status);
}

/** A call object is what every event carries, so it is read as the event that would have brought it. */
function normaliseFetched(body: unknown, context: NormaliseContext): Normalised {
  const call = membersOf(body);
  if (!call.has("call_id")) throw new NormaliseError("The body is not a call");
  const ended = call.has("call_analysis") ? "call_analyzed" : "call_ended";
  const event = isOver(call) ? ended : "call_started";
  const read = asFetched(retell.normalise({ event, call: body }, context), ["call."]);
  if (call.text("call_status") !== "registered") return read;
  return {
    ...read,
    eventType: fetchedEventType,
    patches: read.patches.map((patch) => ({ ...patch, lifecycle: "registered" })),
  };
}
