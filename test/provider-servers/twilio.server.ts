import type { SimulatedCall } from "../../src/providers/index.ts";
import type { ApiCall, Json, ListedCall, ProviderBlueprint, World } from "./frame.ts";
import { cutPage, oldestFirst, skewOf } from "./paging.ts";

const accountSid = `AC${"0".repeat(32)}`;
const authToken = "0123456789abcdef0123456789abcdef";
const account = `/2010-04-01/Accounts/${accountSid}`;
const basic = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
const refusal = (code: number, status: number) => ({ code, message: "Not possible", status });
/** How long after the end a call is rated. */
const ratedAfterMs = 120_000;

/** Twilio's REST API, as far as it is read: calls newest first, filtered by whole days, paged by a URI. */
export const twilioServer: ProviderBlueprint = {
  credentials: { accountSid, authToken },
  isAuthorised: ({ headers }) => headers.authorization === `Basic ${basic}`,
  unauthorised: { status: 401, json: refusal(20003, 401) },
  notFound: { status: 404, json: refusal(20404, 404) },
  rateLimited: { status: 429, json: refusal(20429, 429) },
  objectOf,
  configuration: {
    numbers: [
      {
        sid: "PN1",
        phone_number: "+12125550100",
        status_callback: "https://voice.example.com/webhook/twilio#rc=3&rp=all",
      },
      {
        sid: "PN2",
        phone_number: "+12125550101",
        status_callback: "https://voice.example.com/webhook/twilio",
      },
      { sid: "PN3", phone_number: "+12125550102", status_callback: "" },
    ],
  },
  respond,
};

/** The call resource as of the last callback. */
function objectOf(simulated: SimulatedCall, at: number): Json | null {
  const told = simulated.deliveries
    .filter((sent) => sent.at <= at)
    .map((sent) => ({ at: sent.at, form: Object.fromEntries(new URLSearchParams(sent.body)) }));
  const last = told.at(-1);
  if (last === undefined) return null;
  const { form } = last;
  const answer = told.find((each) => each.form.CallStatus === "in-progress");
  const isOver = form.CallDuration !== undefined;
  const start = answer?.form.Timestamp ?? (isOver ? form.Timestamp : null);
  const isRated = isOver && at >= last.at + ratedAfterMs;
  const minutes = Number(form.Duration ?? 0);
  return {
    sid: form.CallSid,
    account_sid: form.AccountSid,
    parent_call_sid: null,
    from: form.From,
    to: form.To,
    status: form.CallStatus === "initiated" ? "queued" : form.CallStatus,
    direction: form.Direction,
    date_created: told[0]?.form.Timestamp,
    date_updated: form.Timestamp,
    start_time: start,
    end_time: isOver ? form.Timestamp : null,
    duration: form.CallDuration ?? null,
    price: isRated ? (minutes * -0.014).toFixed(5) : null,
    price_unit: "USD",
    answered_by: form.AnsweredBy ?? null,
    uri: `${account}/Calls/${form.CallSid}.json`,
  };
}

function respond(request: ApiCall, world: World) {
  const { method, path } = request;
  if (!path.startsWith(`${account}/`)) return undefined;
  if (method === "GET" && path === `${account}/Calls.json`) return ok(list(request, world));
  const [, kind, id] = /\/(Calls|IncomingPhoneNumbers)\/([^/]+)\.json$/.exec(path) ?? [];
  if (kind === "Calls") {
    const found = world.calls().find(({ providerCallId }) => providerCallId === id);
    return found && ok(found.object);
  }
  const numbers = world.configuration.numbers as Json[];
  if (path === `${account}/IncomingPhoneNumbers.json`) {
    return ok({ incoming_phone_numbers: numbers, next_page_uri: null });
  }
  const number = numbers.find(({ sid }) => sid === id);
  const { StatusCallback } = (request.body ?? {}) as Json;
  if (number && method === "POST") number.status_callback = StatusCallback;
  return number && ok(number);
}

function list({ query, path }: ApiCall, world: World): Json {
  const skewMs = skewOf(world, path);
  const from = query.get("StartTime>") ?? "";
  const to = query.get("StartTime<") ?? "9999";
  const sorted = oldestFirst(
    world.listed().map((call) => skew(call, skewMs)),
    ({ start_time }) => start_time,
  )
    .filter(({ object }) => {
      if (object.start_time === null) return true;
      const day = new Date(String(object.start_time)).toISOString().slice(0, 10);
      return day >= from && day < to;
    })
    .reverse();
  const limit = Math.min(Number(query.get("PageSize") ?? 50), 1000);
  const offset = Number(query.get("PageToken")?.slice(4) ?? 0);
  const page = cutPage(sorted, { offset, limit, path, world });
  const next = new URLSearchParams(query);
  next.set("PageToken", `PACA${page.next}`);
  return {
    calls: page.items.map(({ object }) => object),
    page_size: limit,
    next_page_uri: page.next === null ? null : `${account}/Calls.json?${next}`,
  };
}

function skew(call: ListedCall, ms: number): ListedCall {
  const { start_time: start } = call.object;
  if (typeof start !== "string" || ms === 0) return call;
  const start_time = new Date(Date.parse(start) + ms).toUTCString().replace("GMT", "+0000");
  return { ...call, object: { ...call.object, start_time } };
}

function ok(json: unknown) {
  return { status: 200, json };
}
