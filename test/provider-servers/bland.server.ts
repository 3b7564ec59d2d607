import type { SimulatedCall } from "../../src/providers/index.ts";
import type { ApiCall, Json, ListedCall, ProviderBlueprint, World } from "./frame.ts";
import { cutPage, oldestFirst, skewOf } from "./paging.ts";

const key = "org_0123456789abcdef";
const refusal = (error: string) => ({ data: null, errors: [{ error, message: "Not possible" }] });

/** Bland's REST API, as far as it is read: calls by ranges of places, summaries in the list, details one by one. */
export const blandServer: ProviderBlueprint = {
  credentials: { apiKey: key },
  isAuthorised: ({ headers }) => headers.authorization === key,
  unauthorised: { status: 401, json: refusal("AUTH_FAILURE") },
  notFound: { status: 404, json: refusal("CALL_NOT_FOUND") },
  rateLimited: { status: 429, json: refusal("RATE_LIMIT") },
  objectOf,
  configuration: {
    inbound_numbers: [
      { phone_number: "+12125550100", webhook: "https://voice.example.com/webhook/bland" },
      { phone_number: "+12125550101", webhook: null },
    ],
  },
  respond,
};

/** The details: what the message after the call carries, less what is not known while it goes on. */
function objectOf(simulated: SimulatedCall, at: number): Json | null {
  const first = simulated.deliveries[0];
  const last = simulated.deliveries.at(-1);
  if (first === undefined || last === undefined) return null;
  const result = JSON.parse(last.body) as Json;
  if (at >= last.at) return { ...result, endpoint_url: "https://api.example.com" };
  if (at < first.at) return null;
  return {
    ...result,
    completed: false,
    status: null,
    queue_status: "started",
    call_length: null,
    corrected_duration: null,
    price: null,
    answered_by: null,
    call_ended_by: null,
    error_message: null,
    disposition_tag: null,
    summary: null,
    recording_url: null,
    transcripts: [],
    concatenated_transcript: "",
    transferred_at: null,
    transferred_to: null,
  };
}

function respond(request: ApiCall, world: World) {
  const { method, path, body } = request;
  if (method === "GET" && path === "/v1/calls") return ok(list(request, world));
  const callId = /^\/v1\/calls\/(.+)$/.exec(path)?.[1];
  if (method === "GET" && callId) {
    const found = world.calls().find(({ providerCallId }) => providerCallId === callId);
    return found && ok(found.object);
  }
  const { inbound_numbers } = world.configuration as { inbound_numbers: Json[] };
  if (method === "GET" && path === "/v1/inbound") return ok({ inbound_numbers });
  const [, id] = /^\/v1\/inbound\/(.+)$/.exec(path) ?? [];
  const number = inbound_numbers.find(({ phone_number }) => phone_number === id);
  if (number && method === "POST") Object.assign(number, body);
  return number && ok({ status: "success" });
}

const listed = [
  ...["call_id", "created_at", "call_length", "to", "from", "completed", "queue_status"],
  ...["error_message", "answered_by", "batch_id"],
];

function list({ query, path }: ApiCall, world: World): Json {
  const skewMs = skewOf(world, path);
  const from = query.get("start_date") ?? "";
  const to = query.get("end_date") ?? "9999";
  const sorted = oldestFirst(
    world.listed().map((call) => toItem(call, skewMs)),
    ({ created_at }) => created_at,
  ).filter(({ object }) => {
    const day = String(object.created_at).slice(0, 10);
    return day >= from && day <= to;
  });
  if (query.get("ascending") !== "true") sorted.reverse();
  const offset = Number(query.get("from") ?? 0);
  const limit = Math.min(Number(query.get("to") ?? offset + 1000) - offset, 1000);
  const page = cutPage(sorted, { offset, limit, path, world });
  return { count: page.items.length, calls: page.items.map(({ object }) => object) };
}

function toItem(call: ListedCall, skewMs: number): ListedCall {
  const object = Object.fromEntries(listed.map((name) => [name, call.object[name]]));
  const created = Date.parse(String(object.created_at)) + skewMs;
  return { ...call, object: { ...object, created_at: new Date(created).toISOString() } };
}

function ok(json: unknown) {
  return { status: 200, json };
}
