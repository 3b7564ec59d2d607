import { expect, test } from "vitest";
import { apiEnvironments, createProviderAccounts } from "../src/capture/index.ts";
import { readConfig } from "../src/config/index.ts";
import { createOutgoing } from "../src/guard/index.ts";
import { ApiError, providerApis } from "../src/providers/index.ts";
import type { Connection } from "../src/tenants/index.ts";
import { startProviderServer } from "./provider-servers/index.ts";
import { createWorld } from "./world.ts";

function connection(of: Partial<Connection> & { provider: string }): Connection {
  return {
    id: `con_${of.provider}`,
    tenantId: "ten_default",
    name: of.provider,
    isDefault: true,
    isShared: false,
    scheme: {},
    secrets: [],
    apiKeys: [],
    ...of,
  };
}

function accountsWith(env: Record<string, string>) {
  const clock = { now: Date.UTC(2026, 10, 25, 12) };
  const outgoing = createOutgoing({ isExempt: () => false });
  const accounts = createProviderAccounts({
    apis: providerApis,
    environment: apiEnvironments(readConfig(env)),
    ask: outgoing.toOperator,
    now: () => clock.now,
    wait: async (ms) => {
      clock.now += ms;
    },
    random: () => 0.5,
  });
  return { accounts, clock, [Symbol.asyncDispose]: outgoing.close };
}

const page = { startedAfter: null, startedBefore: null, cursor: null, limit: 10 };

test("a default connection reads with the environment's key, another only with its own", async () => {
  await using server = await startProviderServer("vapi");
  const key = server.credentials.apiKey ?? "";
  await using opened = accountsWith({ VAPI_API_KEY: key, VAPI_API_URL: server.url });
  const { accounts } = opened;
  const found = accounts.accountOf(connection({ provider: "vapi" }));
  expect(await found?.account.listCalls(page)).toEqual({ calls: [], nextCursor: null });
  expect(found?.api.id).toBe("vapi");

  const foreign = connection({
    provider: "vapi",
    id: "con_b",
    tenantId: "ten_b",
    isDefault: false,
  });
  expect([accounts.accountOf(foreign), accounts.keyStateOf(foreign)]).toEqual([null, "missing"]);
  const keyed = { ...foreign, apiKeys: [key] };
  // The same key is the same account: its pace is shared.
  expect(accounts.accountOf(keyed)).toBe(found);
});

test("the newest own key goes before the environment's, and a changed one opens another account", async () => {
  await using server = await startProviderServer("vapi");
  await using opened = accountsWith({ VAPI_API_KEY: "wrong-key", VAPI_API_URL: server.url });
  const { accounts } = opened;
  const old = accounts.accountOf(connection({ provider: "vapi" }));
  await expect(old?.account.listCalls(page)).rejects.toMatchObject({ kind: "unauthorized" });
  const keys = [server.credentials.apiKey ?? "", "wrong-key"];
  const fresh = accounts.accountOf(connection({ provider: "vapi", apiKeys: keys }));
  expect(fresh).not.toBe(old);
  expect(await fresh?.account.listCalls(page)).toMatchObject({ calls: [] });
});

test("twilio and assistable keep whose account it is before the key", async () => {
  await using twilio = await startProviderServer("twilio");
  await using assistable = await startProviderServer("assistable");
  await using opened = accountsWith({
    TWILIO_API_URL: twilio.url,
    ASSISTABLE_API_URL: assistable.url,
  });
  const { accountSid, authToken } = twilio.credentials;
  const read = (provider: string, key: string) =>
    opened.accounts.accountOf(connection({ provider, apiKeys: [key] }))?.account.listCalls(page);
  expect(await read("twilio", `${accountSid}:${authToken}`)).toMatchObject({ calls: [] });
  const { apiKey } = assistable.credentials;
  expect(await read("assistable", `${apiKey}`)).toMatchObject({ calls: [] });
  expect(await read("assistable", `sub_1:${apiKey}`)).toMatchObject({ calls: [] });
  expect(assistable.requests.map(({ headers }) => headers["x-subaccount-id"])).toEqual([
    undefined,
    "sub_1",
  ]);
});

test("what cannot be a key is told apart from none, and OpenAI Realtime has nothing to read", async () => {
  await using opened = accountsWith({});
  const stateOf = (provider: string, ...apiKeys: string[]) =>
    opened.accounts.keyStateOf(connection({ provider, apiKeys }));
  expect(stateOf("twilio", "a-token-without-its-account")).toBe("unusable");
  expect(stateOf("twilio", "AC1:")).toBe("unusable");
  expect(stateOf("vapi", "two words\nand a line")).toBe("unusable");
  expect(stateOf("vapi")).toBe("missing");
  expect(stateOf("openai_realtime", "sk-1234567890")).toBe("no_api");
});

test("RETELL_API_KEY and TWILIO_AUTH_TOKEN are read as webhook secrets and as keys", () => {
  const config = readConfig({
    RETELL_API_KEY: "key_new, key_old",
    TWILIO_AUTH_TOKEN: "token_1",
    TWILIO_ACCOUNT_SID: "AC1",
  });
  expect(config.WEBHOOK_SECRET_RETELL).toEqual(["key_new", "key_old"]);
  expect(config.WEBHOOK_SECRET_TWILIO).toEqual(["token_1"]);
  const environment = apiEnvironments(config);
  expect(environment.get("retell")?.credentials).toEqual({ apiKey: "key_new" });
  expect(environment.get("twilio")?.credentials).toEqual({
    accountSid: "AC1",
    authToken: "token_1",
  });
  // A webhook secret of its own does not open the API.
  const apart = apiEnvironments(readConfig({ WEBHOOK_SECRET_RETELL: "key_new" }));
  expect(apart.get("retell")?.credentials).toBeNull();
});

test("a provider that fails again and again is told as open, since when, and tried again later", async () => {
  await using server = await startProviderServer("bland", {
    faults: [{ kind: "status", status: 500, times: 5 }],
  });
  await using opened = accountsWith({ BLAND_API_URL: server.url });
  const key = server.credentials.apiKey ?? "";
  const found = opened.accounts.accountOf(connection({ provider: "bland", apiKeys: [key] }));
  for (let tries = 0; tries < 5; tries++) {
    await expect(found?.account.listCalls(page)).rejects.toThrow(ApiError);
  }
  const stateOf = () => opened.accounts.states().find(({ provider }) => provider === "bland");
  expect(stateOf()).toEqual({
    provider: "bland",
    state: "open",
    accounts: 1,
    failing: 1,
    since: opened.clock.now,
  });
  expect(JSON.stringify(opened.accounts.states())).not.toContain(key);
  opened.clock.now += 30_000;
  await found?.account.listCalls(page);
  expect(stateOf()).toMatchObject({ state: "closed", failing: 0, since: null });
});

test("a connection's own key, given through the API, is kept by the directory and never shown", async () => {
  await using world = await createWorld();
  const { json: made } = await world.api("POST", "/api/v1/connections", {
    provider: "vapi",
    name: "Second",
  });
  const value = "vapi-private-key-0123456789";
  await world.api("POST", `/api/v1/connections/${made.id}/secrets`, { purpose: "api_key", value });
  const { json } = await world.api("GET", "/api/v1/connections");
  expect(JSON.stringify(json)).not.toContain(value);
  // A key of the API proves no delivery.
  expect(json.data.find((c: { id: string }) => c.id === made.id).has_secret).toBe(false);
});
