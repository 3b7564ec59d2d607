import type { SimulatedCall } from "../../src/providers/index.ts";
import type { ApiCall, Json, ListedCall, ProviderBlueprint, World } from "./frame.ts";
import { cutPage, oldestFirst, skewOf } from "./paging.ts";

const key = "sk_0123456789abcdef";
const refusal = (status: string) => ({ detail: { status, message: "Not possible" } });

/** ElevenLabs' REST API, as far as it is read: conversations by cursor, at most a hundred a page, newest first. */
export const elevenlabsServer: ProviderBlueprint = {
  credentials: { apiKey: key },
  isAuthorised: ({ headers }) => headers["xi-api-key"] === key,
  unauthorised: { status: 401, json: refusal("invalid_api_key") },
  notFound: { status: 404, json: refusal("document_not_found") },
  rateLimited: { status: 429, json: refusal("too_many_concurrent_requests") },
  objectOf,
  configuration: {
    webhooks: [
      {
        name: "VoiceLens",
        webhook_id: "wh_ours",
        webhook_url: "https://voice.example.com/webhook/elevenlabs",
        is_disabled: false,
        is_auto_disabled: true,
        retry_enabled: false,
        auth_type: "hmac",
        most_recent_failure_error_code: 503,
        most_recent_failure_timestamp: 1_764_000_000,
      },
      {
        name: "Old",
        webhook_id: "wh_old",
        webhook_url: "https://old.example.com/hook",
        is_disabled: false,
        is_auto_disabled: false,
        retry_enabled: true,
        auth_type: "hmac",
      },
    ],
    settings: {
      webhooks: { post_call_webhook_id: "wh_ours", events: ["transcript"], send_audio: false },
      conversation_initiation_client_data_webhook: {
        url: "https://voice.example.com/webhook/elevenlabs",
        request_headers: {},
      },
    },
    agents: [
      { agent_id: "agent_desk", name: "Front desk", platform_settings: {} },
      {
        agent_id: "agent_sales",
        name: "Sales",
        platform_settings: {
          workspace_overrides: {
            webhooks: { post_call_webhook_id: "wh_old", events: ["transcript"] },
          },
        },
      },
    ],
  },
  respond,
};

interface Event {
  type?: string;
  data: Json;
}

/** The conversation of the report; made up of what is known while the call goes on, or when it never came about. */
function objectOf(simulated: SimulatedCall, at: number): Json | null {
  const [first] = simulated.deliveries;
  if (first === undefined) return null;
  const events = simulated.deliveries.map(({ body, at }) => ({
    at,
    event: JSON.parse(body) as Event,
  }));
  const report = events.find(({ event }) => event.type === "post_call_transcription");
  const failure = events.find(({ event }) => event.type === "call_initiation_failure");
  if (report) return atTime(report.event.data, at >= report.at, at, first.at);
  if (!failure || at < first.at) return null;
  return stillborn(failure.event.data, at >= failure.at);
}

function atTime(conversation: Json, isReported: boolean, at: number, firstAt: number): Json | null {
  if (isReported) return conversation;
  const metadata = conversation.metadata as Json;
  const { start_time_unix_secs: start, call_duration_secs: duration, phone_call } = metadata;
  const startAt = Number(start) * 1000;
  if (at < Math.min(firstAt, startAt)) return null;
  // The call is over, but neither judged nor charged.
  if (at >= startAt + Number(duration) * 1000) {
    const told = { start_time_unix_secs: start, call_duration_secs: duration, phone_call };
    return { ...conversation, status: "processing", analysis: null, metadata: told };
  }
  return {
    ...conversation,
    status: at < startAt ? "initiated" : "in-progress",
    transcript: [],
    analysis: null,
    metadata: { start_time_unix_secs: start, call_duration_secs: 0, phone_call },
  };
}

const results: Record<string, string> = { busy: "busy", "no-answer": "no_answer" };

