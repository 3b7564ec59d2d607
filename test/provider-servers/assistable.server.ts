import type { SimulatedCall } from "../../src/providers/index.ts";
import type { ApiCall, Json, ListedCall, ProviderBlueprint, World } from "./frame.ts";
import { cutPage, oldestFirst, skewOf } from "./paging.ts";

const key = "ask_live_0123456789abcdef";
const refusal = (code: string) => ({
  data: null,
  error: { code, message: "Not possible", details: [] },
  request_id: "req_1",
});

/** Assistable's REST API, as far as it is read: calls by numbered pages, newest first, everything in an envelope. */
export const assistableServer: ProviderBlueprint = {
  credentials: { apiKey: key },
  isAuthorised: ({ headers }) => headers.authorization === `Bearer ${key}`,
  unauthorised: { status: 401, json: refusal("unauthorized") },
  notFound: { status: 404, json: refusal("not_found") },
  rateLimited: {
    status: 429,
    json: refusal("rate_limited"),
    headers: { "x-ratelimit-limit": "150", "x-ratelimit-remaining": "0" },
  },
  objectOf,
  configuration: {},
  respond,
};

const statuses: Record<string, string> = {
  no_answer: "NO_ANSWER",
  busy: "BUSY",
  dial_failed: "FAILED",
  error_assistant: "FAILED",
};

function objectOf(simulated: SimulatedCall, at: number): Json | null {
  const first = simulated.deliveries[0];
  const last = simulated.deliveries.at(-1);
  if (first === undefined || last === undefined || at < first.at) return null;
  const result = JSON.parse(last.body) as Json;
  const reason = String(result.disconnection_reason);
  const identity = {
    id: result.call_id,
    callType: result.call_type,
    direction: String(result.direction).toUpperCase(),
    to: result.to,
    from: result.from,
    contactId: result.contact_id,
    startedAt: result.start_timestamp,
  };
  if (at < last.at) return { ...identity, status: "IN_PROGRESS", endedAt: null };
  const { user_sentiment: sentiment, call_summary: summary } = result;
  return {
    ...identity,
    status: statuses[reason] ?? "COMPLETED",
    endedAt: result.end_timestamp,
    durationMs: result.call_time_ms,
    disconnectionReason: reason,
    transcript: result.full_transcript,
    callAnalysis: { summary, sentiment },
    recordingUrls: result.recording_url === null ? [] : [result.recording_url],
    callCost: null,
    calledTools: [],
    callLegs: [],
  };
}

function respond({ method, path, query }: ApiCall, world: World) {
  if (method !== "GET") return undefined;
  if (path === "/calls") return ok(list({ path, query }, world));
  const callId = /^\/calls\/(.+)$/.exec(path)?.[1];
  const found = world.calls().find(({ providerCallId }) => providerCallId === callId);
  return found && ok(found.object);
}

function list({ query, path }: Pick<ApiCall, "query" | "path">, world: World): Json[] {
  const skewMs = skewOf(world, path);
  const sorted = oldestFirst(
    world.listed().map((call) => toItem(call, skewMs)),
    ({ startedAt }) => startedAt,
  ).reverse();
  const limit = Number(query.get("limit") ?? 20);
  const offset = (Number(query.get("page") ?? 1) - 1) * limit;
  return cutPage(sorted, { offset, limit, path, world }).items.map(({ object }) => object);
}

function toItem(call: ListedCall, skewMs: number): ListedCall {
  const { transcript: _, callAnalysis: __, recordingUrls: ___, ...object } = call.object;
  const startedAt = new Date(Date.parse(String(object.startedAt)) + skewMs).toISOString();
  return { ...call, object: { ...object, startedAt } };
}

function ok(content: unknown) {
  return { status: 200, json: { data: content, error: null, request_id: "req_1" } };
}
