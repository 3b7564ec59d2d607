import {
  asFetched,
  membersOf,
  pageSize,
  readCursor,
  readIfThere,
  requireCallId,
  requireObjects,
  writeCursor,
} from "../fetched.ts";
import type { Fields } from "../fields.ts";
import { type NormaliseContext, type Normalised, NormaliseError } from "../provider.ts";
import type { CallPage, FetchedCall, ListQuery, ProviderApi } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";
import { readVapiConfiguration } from "./vapi.configuration.ts";
import { createSurroundings, type Surroundings } from "./vapi.surroundings.ts";
import { vapi } from "./vapi.ts";

/** Vapi's REST API. Its request limits are not published: five a second is a guess. */
export const vapiApi: ProviderApi = {
  id: "vapi",
  baseUrl: "https://api.vapi.ai",
  credentialNames: ["apiKey"],
  limits: { requestsPerSecond: 5, concurrency: 3 },
  pageLimitMax: 1000,
  listsUnconnected: true,
  authorise: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }),
  connect(http) {
    const surroundings = createSurroundings(http);
    return {
      listCalls: (query) => listCalls(http, surroundings, query),
      async getCall(callId, signal) {
        const path = `/call/${encodeURIComponent(callId)}`;
        const body = await readIfThere(http, { method: "GET", path }, signal);
        return body === null ? null : toFetched(await surroundings.complete(body, signal));
      },
      readConfiguration: (signal) => readVapiConfiguration(http, signal),
    };
  },
  normaliseFetched,
};

/**
 * The list has no cursor: it is newest first, and the next page begins where this one ended. The bound is included, since two calls
 * can be created in the same millisecond; those already given are left out. The window is that of the creation.
 */
async function listCalls(
  http: ApiTransport,
  surroundings: Surroundings,
  query: ListQuery,
): Promise<CallPage> {
  const place = query.cursor === null ? null : readCursor(query.cursor);
  const given = new Set(place?.list("given"));
  const limit = pageSize(query, vapiApi.pageLimitMax);
  const until = place?.text("until") ?? null;
  const list = await http.read(
    {
      method: "GET",
      path: "/call",
      query: {
        // Those given before come again.
        limit: Math.min(limit + given.size, vapiApi.pageLimitMax),
        createdAtGe: query.startedAfter === null ? null : toIso(query.startedAfter),
        createdAtLt: query.startedBefore === null ? null : toIso(query.startedBefore),
        createdAtLe: until,
      },
    },
    query.signal,
  );
  const items = requireObjects(list, "list of calls").map((body) => ({
    body,
    id: requireCallId(membersOf(body), "id"),
    createdAt: membersOf(body).text("createdAt"),
  }));
  const fresh = items.filter(({ id }) => !given.has(id));
  const calls = fresh.map(({ body }) => ({
    ...toFetched(body),
    complete: async (signal?: AbortSignal) => toFetched(await surroundings.complete(body, signal)),
  }));
  const last = items.at(-1)?.createdAt ?? null;
  if (fresh.length === 0 || items.length < limit || last === null) {
    return { calls, nextCursor: null };
  }
  const atLast = items.filter(({ createdAt }) => createdAt === last).map(({ id }) => id);
  const known = last === until ? given : [];
  return {
    calls,
    nextCursor: writeCursor({ until: last, given: [...new Set([...known, ...atLast])] }),
  };
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

function toFetched(body: Record<string, unknown>): FetchedCall {
  const call = membersOf(body);
  return {
    providerCallId: requireCallId(call, "id"),
    startedAt: call.instant("startedAt"),
    listedAt: call.instant("createdAt"),
    endedAt: call.instant("endedAt"),
    isTerminal: call.text("status") === "ended",
    isSummary: false,
    body,
  };
}

/** Members that stand in the call here and beside it in messages. */
const besideTheCall = [
  ...["phoneNumber", "customer", "assistant", "artifact", "analysis", "compliance"],
  ...["startedAt", "endedAt", "endedReason", "cost", "costBreakdown", "costs"],
  ...["summary", "transcript", "messages", "recordingUrl", "stereoRecordingUrl"],
] as const;

/**
 * The call object holds what messages say in pieces, so it is read as the message that would say it: the report once the call is over,
 * else a status update. `updatedAt` is when Vapi last changed it, which places a corrected cost after the report.
 */
function normaliseFetched(body: unknown, context: NormaliseContext): Normalised {
  const call = membersOf(body);
  const status = call.text("status");
  if (!call.has("id")) throw new NormaliseError("The body is not a call");
  const isOver = status === "ended";
  const beside = Object.fromEntries(
    besideTheCall.flatMap((name) => (call.has(name) ? [[name, call.raw(name)]] : [])),
  );
  const message = {
    ...beside,
    ...(isOver ? { type: "end-of-call-report" } : { type: "status-update", status }),
    timestamp: call.instant("updatedAt") ?? lastInstant(call),
    call: body,
  };
  return asFetched(vapi.normalise({ message }, context), ["message.call.", "message."]);
}

function lastInstant(call: Fields): number | null {
  return call.instant("endedAt") ?? call.instant("startedAt") ?? call.instant("createdAt");
}
