import { isObject } from "../../lib/json.ts";
import { ApiError, nonsense } from "../api-error.ts";
import { membersOf, readIfThere, requireObject, requireObjects } from "../fetched.ts";
import type { Fields } from "../fields.ts";
import type { ProposedFix, ProviderConfiguration, WebhookSetting } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";

type Json = Record<string, unknown>;

const webhooksPath = "/v1/workspace/webhooks";
const settingsPath = "/v1/convai/settings";
const agentsPath = "/v1/convai/agents";
const neededEvents = ["transcript", "call_initiation_failure"] as const;
const pagesMax = 100;

/** The webhooks of the workspace, and which of them calls go to: by default, and for agents that choose their own. */
export async function readElevenlabsConfiguration(
  http: ApiTransport,
  signal?: AbortSignal,
): Promise<ProviderConfiguration> {
  const list = await http.read({ method: "GET", path: webhooksPath }, signal);
  const webhooks = requireObjects(requireObject(list, "list").webhooks, "webhooks");
  const settings = membersOf(
    requireObject(await http.read({ method: "GET", path: settingsPath }, signal), "settings"),
  );
  const byId = new Map(webhooks.map((webhook) => [String(webhook.webhook_id), webhook]));
  const account = chosen(settings.object("webhooks"), byId, {
    scope: "account",
    id: "convai",
    name: "Default for all agents",
  });
  const agents = await readAgents(http, byId, signal);
  return {
    settings: [account, ...agents, ...readInitiation(settings)],
    unreadable: [
      "How long ElevenLabs waits for an answer",
      ...(webhooks.some((webhook) => typeof webhook.retry_enabled !== "boolean")
        ? ["Whether failed deliveries are tried again, for webhooks that do not tell"]
        : []),
    ],
    proposeFix: ({ url }) =>
      proposeFix({ account, agents, webhooks, current: settings.json("webhooks") ?? {}, url }),
  };
}

type Place = Pick<WebhookSetting, "scope" | "id" | "name">;

/** What a choice of webhook amounts to. */
function chosen(choice: Fields, byId: ReadonlyMap<string, Json>, place: Place): WebhookSetting {
  const secretId = choice.text("post_call_webhook_id");
  const webhook = membersOf(byId.get(secretId ?? ""));
  const isAuto = webhook.flag("is_auto_disabled") === true;
  const isByHand = webhook.flag("is_disabled") === true;
  const events = choice.has("events")
    ? choice.list("events").filter((event) => typeof event === "string")
    : null;
  return {
    ...place,
    purpose: "events",
    url: webhook.text("webhook_url"),
    events,
    missingEvents: neededEvents.filter((event) => events?.includes(event) === false),
    timeoutMs: null,
    isRetried: webhook.flag("retry_enabled"),
    disabled: isAuto ? "by_failures" : isByHand ? "by_hand" : null,
    failedAt: webhook.instant("most_recent_failure_timestamp"),
    // The secret belongs to the webhook and goes by its id.
    secretId,
  };
}

/** Agents that send elsewhere than the workspace. Most do not, and are not listed. */
async function readAgents(
  http: ApiTransport,
  byId: ReadonlyMap<string, Json>,
  signal?: AbortSignal,
): Promise<WebhookSetting[]> {
  const found: WebhookSetting[] = [];
  for (const id of await readAgentIds(http, signal)) {
    const path = `${agentsPath}/${encodeURIComponent(id)}`;
    const agent = membersOf(await readIfThere(http, { method: "GET", path }, signal));
    const choice = agent
      .object("platform_settings")
      .object("workspace_overrides")
      .object("webhooks");
    if (!choice.has("post_call_webhook_id")) continue;
    found.push(chosen(choice, byId, { scope: "agent", id, name: agent.text("name") }));
  }
  return found;
}

