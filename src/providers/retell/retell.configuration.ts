import { nonsense } from "../api-error.ts";
import { membersOf, requireObject, requireObjects } from "../fetched.ts";
import type { Fields } from "../fields.ts";
import type { ProposedFix, ProviderConfiguration, WebhookSetting } from "../provider-api.ts";
import type { ApiRequest, ApiTransport } from "../transport.ts";

/** The events without which a call's record stays incomplete. */
const neededEvents = ["call_started", "call_ended", "call_analyzed"] as const;
const defaultTimeoutMs = 10_000;
const pagesMax = 100;

/** Where each agent and number sends. The account's own webhook address is not in the API. */
export async function readRetellConfiguration(
  http: ApiTransport,
  signal?: AbortSignal,
): Promise<ProviderConfiguration> {
  const agents = await readPages(http, { method: "POST", path: "/v2/list-agents" }, signal);
  const settings: WebhookSetting[] = [];
  for (const { agent_id: id, channel } of agents) {
    if (typeof id !== "string" || channel === "chat") continue;
    const path = `/get-agent/${encodeURIComponent(id)}`;
    const agent = await http.read({ method: "GET", path }, signal);
    settings.push(ofAgent(id, membersOf(requireObject(agent, "agent"))));
  }
  const numbers = await readPages(http, { method: "GET", path: "/v2/list-phone-numbers" }, signal);
  settings.push(...numbers.map((number) => ofNumber(membersOf(number))));
  return {
    settings,
    unreadable: ["The account's own webhook address, which applies to agents without one"],
    proposeFix: ({ url }) => settings.flatMap((setting) => fixOf(setting, url)),
  };
}

async function readPages(
  http: ApiTransport,
  request: ApiRequest,
  signal?: AbortSignal,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let key: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const query: ApiRequest["query"] = { limit: 100, pagination_key: key };
    const json = request.method === "POST" ? { json: {} } : {};
    const answer = requireObject(await http.read({ ...request, ...json, query }, signal), "list");
    items.push(...requireObjects(answer.items, "items"));
    if (answer.has_more !== true) return items;
    if (typeof answer.pagination_key !== "string") throw nonsense("pagination_key");
    key = answer.pagination_key;
  }
  throw nonsense("end of the list");
}

function ofAgent(id: string, agent: Fields): WebhookSetting {
  const events = agent.list("webhook_events").filter((event) => typeof event === "string");
  const url = agent.text("webhook_url");
  return {
    scope: "agent",
    id,
    name: agent.text("agent_name"),
    purpose: "events",
    url,
    events: agent.has("webhook_events") ? events : null,
    missingEvents: agent.has("webhook_events")
      ? neededEvents.filter((event) => !events.includes(event))
      : [],
    timeoutMs: agent.number("webhook_timeout_ms") ?? defaultTimeoutMs,
    // Three more tries, always.
    isRetried: true,
    disabled: null,
    failedAt: null,
    secretId: null,
  };
}

function ofNumber(number: Fields): WebhookSetting {
  const id = number.text("phone_number") ?? "";
  return {
    scope: "phone_number",
    id,
    name: number.text("nickname") ?? id,
    purpose: "inbound",
    url: number.text("inbound_webhook_url"),
    events: null,
    missingEvents: [],
    timeoutMs: defaultTimeoutMs,
    isRetried: true,
    disabled: null,
    failedAt: null,
    secretId: null,
  };
}

/** An agent without an address uses the account's, which cannot be read: nothing is proposed for it. */
function fixOf(setting: WebhookSetting, url: string): ProposedFix[] {
  if (setting.purpose !== "events") return [];
  const { missingEvents: missing } = setting;
  const isElsewhere = setting.url !== null && setting.url !== url;
  const reasons = [
    ...(isElsewhere ? ["The agent has a webhook address of its own, which is not ours."] : []),
    ...(missing.length > 0 ? [`The agent does not send ${missing.join(", ")}.`] : []),
  ];
  if (reasons.length === 0) return [];
  return [
    {
      settingId: setting.id,
      reasons,
      request: {
        method: "PATCH",
        path: `/update-agent/${encodeURIComponent(setting.id)}`,
        json: {
          ...(isElsewhere ? { webhook_url: url } : {}),
          ...(missing.length > 0
            ? { webhook_events: [...(setting.events ?? []), ...missing] }
            : {}),
        },
      },
      hidden: [],
    },
  ];
}
