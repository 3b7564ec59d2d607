import type { CallFacts } from "../../lib/call.ts";
import { usdToMicros } from "../../lib/money.ts";
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
import type { Fields } from "../fields.ts";
import { type NormaliseContext, type Normalised, NormaliseError } from "../provider.ts";
import type {
  CallPage,
  Credentials,
  FetchedCall,
  ListQuery,
  ProviderApi,
} from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";
import { readTwilioConfiguration } from "./twilio.configuration.ts";
import { twilio } from "./twilio.ts";

/** Twilio's REST API. It allows far more; lists are heavy, and the account's own calls go first. */
export const twilioApi: ProviderApi = {
  id: "twilio",
  baseUrl: "https://api.twilio.com",
  credentialNames: ["accountSid", "authToken"],
  limits: { requestsPerSecond: 5, concurrency: 3 },
  pageLimitMax: 1000,
  listsUnconnected: true,
  authorise: ({ accountSid, authToken }) => ({
    authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
  }),
  connect(http, credentials) {
    const account = accountPath(credentials);
    return {
      listCalls: (query) => listCalls(http, account, query),
      async getCall(callId, signal) {
        const path = `${account}/Calls/${encodeURIComponent(callId)}.json`;
        const body = await readIfThere(http, { method: "GET", path }, signal);
        return body === null ? null : toFetched(body);
      },
      readConfiguration: (signal) => readTwilioConfiguration(http, account, signal),
    };
  },
  normaliseFetched,
};

function accountPath({ accountSid = "" }: Credentials): string {
  return `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}`;
}

const dayMs = 24 * 60 * 60_000;

/**
 * Filters are whole days, so a page is asked for by day and cut to the window by us. Of the address of the next page only the query is
 * taken: where the key is sent is ours to say.
 */
async function listCalls(http: ApiTransport, account: string, query: ListQuery): Promise<CallPage> {
  const { startedAfter, startedBefore, cursor } = query;
  const first = {
    PageSize: pageSize(query, twilioApi.pageLimitMax),
    "StartTime>": startedAfter === null ? null : toDay(startedAfter),
    "StartTime<": startedBefore === null ? null : toDay(startedBefore + dayMs),
  };
  const answer = requireObject(
    await http.read(
      {
        method: "GET",
        path: `${account}/Calls.json`,
        query: cursor === null ? first : Object.fromEntries(new URLSearchParams(cursor)),
      },
      query.signal,
    ),
    "list",
  );
  const calls = requireObjects(answer.calls, "calls").map(toFetched);
  return {
    calls: withinWindow(calls, query),
    nextCursor: readNextCursor(answer.next_page_uri),
  };
}

function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function readNextCursor(uri: unknown): string | null {
  if (uri === null || uri === undefined || uri === "") return null;
  if (typeof uri !== "string" || !uri.includes("?")) throw nonsense("next_page_uri");
  return uri.slice(uri.indexOf("?") + 1);
}

const endings: ReadonlySet<string> = new Set([
  ...["completed", "busy", "failed", "no-answer", "canceled"],
]);

function toFetched(body: Record<string, unknown>): FetchedCall {
  const call = membersOf(body);
  const status = call.text("status") ?? "";
  const isOver = endings.has(status);
  const startTime = call.instant("start_time");
  return {
    providerCallId: requireCallId(call, "sid"),
    startedAt: connectedAt(call),
    listedAt: startTime,
    endedAt: isOver ? call.instant("end_time") : null,
    isTerminal: isOver,
    isSummary: false,
    body,
  };
}

/** For a call that was answered the start is the answer; one that was not has a start too, which is none of ours. */
function connectedAt(call: Fields): number | null {
  const status = call.text("status");
  return status === "completed" || status === "in-progress" ? call.instant("start_time") : null;
}

/**
 * The call resource holds what status callbacks tell, so it is read as the last of them. Its own gifts are the exact start and the
 * price, which comes minutes after the end.
 */
function normaliseFetched(body: unknown, context: NormaliseContext): Normalised {
  const call = membersOf(body);
  if (!call.has("sid")) throw new NormaliseError("The body is not a call");
  const told = {
    CallSid: call.text("sid"),
    ParentCallSid: call.text("parent_call_sid"),
    AccountSid: call.text("account_sid"),
    From: call.text("from"),
    To: call.text("to"),
    Direction: call.text("direction"),
    CallStatus: call.text("status"),
    CallDuration: call.text("duration"),
    AnsweredBy: call.text("answered_by"),
    Timestamp: call.text("end_time") ?? call.text("start_time"),
    CallbackSource: "call-progress-events",
  };
  const form = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
  const read = asFetched(twilio.normalise(form, context));
  const own: CallFacts = { startedAt: connectedAt(call), costMicros: readPrice(call) };
  return {
    ...read,
    patches: read.patches.map((patch) => ({ ...patch, facts: { ...patch.facts, ...own } })),
  };
}

/** Prices are charges, hence negative. Other currencies than the dollar have no place in a record. */
function readPrice(call: Fields): number | null {
  const unit = call.text("price_unit")?.toUpperCase() ?? "USD";
  const micros = unit === "USD" ? usdToMicros(call.text("price")) : null;
  return micros === null ? null : Math.abs(micros);
}
