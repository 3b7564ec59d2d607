import { nonsense } from "../api-error.ts";
import { membersOf, requireObject, requireObjects } from "../fetched.ts";
import type { ProposedFix, ProviderConfiguration, WebhookSetting } from "../provider-api.ts";
import type { ApiTransport } from "../transport.ts";

const pagesMax = 100;
/** Tells Twilio to try again after any failure, not after a broken connection alone. It never reaches us. */
const retryFragment = "#rc=3&rp=all";

/** Where each number of the account reports its calls. */
export async function readTwilioConfiguration(
  http: ApiTransport,
  account: string,
  signal?: AbortSignal,
): Promise<ProviderConfiguration> {
  const numbers = await readNumbers(http, account, signal);
  const settings = numbers.map(toSetting);
  return {
    settings,
    unreadable: ["The status callback of calls that set one themselves when they are placed"],
    proposeFix: ({ url }) => settings.flatMap((setting) => fixOf(setting, account, url)),
  };
}

async function readNumbers(
  http: ApiTransport,
  account: string,
  signal?: AbortSignal,
): Promise<Record<string, unknown>[]> {
  const numbers: Record<string, unknown>[] = [];
  let query: Record<string, string | number> = { PageSize: 1000 };
  for (let page = 0; page < pagesMax; page++) {
    const path = `${account}/IncomingPhoneNumbers.json`;
    const answer = requireObject(await http.read({ method: "GET", path, query }, signal), "list");
    numbers.push(...requireObjects(answer.incoming_phone_numbers, "incoming_phone_numbers"));
    const next = answer.next_page_uri;
    if (typeof next !== "string" || next === "") return numbers;
    query = Object.fromEntries(new URLSearchParams(next.slice(next.indexOf("?") + 1)));
  }
  throw nonsense("end of the list");
}

function toSetting(number: Record<string, unknown>): WebhookSetting {
  const fields = membersOf(number);
  const callback = fields.text("status_callback");
  return {
    scope: "phone_number",
    id: fields.text("sid") ?? "",
    name: fields.text("phone_number"),
    purpose: "events",
    url: callback,
    // A number's callback is sent at the end only.
    events: callback === null ? null : ["completed"],
    missingEvents: [],
    timeoutMs: 15_000,
    isRetried: callback === null ? null : isRetried(callback),
    disabled: null,
    failedAt: null,
    secretId: null,
  };
}

/** The policy stands behind the address. Without one a broken connection alone is tried again, once. */
function isRetried(address: string): boolean {
  const [, fragment = ""] = address.split("#");
  const policy = new URLSearchParams(fragment);
  return policy.get("rc") !== "0" && /all|5xx/.test(policy.get("rp") ?? "");
}

function fixOf(setting: WebhookSetting, account: string, url: string): ProposedFix[] {
  const isElsewhere = setting.url?.split("#")[0] !== url;
  if (!isElsewhere && setting.isRetried === true) return [];
  const reasons = [
    ...(setting.url === null ? ["The number has no status callback."] : []),
    ...(setting.url !== null && isElsewhere ? ["The status callback is not ours."] : []),
    ...(setting.isRetried === false ? ["An answer of ours that failed is not tried again."] : []),
  ];
  return [
    {
      settingId: setting.id,
      reasons,
      request: {
        method: "POST",
        path: `${account}/IncomingPhoneNumbers/${encodeURIComponent(setting.id)}.json`,
        form: { StatusCallback: `${url}${retryFragment}`, StatusCallbackMethod: "POST" },
      },
      hidden: [],
    },
  ];
}
