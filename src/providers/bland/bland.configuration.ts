import { membersOf, requireObject, requireObjects } from "../fetched.ts";
import type { ProviderConfiguration, WebhookSetting } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";

/** Where each inbound number sends. Calls that are placed name their webhook themselves. */
export async function readBlandConfiguration(
  http: ApiTransport,
  signal?: AbortSignal,
): Promise<ProviderConfiguration> {
  const answer = requireObject(
    await http.read({ method: "GET", path: "/v1/inbound" }, signal),
    "list",
  );
  const settings = requireObjects(answer.inbound_numbers, "inbound_numbers").map(toSetting);
  return {
    settings,
    unreadable: [
      "The webhook of calls that are placed: each names its own",
      "Whether a webhook secret exists, without which nothing is signed",
    ],
    proposeFix: ({ url }) =>
      settings
        .filter((setting) => setting.url !== url)
        .map((setting) => ({
          settingId: setting.id,
          reasons: [
            setting.url === null
              ? "The number has no webhook."
              : "The number's webhook leads elsewhere.",
          ],
          request: {
            method: "POST",
            path: `/v1/inbound/${encodeURIComponent(setting.id)}`,
            json: { webhook: url },
          },
          hidden: [],
        })),
  };
}

function toSetting(number: Record<string, unknown>): WebhookSetting {
  const fields = membersOf(number);
  const id = fields.text("phone_number") ?? "";
  return {
    scope: "phone_number",
    id,
    name: id,
    purpose: "events",
    url: fields.text("webhook"),
    events: null,
    missingEvents: [],
    timeoutMs: null,
    isRetried: null,
    disabled: null,
    failedAt: null,
    secretId: null,
  };
}
