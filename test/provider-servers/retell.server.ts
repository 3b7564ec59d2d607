import type { SimulatedCall } from "../../src/providers/index.ts";
import type { ApiCall, Json, ListedCall, ProviderBlueprint, World } from "./frame.ts";
import { cutPage, oldestFirst, skewOf } from "./paging.ts";

const key = "key_0123456789abcdef";

/** Retell's REST API, as far as it is read: lists by POST with an opaque key, whole objects by GET. */
export const retellServer: ProviderBlueprint = {
  credentials: { apiKey: key },
  isAuthorised: ({ headers }) => headers.authorization === `Bearer ${key}`,
  unauthorised: { status: 401, json: { status: "error", message: "Invalid API key" } },
  notFound: { status: 404, json: { status: "error", message: "Not found" } },
  rateLimited: { status: 429, json: { status: "error", message: "Rate limit exceeded" } },
  objectOf,
  configuration: {
    agents: [
      { agent_id: "agent_desk", agent_name: "Front desk", channel: "voice", webhook_url: null },
      {
        agent_id: "agent_sales",
        agent_name: "Sales",
        channel: "voice",
        webhook_url: "https://old.example.com/hook",
        webhook_events: ["call_ended", "call_analyzed"],
        webhook_timeout_ms: 5000,
      },
      { agent_id: "agent_chat", agent_name: "Chat", channel: "chat" },
    ],
    phoneNumbers: [
      {
        phone_number: "+12125550100",
        nickname: "Main line",
        inbound_webhook_url: "https://old.example.com/inbound",
      },
    ],
  },
  respond,
};

/** The call object of the last event so far; every event carries it whole. */
function objectOf(call: SimulatedCall, at: number): Json | null {
  const first = call.deliveries[0];
  if (first === undefined || first.at > at) return null;
  const last = call.deliveries.findLast((sent) => sent.at <= at) ?? first;
  const { call: object } = JSON.parse(last.body) as { call: Json };
  return object;
}

function respond(request: ApiCall, world: World) {
  const { method, path } = request;
  if (method === "POST" && path === "/v3/list-calls") return ok(list(request, world));
  const callId = /^\/v2\/get-call\/(.+)$/.exec(path)?.[1];
  if (method === "GET" && callId) {
    const found = world.calls().find(({ providerCallId }) => providerCallId === callId);
    return found && ok(found.object);
  }
  return respondConfiguration(request, world);
}

/** A range in the filter leaves out what has no start. */
function list({ body, path }: ApiCall, world: World): Json {
  const { filter_criteria: filter, sort_order, limit = 50, pagination_key } = body as Json;
  const skewMs = skewOf(world, path);
  const fits = comparison((filter as Json | undefined)?.start_timestamp as Json | undefined);
  const sorted = oldestFirst(
    world.listed().map((call) => toItem(call, skewMs)),
    ({ start_timestamp }) => start_timestamp,
  ).filter(({ object }) => fits(object.start_timestamp));
  if (sort_order !== "ascending") sorted.reverse();
  const offset = pagination_key === undefined ? 0 : Number(String(pagination_key).slice(4));
  const page = cutPage(sorted, { offset, limit: Math.min(Number(limit), 1000), path, world });
  return {
    items: page.items.map(({ object }) => object),
    has_more: page.next !== null,
    ...(page.next === null ? {} : { pagination_key: `key_${page.next}` }),
  };
}

function comparison(filter: Json | undefined): (value: unknown) => boolean {
  if (filter === undefined) return () => true;
  const { op, value } = filter;
  const [from, to] = Array.isArray(value) ? (value as number[]) : [value, value];
  return (told) => {
    if (typeof told !== "number") return false;
    if (op === "bt") return told >= Number(from) && told <= Number(to);
    return op === "ge" ? told >= Number(value) : told < Number(value);
  };
}

/** List items lack transcripts. */
function toItem(call: ListedCall, skewMs: number): ListedCall {
  const {
    transcript: _,
    transcript_object: __,
    transcript_with_tool_calls: ___,
    ...rest
  } = call.object;
  const shift = (name: string) =>
    typeof rest[name] === "number" ? { [name]: rest[name] + skewMs } : {};
  const object = { ...rest, ...shift("start_timestamp"), ...shift("end_timestamp") };
  return { ...call, object };
}

function respondConfiguration({ method, path, body }: ApiCall, { configuration }: World) {
  const agents = configuration.agents as Json[];
  if (method === "POST" && path === "/v2/list-agents") {
    const items = agents.map(({ agent_id, agent_name, channel }) => ({
      agent_id,
      agent_name,
      channel,
    }));
    return ok({ items, has_more: false });
  }
  if (method === "GET" && path === "/v2/list-phone-numbers") {
    return ok({ items: configuration.phoneNumbers, has_more: false });
  }
  const id = /^\/(?:get|update)-agent\/(.+)$/.exec(path)?.[1];
  const agent = agents.find(({ agent_id }) => agent_id === id);
  if (agent && method === "PATCH") Object.assign(agent, body);
  return agent && ok(agent);
}

function ok(json: unknown) {
  return { status: 200, json };
}
