import { describe, expect, test } from "vitest";
import {
  openServer,
  type ServedProvider,
  servedProviders,
  startProviderServer,
} from "./provider-servers/index.ts";

const configurable = servedProviders.filter((provider) => provider !== "assistable");
const urlOf = (provider: string) => `https://voice.example.com/webhook/${provider}`;

async function readConfiguration(provider: ServedProvider) {
  const server = await startProviderServer(provider);
  const { account } = openServer(provider, server);
  const read = async () => {
    const configuration = await account.readConfiguration?.();
    if (configuration === undefined) throw new RangeError(`${provider} tells no configuration`);
    return configuration;
  };
  return { server, account, read, [Symbol.asyncDispose]: server.close };
}

describe.each(configurable)("%s", (provider) => {
  test("what is proposed mends what was found, and afterwards nothing is left to propose", async () => {
    await using opened = await readConfiguration(provider);
    const url = urlOf(provider);
    const before = await opened.read();
    const fixes = before.proposeFix({ url });
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) {
      expect(fix.reasons.length).toBeGreaterThan(0);
      await opened.account.apply(fix);
    }
    expect((await opened.read()).proposeFix({ url })).toEqual([]);
  });

  test("reading and proposing change nothing", async () => {
    await using opened = await readConfiguration(provider);
    const before = structuredClone(opened.server.configuration);
    (await opened.read()).proposeFix({ url: urlOf(provider) });
    expect(opened.server.configuration).toEqual(before);
    const lists = new Set(["/v2/list-agents"]);
    for (const { method, path } of opened.server.requests) {
      expect(method === "GET" || lists.has(path)).toBe(true);
    }
  });

  test("no setting shows a header or secret", async () => {
    await using opened = await readConfiguration(provider);
    expect(JSON.stringify((await opened.read()).settings)).not.toContain("words nobody may read");
  });
});

test("retell: an agent that sends elsewhere, and without the start, is pointed here", async () => {
  await using opened = await readConfiguration("retell");
  const configuration = await opened.read();
  expect(configuration.settings).toMatchObject([
    { scope: "agent", id: "agent_desk", url: null, events: null, timeoutMs: 10_000 },
    { scope: "agent", id: "agent_sales", timeoutMs: 5_000, isRetried: true },
    { scope: "phone_number", id: "+12125550100", purpose: "inbound" },
  ]);
  expect(configuration.proposeFix({ url: urlOf("retell") })).toMatchObject([
    {
      settingId: "agent_sales",
      request: {
        method: "PATCH",
        path: "/update-agent/agent_sales",
        json: {
          webhook_url: urlOf("retell"),
          webhook_events: ["call_ended", "call_analyzed", "call_started"],
        },
      },
    },
  ]);
});

test("vapi: retries are asked for, and what else the server object holds is sent along, hidden when shown", async () => {
  await using opened = await readConfiguration("vapi");
  const configuration = await opened.read();
  expect(configuration.settings).toMatchObject([
    { id: "asst_desk", isRetried: false, secretId: null },
    { id: "asst_plain", url: null, isRetried: null },
    { id: "asst_old", isRetried: true, secretId: "cred_1", events: ["end-of-call-report"] },
    { scope: "phone_number", id: "num_1", url: null },
  ]);
  const [desk, old] = configuration.proposeFix({ url: urlOf("vapi") });
  expect(desk).toMatchObject({
    hidden: ["server.headers"],
    request: {
      path: "/assistant/asst_desk",
      json: {
        server: {
          timeoutSeconds: 20,
          headers: { "x-own": "words nobody may read" },
          backoffPlan: { type: "exponential", maxRetries: 5 },
        },
      },
    },
  });
  expect(old).toMatchObject({
    settingId: "asst_old",
    hidden: [],
    request: {
      json: {
        server: { url: urlOf("vapi"), credentialId: "cred_1", backoffPlan: { type: "fixed" } },
        serverMessages: ["end-of-call-report", "status-update"],
      },
    },
  });
});

test("elevenlabs: a webhook that failures switched off is told, switched on and retried", async () => {
  await using opened = await readConfiguration("elevenlabs");
  const configuration = await opened.read();
  expect(configuration.settings).toMatchObject([
    { scope: "account", id: "convai", disabled: "by_failures", isRetried: false },
    { scope: "agent", id: "agent_sales", url: "https://old.example.com/hook", disabled: null },
    { scope: "account", id: "conversation_initiation", purpose: "inbound" },
  ]);
  const fixes = configuration.proposeFix({ url: urlOf("elevenlabs") });
  expect(fixes.map(({ request }) => [request.path, request.json])).toEqual([
    [
      "/v1/workspace/webhooks/wh_ours",
      { name: "VoiceLens", is_disabled: false, retry_enabled: true },
    ],
    [
      "/v1/convai/settings",
      {
        webhooks: {
          post_call_webhook_id: "wh_ours",
          events: ["transcript", "call_initiation_failure"],
          send_audio: false,
        },
      },
    ],
    [
      "/v1/convai/agents/agent_sales",
      {
        platform_settings: {
          workspace_overrides: {
            webhooks: {
              post_call_webhook_id: "wh_ours",
              events: ["transcript", "call_initiation_failure"],
            },
          },
        },
      },
    ],
  ]);
  expect(configuration.proposeFix({ url: "https://elsewhere.example.com" })).toEqual([]);
});

test("twilio: a number without a callback gets one, and one that gives up early is told to try again", async () => {
  await using opened = await readConfiguration("twilio");
  const configuration = await opened.read();
  expect(configuration.settings).toMatchObject([
    { id: "PN1", isRetried: true, name: "+12125550100" },
    { id: "PN2", isRetried: false },
    { id: "PN3", url: null, isRetried: null, events: null },
  ]);
  const form = {
    StatusCallback: `${urlOf("twilio")}#rc=3&rp=all`,
    StatusCallbackMethod: "POST",
  };
  expect(configuration.proposeFix({ url: urlOf("twilio") })).toMatchObject([
    { settingId: "PN2", request: { form } },
    { settingId: "PN3", request: { form } },
  ]);
});
