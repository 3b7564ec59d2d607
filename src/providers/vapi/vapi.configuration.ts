import { isObject } from "../../lib/json.ts";
import { membersOf, requireObjects } from "../fetched.ts";
import type { Fields } from "../fields.ts";
import type { ProposedFix, ProviderConfiguration, WebhookSetting } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";

type Json = Record<string, unknown>;

const neededEvents = ["status-update", "end-of-call-report"] as const;
const defaultTimeoutMs = 20_000;
/** Retried for about a minute; without a plan Vapi never tries again. */
const backoffPlan = { type: "exponential", maxRetries: 5, baseDelaySeconds: 2 };

interface Found {
  setting: WebhookSetting;
  path: string;
  server: Json;
}

/** Where each assistant and number sends. The organisation's server URL is not in the API. */
export async function readVapiConfiguration(
  http: ApiTransport,
  signal?: AbortSignal,
): Promise<ProviderConfiguration> {
  const read = async (path: string) => {
    const list = await http.read({ method: "GET", path, query: { limit: 1000 } }, signal);
    return requireObjects(list, "list");
  };
  const found = [
    ...(await read("/assistant")).map((assistant) => toFound("agent", assistant)),
    ...(await read("/phone-number")).map((number) => toFound("phone_number", number)),
  ];
  return {
    settings: found.map(({ setting }) => setting),
    unreadable: [
      "The organisation's server URL, which applies where neither assistant nor number has one",
    ],
    proposeFix: ({ url }) => found.flatMap((each) => fixOf(each, url)),
  };
}

function toFound(scope: "agent" | "phone_number", object: Json): Found {
  const fields = membersOf(object);
  const server = fields.object("server");
  const seconds = server.number("timeoutSeconds");
  const id = fields.text("id") ?? "";
  const events = readEvents(fields);
  const url = server.text("url") ?? fields.text("serverUrl");
  return {
    path: `/${scope === "agent" ? "assistant" : "phone-number"}/${encodeURIComponent(id)}`,
    server: isObject(object.server) ? object.server : {},
    setting: {
      scope,
      id,
      name: fields.text("name") ?? fields.text("number"),
      purpose: "events",
      url,
      events,
      missingEvents: neededEvents.filter((event) => events?.includes(event) === false),
      timeoutMs: seconds === null ? defaultTimeoutMs : seconds * 1000,
      isRetried: url === null ? null : isRetried(server),
      disabled: null,
      failedAt: null,
      secretId: server.text("credentialId"),
    },
  };
}

function readEvents(fields: Fields): string[] | null {
  if (!fields.has("serverMessages")) return null;
  return fields.list("serverMessages").filter((event) => typeof event === "string");
}

function isRetried(server: Fields): boolean {
  return (server.object("backoffPlan").number("maxRetries") ?? 0) > 0;
}

/**
 * What has no address of its own follows a wider setting and is left alone. The server object is replaced as a whole, so what it holds
 * besides is sent along: headers and the legacy secret among it, which are hidden when the request is shown.
 */
function fixOf({ setting, path, server }: Found, url: string): ProposedFix[] {
  if (setting.url === null) return [];
  const { missingEvents: missing } = setting;
  const isElsewhere = setting.url !== url;
  const needsServer = isElsewhere || setting.isRetried === false;
  const reasons = [
    ...(isElsewhere ? ["The server URL is not ours."] : []),
    ...(setting.isRetried === false ? ["A failed delivery is never tried again."] : []),
    ...(missing.length > 0 ? [`${missing.join(" and ")} are not among the server messages.`] : []),
  ];
  if (reasons.length === 0) return [];
  const plan = setting.isRetried === false ? { backoffPlan } : {};
  const json = {
    ...(needsServer ? { server: { ...server, url, ...plan } } : {}),
    ...(missing.length > 0 ? { serverMessages: [...(setting.events ?? []), ...missing] } : {}),
  };
  const hidden = needsServer
    ? ["headers", "secret"]
        .filter((name) => Object.hasOwn(server, name))
        .map((name) => `server.${name}`)
    : [];
  return [{ settingId: setting.id, reasons, request: { method: "PATCH", path, json }, hidden }];
}