async function readAgentIds(http: ApiTransport, signal?: AbortSignal): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const query: Record<string, string | number | null> = { page_size: 100, cursor };
    const answer = requireObject(
      await http.read({ method: "GET", path: agentsPath, query }, signal),
      "list",
    );
    for (const agent of requireObjects(answer.agents, "agents")) {
      if (typeof agent.agent_id === "string") ids.push(agent.agent_id);
    }
    if (answer.has_more !== true) return ids;
    if (typeof answer.next_cursor !== "string") throw nonsense("next_cursor");
    cursor = answer.next_cursor;
  }
  throw new ApiError("nonsense", "The list of agents does not end");
}

function readInitiation(settings: Fields): WebhookSetting[] {
  const webhook = settings.object("conversation_initiation_client_data_webhook");
  if (!webhook.has("url")) return [];
  return [
    {
      scope: "account",
      id: "conversation_initiation",
      name: "Start of a call",
      purpose: "inbound",
      url: webhook.text("url"),
      events: null,
      missingEvents: [],
      timeoutMs: null,
      isRetried: null,
      disabled: null,
      failedAt: null,
      secretId: null,
    },
  ];
}

interface Known {
  account: WebhookSetting;
  agents: readonly WebhookSetting[];
  webhooks: readonly Json[];
  /** The workspace's choice as it is: a change sends it back whole. */
  current: Json;
  url: string;
}

/** A webhook's address cannot be changed, so nothing is proposed where none of the workspace's webhooks leads to us. */
function proposeFix({ account, agents, webhooks, current, url }: Known): ProposedFix[] {
  const ours = webhooks.filter((webhook) => webhook.webhook_url === url);
  const id = ours.map((webhook) => webhook.webhook_id).find((value) => typeof value === "string");
  if (id === undefined) return [];
  return [
    ...ours.flatMap(repairWebhook),
    ...chooseOurs(account, id, { path: settingsPath, wrap: (webhooks) => ({ webhooks }), current }),
    ...agents.flatMap((agent) =>
      chooseOurs(agent, id, {
        path: `${agentsPath}/${encodeURIComponent(agent.id)}`,
        wrap: (webhooks) => ({ platform_settings: { workspace_overrides: { webhooks } } }),
        current: { events: agent.events ?? undefined },
      }),
    ),
  ];
}

/** The update wants name and switch each time. */
function repairWebhook(webhook: Json): ProposedFix[] {
  const isOff = webhook.is_disabled === true || webhook.is_auto_disabled === true;
  const isUnretried = webhook.retry_enabled !== true;
  if (!isOff && !isUnretried) return [];
  const id = String(webhook.webhook_id);
  return [
    {
      settingId: id,
      reasons: [
        ...(isOff ? ["The webhook is switched off."] : []),
        ...(isUnretried ? ["A failed delivery is not tried again, as far as is told."] : []),
      ],
      request: {
        method: "PATCH",
        path: `${webhooksPath}/${encodeURIComponent(id)}`,
        json: { name: webhook.name, is_disabled: false, retry_enabled: true },
      },
      hidden: [],
    },
  ];
}

function chooseOurs(
  setting: WebhookSetting,
  webhookId: string,
  { path, wrap, current }: { path: string; wrap: (webhooks: Json) => Json; current: Json },
): ProposedFix[] {
  const { missingEvents: missing } = setting;
  const isElsewhere = setting.secretId !== webhookId;
  if (!isElsewhere && missing.length === 0) return [];
  const reasons = [
    ...(isElsewhere ? ["Calls are reported to another webhook, or to none."] : []),
    ...(missing.length > 0 ? [`${missing.join(" and ")} are not reported.`] : []),
  ];
  const events = [...(setting.events ?? ["transcript"]), ...missing];
  const webhooks = { ...withoutUndefined(current), post_call_webhook_id: webhookId, events };
  const json = wrap(webhooks);
  return [{ settingId: setting.id, reasons, request: { method: "PATCH", path, json }, hidden: [] }];
}

function withoutUndefined(members: Json): Json {
  return isObject(members)
    ? Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
    : {};
}
