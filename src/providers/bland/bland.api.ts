import { isTerminal } from "../../lib/call.ts";
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
import { type NormaliseContext, type Normalised, NormaliseError } from "../provider.ts";
import type { CallPage, FetchedCall, ListQuery, ProviderApi } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";
import { readBlandConfiguration } from "./bland.configuration.ts";
import { bland } from "./bland.ts";

/** Bland's REST API. Limits hang on the plan: two a second is a guess. */
export const blandApi: ProviderApi = {
  id: "bland",
  baseUrl: "https://api.bland.ai",
  credentialNames: ["apiKey"],
  limits: { requestsPerSecond: 2, concurrency: 2 },
  pageLimitMax: 1000,
  listsUnconnected: true,
  // The bare key, without "Bearer".
  authorise: ({ apiKey = "" }) => ({ authorization: apiKey }),
  connect: (http) => ({
    listCalls: (query) => listCalls(http, query),
    async getCall(callId, signal) {
      const path = `/v1/calls/${encodeURIComponent(callId)}`;
      const body = await readIfThere(http, { method: "GET", path }, signal);
      return body === null ? null : toFetched(body, false);
    },
    readConfiguration: (signal) => readBlandConfiguration(http, signal),
  }),
  normaliseFetched,
};

/** How far the list was read. */
interface Place {
  /** How many calls stand before the next one. */
  from: number;
  /** The last call given: the next page begins with it, which shows that nothing moved. */
  lastId: string | null;
}

/**
 * Pages are ranges of places in the list. Oldest first, so that new calls come at the end and move nobody; the window is that of the
 * creation, by whole days, and cut by us.
 */
async function listCalls(http: ApiTransport, query: ListQuery): Promise<CallPage> {
  const place = readPlace(query.cursor);
  const limit = pageSize(query, blandApi.pageLimitMax - 1);
  const overlap = place.lastId === null ? 0 : 1;
  const answer = requireObject(
    await http.read(
      {
        method: "GET",
        path: "/v1/calls",
        query: {
          from: place.from - overlap,
          to: place.from + limit,
          ascending: true,
          sort_by: "created_at",
          start_date: toDay(query.startedAfter),
          end_date: toDay(query.startedBefore),
        },
      },
      query.signal,
    ),
    "list",
  );
  const items = requireObjects(answer.calls, "calls").map((item) => toFetched(item, true));
  const next = nextPlace(items, place, { limit, isFull: items.length >= limit + overlap });
  return {
    calls: withinWindow(items, query),
    nextCursor: next === null ? null : writeCursor(next),
  };
}

function readPlace(cursor: string | null): Place {
  if (cursor === null) return { from: 0, lastId: null };
  const place = readCursor(cursor);
  return { from: place.number("from") ?? 0, lastId: place.text("lastId") };
}

/** Where to go on; null at the end. A page that does not hold the last call given shows that the list moved: one page back. */
function nextPlace(
  items: readonly FetchedCall[],
  place: Place,
  { limit, isFull }: { limit: number; isFull: boolean },
): Place | null {
  const seen = items.findIndex(({ providerCallId }) => providerCallId === place.lastId);
  if (place.lastId !== null && seen === -1) {
    return { from: Math.max(0, place.from - limit), lastId: null };
  }
  if (!isFull) return null;
  const fresh = items.length - 1 - seen;
  return { from: place.from + fresh, lastId: items.at(-1)?.providerCallId ?? null };
}

/** Both days are included. */
function toDay(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString().slice(0, 10);
}

function toFetched(body: Record<string, unknown>, isSummary: boolean): FetchedCall {
  const call = membersOf(body);
  const startedAt = call.instant("started_at");
  const providerCallId = requireCallId(call, "call_id");
  const hasEnded = isOver(body);
  const seconds = call.number("corrected_duration");
  const minutes = call.number("call_length");
  const durationMs = seconds !== null ? seconds * 1000 : minutes !== null ? minutes * 60_000 : null;
  return {
    providerCallId,
    startedAt,
    listedAt: call.instant("created_at"),
    // `end_at` is when the call would be cut off.
    endedAt:
      hasEnded && startedAt !== null && durationMs !== null
        ? startedAt + Math.round(durationMs)
        : null,
    isTerminal: hasEnded,
    isSummary,
    body,
  };
}

/** The mapping's own judgement, so that what is called over here is over in the record too. */
function isOver(body: Record<string, unknown>): boolean {
  try {
    const [patch] = bland.normalise(body, { receivedAt: 0, headers: {} }).patches;
    return patch !== undefined && isTerminal(patch.lifecycle);
  } catch (error) {
    if (error instanceof NormaliseError) return false;
    throw error;
  }
}

/** The details of a call are the message after the call, which comes under no name of its own. */
function normaliseFetched(body: unknown, context: NormaliseContext): Normalised {
  if (!membersOf(body).has("call_id")) throw new NormaliseError("The body is not a call");
  return asFetched(bland.normalise(body, context));
}