function stillborn(failure: Json, isOver: boolean): Json {
  const { body } = failure.metadata as { body: Json };
  const isInbound = body.Direction === "inbound";
  return {
    agent_id: failure.agent_id,
    conversation_id: failure.conversation_id,
    status: isOver ? "failed" : "initiated",
    transcript: [],
    metadata: {
      start_time_unix_secs: Date.parse(String(body.Timestamp)) / 1000,
      call_duration_secs: 0,
      phone_call: {
        type: "twilio",
        direction: isInbound ? "inbound" : "outbound",
        agent_number: isInbound ? body.To : body.From,
        external_number: isInbound ? body.From : body.To,
        call_result: isOver ? (results[String(failure.failure_reason)] ?? "failed") : null,
        call_sid: body.CallSid,
      },
      termination_reason: "",
      error: null,
    },
    analysis: null,
    conversation_initiation_client_data: {},
    has_audio: false,
  };
}

function respond(request: ApiCall, world: World) {
  const { method, path } = request;
  const conversations = "/v1/convai/conversations";
  if (method === "GET" && path === conversations) return ok(list(request, world));
  if (method === "GET" && path.startsWith(`${conversations}/`)) {
    const id = path.slice(conversations.length + 1);
    const found = world.calls().find(({ providerCallId }) => providerCallId === id);
    return found && ok(found.object);
  }
  return respondConfiguration(request, world);
}

function list({ query, path }: ApiCall, world: World): Json {
  const after = Number(query.get("call_start_after_unix") ?? 0);
  const before = Number(query.get("call_start_before_unix") ?? Number.POSITIVE_INFINITY);
  const skewSecs = skewOf(world, path) / 1000;
  const sorted = oldestFirst(
    world.listed().map((call) => ({ ...call, object: toItem(call, skewSecs) })),
    ({ start_time_unix_secs }) => start_time_unix_secs,
  )
    .filter(({ object }) => {
      const start = Number(object.start_time_unix_secs);
      return start > after && start < before;
    })
    .reverse();
  const limit = Math.min(Number(query.get("page_size") ?? 30), 100);
  const offset = Number(query.get("cursor")?.slice(4) ?? 0);
  const page = cutPage(sorted, { offset, limit, path, world });
  return {
    conversations: page.items.map(({ object }) => object),
    has_more: page.next !== null,
    next_cursor: page.next === null ? null : `cur_${page.next}`,
  };
}

function toItem({ object }: ListedCall, skewSecs: number): Json {
  const metadata = object.metadata as Json;
  const analysis = object.analysis as Json | null;
  return {
    agent_id: object.agent_id,
    conversation_id: object.conversation_id,
    start_time_unix_secs: Number(metadata.start_time_unix_secs) + skewSecs,
    call_duration_secs: metadata.call_duration_secs,
    message_count: (object.transcript as unknown[]).length,
    status: object.status,
    call_successful: analysis?.call_successful ?? "unknown",
  };
}

function respondConfiguration({ method, path, body }: ApiCall, { configuration }: World) {
  const { webhooks, settings, agents } = configuration as Record<string, Json[]>;
  if (method === "GET" && path === "/v1/workspace/webhooks") return ok({ webhooks });
  if (path === "/v1/convai/settings") {
    if (method === "PATCH") Object.assign(settings ?? {}, body);
    return ok(settings);
  }
  if (method === "GET" && path === "/v1/convai/agents") {
    const items = agents?.map(({ agent_id, name }) => ({ agent_id, name }));
    return ok({ agents: items, has_more: false, next_cursor: null });
  }
  const [, kind, id] = /^\/v1\/(workspace\/webhooks|convai\/agents)\/(.+)$/.exec(path) ?? [];
  const set = kind === "convai/agents" ? agents : webhooks;
  const thing = set?.find((each) => each.agent_id === id || each.webhook_id === id);
  if (thing && method === "PATCH") patch(thing, body as Json);
  return thing && ok(thing);
}

/** Switching a webhook on clears what the failures did. */
function patch(thing: Json, body: Json): void {
  Object.assign(thing, body);
  if (body.is_disabled === false) thing.is_auto_disabled = false;
}

function ok(json: unknown) {
  return { status: 200, json };
}
