import type { SimulatedCall } from "../../src/providers/index.ts";
import type { ApiCall, Json, ListedCall, ProviderBlueprint, World } from "./frame.ts";
import { cutPage, oldestFirst, skewOf } from "./paging.ts";

const key = "3f0c7d9e-6b1a-4c53-9a58-d5b1f37c0e44";

/** Vapi's REST API, as far as it is read: a bare list bounded by times, newest first. */
export const vapiServer: ProviderBlueprint = {
  credentials: { apiKey: key },
  isAuthorised: ({ headers }) => headers.authorization === `Bearer ${key}`,
  unauthorised: {
    status: 401,
    json: { message: "Invalid Key", error: "Unauthorized", statusCode: 401 },
  },
  notFound: { status: 404, json: { message: "Not Found", error: "Not Found", statusCode: 404 } },
  rateLimited: { status: 429, json: { message: "Too Many Requests", statusCode: 429 } },
  objectOf,
  configuration: {
    assistants: [
      {
        id: "asst_desk",
        name: "Front desk",
        server: {
          url: "https://voice.example.com/webhook/vapi",
          timeoutSeconds: 20,
          headers: { "x-own": "words nobody may read" },
        },
      },
      { id: "asst_plain", name: "Plain" },
      {
        id: "asst_old",
        name: "Old",
        serverMessages: ["end-of-call-report"],
        server: {
          url: "https://old.example.com/hook",
          credentialId: "cred_1",
          backoffPlan: { type: "fixed", maxRetries: 3, baseDelaySeconds: 1 },
        },
      },
    ],
    phoneNumbers: [{ id: "num_1", number: "+12125550100", provider: "vapi" }],
  },
  respond,
};

const statusOrder = ["queued", "ringing", "in-progress", "forwarding"];

/** The call object, put together from the messages so far. The report's parts stand in the call itself here. */
function objectOf(simulated: SimulatedCall, at: number): Json | null {
  const messages = simulated.deliveries
    .filter((sent) => sent.at <= at)
    .map(({ body }) => (JSON.parse(body) as { message: Json }).message);
  const [first] = messages;
  if (first === undefined) return null;
  const { phoneNumber: _, ...call } = first.call as Json;
  const report = messages.find(({ type }) => type === "end-of-call-report");
  const ended = messages.find(({ status }) => status === "ended");
  const updatedAt = new Date(Number(messages.at(-1)?.timestamp)).toISOString();
  if (report === undefined) {
    const told = messages
      .map(({ status }) => String(status))
      .filter((s) => statusOrder.includes(s));
    const status = ended ? "ended" : (told.at(-1) ?? call.status);
    const reason = ended ? { endedReason: ended.endedReason } : {};
    return { ...call, status, updatedAt, ...reason };
  }
  const { startedAt, endedAt, endedReason, cost, costBreakdown, costs, analysis } = report;
  const artifact = report.artifact as Json;
  return {
    ...call,
    status: "ended",
    updatedAt,
    ...(startedAt === undefined ? {} : { startedAt, endedAt }),
    endedReason,
    cost,
    costBreakdown,
    costs,
    analysis,
    artifact,
    messages: artifact.messages,
    monitor: { listenUrl: "wss://media.example.com/listen" },
  };
}

function respond(request: ApiCall, world: World) {
  const { method, path } = request;
  if (method === "GET" && path === "/call") return ok(list(request, world));
  const [, kind, id] = /^\/(call|assistant|phone-number)\/(.+)$/.exec(path) ?? [];
  if (kind === "call" && method === "GET") {
    const found = world.calls().find(({ providerCallId }) => providerCallId === id);
    return found && ok(found.object);
  }
  if (method === "GET" && path === "/assistant") return ok(world.configuration.assistants);
  if (method === "GET" && path === "/phone-number") return ok(world.configuration.phoneNumbers);
  if (kind === undefined || id === undefined) return undefined;
  return respondThing(request, world, { isAssistant: kind === "assistant", id });
}

/** What belongs to the calls themselves is known without being configured. */
function respondThing(
  { method, body }: ApiCall,
  world: World,
  { isAssistant, id }: { isAssistant: boolean; id: string },
) {
  const { assistants, phoneNumbers } = world.configuration;
  const set = (isAssistant ? assistants : phoneNumbers) as Json[];
  const thing = set.find((each) => each.id === id);
  if (thing && method === "PATCH") Object.assign(thing, body);
  if (thing) return ok(thing);
  const told = world.raw().flatMap(({ deliveries }) => {
    const { message } = JSON.parse(deliveries[0]?.body ?? "{}") as { message?: Json };
    const part = (isAssistant ? message?.assistant : message?.phoneNumber) as Json | undefined;
    return part?.id === id ? [part] : [];
  })[0];
  if (told === undefined) return undefined;
  return ok(isAssistant ? { ...told, model: { ...(told.model as Json), messages: [] } } : told);
}

function list({ query, path }: ApiCall, world: World): unknown[] {
  const skewMs = skewOf(world, path);
  const bound = (name: string) => {
    const text = query.get(name);
    return text === null ? null : Date.parse(text);
  };
  const ge = bound("createdAtGe") ?? Number.NEGATIVE_INFINITY;
  const lt = bound("createdAtLt") ?? Number.POSITIVE_INFINITY;
  const le = bound("createdAtLe") ?? Number.POSITIVE_INFINITY;
  const createdOf = ({ object }: ListedCall) => Date.parse(String(object.createdAt));
  const all = oldestFirst(
    world.listed().map((call) => skew(call, skewMs)),
    ({ createdAt }) => createdAt,
  ).reverse();
  const inWindow = all.filter((call) => createdOf(call) >= ge && createdOf(call) < lt);
  const offset = inWindow.findIndex((call) => createdOf(call) <= le);
  const limit = Math.min(Number(query.get("limit") ?? 100), 1000);
  if (offset === -1) return [];
  return cutPage(inWindow, { offset, limit, path, world }).items.map(({ object }) => object);
}

function skew(call: ListedCall, ms: number): ListedCall {
  const createdAt = new Date(Date.parse(String(call.object.createdAt)) + ms).toISOString();
  return { ...call, object: { ...call.object, createdAt } };
}

function ok(json: unknown) {
  return { status: 200, json };
}
