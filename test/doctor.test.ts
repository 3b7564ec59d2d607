import { expect, test } from "vitest";
import {
  type Fault,
  inventCalls,
  type ProviderServer,
  type ServedProvider,
  servedProviders,
  startProviderServer,
} from "./provider-servers/index.ts";
import { connectionOf, createWorld, keyOf, type World, type WorldOptions } from "./world.ts";

const base = "https://voice.example.com";
const urlOf = (provider: string) => `${base}/webhook/${provider}`;
const configurable = servedProviders.filter((provider) => provider !== "assistable");

/** A key as a connection keeps it. */
function keyFor({ credentials }: ProviderServer): string {
  const { accountSid, authToken, apiKey } = credentials;
  return accountSid === undefined ? String(apiKey) : `${accountSid}:${authToken}`;
}

function environmentOf(provider: string, server: ProviderServer): Record<string, string> {
  const name = provider.toUpperCase();
  const { accountSid, authToken, apiKey } = server.credentials;
  return {
    [`${name}_API_URL`]: server.url,
    ...(apiKey === undefined
      ? { TWILIO_ACCOUNT_SID: String(accountSid), TWILIO_AUTH_TOKEN: String(authToken) }
      : { [`${name}_API_KEY`]: apiKey }),
  };
}

/** A world whose environment opens the account at the server, under the address that the server's settings speak of. */
function worldWith(provider: string, server: ProviderServer, options: WorldOptions = {}) {
  return createWorld({
    baseUrl: () => base,
    ...options,
    env: { ...environmentOf(provider, server), ...options.env },
  });
}

interface Finding {
  code: string;
  severity: string;
  setting: { id: string } | null;
  title: string;
  fix_id: string | null;
}

async function look(world: World, provider: string, key?: string) {
  const { status, json } = await world.api("GET", "/api/v1/admin/doctor/providers", undefined, key);
  expect(status).toBe(200);
  const diagnosis = json.data.find((each: { provider: string }) => each.provider === provider);
  const findings: Finding[] = diagnosis.findings;
  return {
    diagnosis,
    findings,
    told: findings.map(({ code, setting }) => (setting === null ? code : `${code} ${setting.id}`)),
    fixIds: [...new Set(findings.flatMap(({ fix_id: id }) => (id === null ? [] : [id])))],
  };
}

function fix(world: World, ids: readonly string[], dry_run: boolean, key?: string) {
  return world.api("POST", "/api/v1/admin/doctor/fixes", { ids, dry_run }, key);
}

const toldOf: Record<Exclude<ServedProvider, "assistable">, string[]> = {
  vapi: ["agent-override asst_old", "retries-off asst_desk"],
  retell: ["agent-override agent_sales"],
  elevenlabs: [
    "agent-override agent_sales",
    "events-missing convai",
    "retries-off convai",
    "webhook-disabled convai",
  ],
  twilio: ["no-webhook PN3", "retries-off PN2"],
  bland: ["no-webhook +12125550101"],
};

test.each(configurable)(
  "%s: each fault is told, shown before it is mended, and gone afterwards",
  async (provider) => {
    await using server = await startProviderServer(provider);
    await using world = await worldWith(provider, server);
    const before = structuredClone(server.configuration);
    const { diagnosis, told, fixIds } = await look(world, provider);
    expect(diagnosis).toMatchObject({ is_read: true, webhook_url: urlOf(provider) });
    expect(told.sort()).toEqual(toldOf[provider as keyof typeof toldOf]);

    const shown = await fix(world, fixIds, true);
    expect(shown.status).toBe(200);
    expect(shown.json.data.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
      fixIds.map(() => "not_sent"),
    );
    expect(server.configuration).toEqual(before);

    const applied = await fix(world, fixIds, false);
    expect(applied.json.data.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
      fixIds.map(() => "applied"),
    );
    expect(server.configuration).not.toEqual(before);
    // The answer holds the connection as it is now, and so does another look.
    expect(applied.json.diagnoses[0].findings).toEqual([]);
    expect((await look(world, provider)).told).toEqual([]);
    // What was sent is what was shown, and it is written down who sent it.
    const withoutOutcome = (all: object[]) => all.map((each) => ({ ...each, outcome: null }));
    expect(withoutOutcome(applied.json.data)).toEqual(withoutOutcome(shown.json.data));
    const { json: audit } = await world.api("GET", "/api/v1/admin/audit");
    const sent = audit.data.filter((e: { action: string }) => e.action === "connection.fix_sent");
    expect(
      sent.map(({ payload }: { payload: { fix_id: string } }) => payload.fix_id).sort(),
    ).toEqual([...fixIds].sort());
  },
);

test("secrets in a fix are neither shown nor audited, and are sent along", async () => {
  await using server = await startProviderServer("vapi");
  await using world = await worldWith("vapi", server);
  const { fixIds } = await look(world, "vapi");
  const shown = await fix(world, fixIds, true);
  expect(shown.json.data).toContainEqual(
    expect.objectContaining({
      method: "PATCH",
      path: "/assistant/asst_desk",
      body: { server: expect.objectContaining({ headers: "(not shown)", url: urlOf("vapi") }) },
    }),
  );
  const applied = await fix(world, fixIds, false);
  const audit = await world.api("GET", "/api/v1/admin/audit");
  for (const { json } of [shown, applied, audit]) {
    expect(JSON.stringify(json)).not.toContain("words nobody may read");
    expect(JSON.stringify(json)).not.toContain(keyFor(server));
  }
  expect(server.configuration.assistants).toContainEqual(
    expect.objectContaining({
      id: "asst_desk",
      server: expect.objectContaining({ headers: { "x-own": "words nobody may read" } }),
    }),
  );
});

test("a fix is confirmed as it was shown: when the settings changed in between, nothing is sent", async () => {
  await using server = await startProviderServer("vapi");
  await using world = await worldWith("vapi", server);
  const { fixIds } = await look(world, "vapi");
  const [first] = server.configuration.assistants as Array<{ server: object }>;
  Object.assign(first?.server ?? {}, { timeoutSeconds: 40 });
  const before = structuredClone(server.configuration);
  const late = await fix(world, fixIds, false);
  expect([late.status, late.json.type]).toEqual([404, "/problems/fix-not-found"]);
  expect(server.configuration).toEqual(before);
  expect(server.requests.filter(({ method }) => method === "PATCH")).toEqual([]);
});

test("a fix that the provider does not take is told as such, and whether it took effect is read again", async () => {
  await using server = await startProviderServer("bland");
  await using world = await worldWith("bland", server);
  const { fixIds } = await look(world, "bland");
  server.faults.add({ kind: "status", status: 500, on: /^\/v1\/inbound\/./, times: 1 });
  const { json } = await fix(world, fixIds, false);
  expect(json.data[0]).toMatchObject({
    outcome: "failed",
    detail: "Bland AI does not answer, or answers with errors",
  });
  expect(json.diagnoses[0].findings).toMatchObject([{ code: "no-webhook", fix_id: fixIds[0] }]);
});

test("what leads to another connection of ours is told and left alone", async () => {
  await using server = await startProviderServer("retell", {
    configuration: {
      agents: [
        {
          agent_id: "agent_of_a",
          channel: "voice",
          webhook_url: `${urlOf("retell")}/${connectionOf("ten_a", "retell")}`,
          webhook_events: ["call_ended"],
        },
        {
          agent_id: "agent_lost",
          channel: "voice",
          webhook_url: `${urlOf("retell")}/con_that_is_gone?token=not-for-people`,
        },
      ],
      phoneNumbers: [],
    },
  });
  await using world = await worldWith("retell", server, { tenants: ["ten_a"] });
  const { told, findings } = await look(world, "retell");
  expect(told.sort()).toEqual(["agent-override agent_lost", "other-connection agent_of_a"]);
  expect(findings.find(({ code }) => code === "other-connection")?.fix_id).toBeNull();
  // What stands behind the question mark may be a password.
  expect(JSON.stringify(findings)).not.toContain("not-for-people");
});

test("elevenlabs: failures that nothing followed are told before they switch the webhook off", async () => {
  const failed = Date.UTC(2026, 5, 1);
  const webhook = (more: object) => ({
    webhooks: [
      {
        name: "VoiceLens",
        webhook_id: "wh_ours",
        webhook_url: urlOf("elevenlabs"),
        is_disabled: false,
        is_auto_disabled: false,
        retry_enabled: true,
        ...more,
      },
    ],
    settings: {
      webhooks: {
        post_call_webhook_id: "wh_ours",
        events: ["transcript", "call_initiation_failure"],
      },
    },
    agents: [],
  });
  await using server = await startProviderServer("elevenlabs", {
    configuration: webhook({ most_recent_failure_timestamp: failed / 1000 }),
  });
  await using world = await worldWith("elevenlabs", server);
  world.clock.now = failed + 3_600_000;
  expect((await look(world, "elevenlabs")).told).toEqual(["webhook-failing convai"]);
  await world.deliver("elevenlabs", { type: "post_call_transcription", data: {} });
  expect((await look(world, "elevenlabs")).told).toEqual([]);
  world.clock.now = failed + 8 * 24 * 3_600_000;
  expect((await look(world, "elevenlabs")).told).toEqual([]);
  Object.assign((server.configuration.webhooks as object[])[0] ?? {}, { is_disabled: true });
  expect((await look(world, "elevenlabs")).findings).toMatchObject([
    { code: "webhook-disabled", severity: "critical", title: expect.stringMatching(/by hand/) },
  ]);
});

test("a provider that does not tell whether it tries again is still offered what may help", async () => {
  await using server = await startProviderServer("elevenlabs", {
    configuration: {
      webhooks: [{ name: "VoiceLens", webhook_id: "wh_1", webhook_url: urlOf("elevenlabs") }],
      settings: {
        webhooks: {
          post_call_webhook_id: "wh_1",
          events: ["transcript", "call_initiation_failure"],
        },
      },
      agents: [],
    },
  });
  await using world = await worldWith("elevenlabs", server);
  const { findings, diagnosis } = await look(world, "elevenlabs");
  expect(findings).toMatchObject([
    { code: "setting-differs", severity: "info", setting: { id: "convai" } },
  ]);
  expect(findings[0]?.fix_id).not.toBeNull();
  expect(diagnosis.unreadable).toContainEqual(expect.stringMatching(/tried again/));
});

const noSettings = { assistants: [], phoneNumbers: [] };

test("without a public https address nothing is held against us, and no fix is offered", async () => {
  await using server = await startProviderServer("vapi");
  for (const [address, code] of [
    ["http://localhost:8080", "url-not-public"],
    ["https://10.0.0.5", "url-not-public"],
    ["https://voicelens.internal", "url-not-public"],
    ["http://voice.example.com", "url-not-https"],
  ] as const) {
    await using world = await worldWith("vapi", server, { baseUrl: () => address });
    const { told, fixIds } = await look(world, "vapi");
    expect([address, told, fixIds]).toEqual([address, [code], []]);
  }
});

test("an address elsewhere that is not encrypted is told too", async () => {
  await using server = await startProviderServer("vapi", {
    configuration: {
      assistants: [{ id: "asst_1", server: { url: "http://old.example.com/hook" } }],
      phoneNumbers: [],
    },
  });
  await using world = await worldWith("vapi", server);
  expect((await look(world, "vapi")).told).toEqual([
    "sent-in-clear asst_1",
    "agent-override asst_1",
  ]);
});

test("without a key or secret it is told what that costs, and production says that all is refused", async () => {
  await using world = await createWorld({ hasSecrets: false, baseUrl: () => base });
  expect((await look(world, "vapi")).told).toEqual(["not-set-up"]);
  const ringing = { message: { type: "status-update", status: "ringing", call: { id: "c1" } } };
  await world.deliver("vapi", ringing, { isSigned: false });
  const { findings } = await look(world, "vapi");
  expect(findings).toMatchObject([
    { code: "no-secret", severity: "warning" },
    { code: "no-api-key", severity: "warning" },
  ]);
  // OpenAI Realtime has nothing to read back, so no key is missing.
  await world.deliver("openai", { type: "ping" }, { isSigned: false });
  expect((await look(world, "openai_realtime")).told).toEqual(["no-secret"]);
  await using strict = await createWorld({
    hasSecrets: false,
    baseUrl: () => base,
    env: {
      SERVICE_ENV: "production",
      VOICELENS_OWNER_KEY: "Zq8nR2vXb6LmY0cJ5hPd3sGf-w7TgBq41xVnKd9",
    },
  });
  const key = "Zq8nR2vXb6LmY0cJ5hPd3sGf-w7TgBq41xVnKd9";
  await strict.deliver("vapi", ringing, { isSigned: false });
  expect((await look(strict, "vapi", key)).findings[0]).toMatchObject({
    code: "no-secret",
    severity: "critical",
  });
});

test("a key that cannot be one is told, and never shown", async () => {
  await using world = await createWorld({ baseUrl: () => base });
  const { diagnosis } = await look(world, "twilio");
  const value = "a-token-without-its-account";
  const path = `/api/v1/connections/${diagnosis.connection_id}/secrets`;
  await world.api("POST", path, { purpose: "api_key", value });
  const { findings } = await look(world, "twilio");
  expect(findings).toMatchObject([{ code: "api-key-unusable", severity: "critical" }]);
  expect(JSON.stringify(findings)).not.toContain(value);
});

test("deliveries that stopped proving their origin are told, whether verified ones came before or not", async () => {
  await using server = await startProviderServer("vapi", { configuration: noSettings });
  await using world = await worldWith("vapi", server);
  const body = { message: { type: "status-update", status: "ringing", call: { id: "c1" } } };
  await world.deliver("vapi", body, { secret: "another-secret-0001" });
  expect((await look(world, "vapi")).findings).toMatchObject([
    { code: "secret-mismatch", severity: "warning" },
  ]);
  world.clock.now += 1000;
  await world.deliver("vapi", body);
  expect((await look(world, "vapi")).told).toEqual([]);
  world.clock.now += 1000;
  await world.deliver("vapi", { ...body, again: true }, { secret: "another-secret-0001" });
  expect((await look(world, "vapi")).findings).toMatchObject([
    { code: "secret-mismatch", severity: "critical" },
  ]);
});

test("calls that the provider lists and never reported are told; reported ones, or none, are not", async () => {
  await using server = await startProviderServer("vapi", { configuration: noSettings });
  await using world = await worldWith("vapi", server);
  expect((await look(world, "vapi")).told).toEqual([]);
  const calls = inventCalls("vapi", { count: 2, startAt: world.clock.now - 24 * 3_600_000 });
  server.setCalls(calls);
  expect((await look(world, "vapi")).findings).toMatchObject([
    { code: "nothing-received", severity: "critical" },
  ]);
  await world.deliver("vapi", String(calls[0]?.deliveries[0]?.body));
  expect((await look(world, "vapi")).told).toEqual([]);
});

test.each<[Fault, code: string]>([
  [{ kind: "revoked-key" }, "api-key-refused"],
  [{ kind: "status", status: 503 }, "api-unavailable"],
  [{ kind: "rate-limited", retryAfter: "200" }, "api-unavailable"],
  [{ kind: "html" }, "api-unavailable"],
  [{ kind: "wrong-shape" }, "api-unavailable"],
  [{ kind: "truncated-json" }, "api-unavailable"],
  [{ kind: "cut-connection" }, "api-unavailable"],
])("a provider's trouble is a finding: %o", async (fault, code) => {
  await using server = await startProviderServer("retell", { faults: [fault] });
  await using world = await worldWith("retell", server);
  const { diagnosis, told } = await look(world, "retell");
  expect([diagnosis.is_read, told]).toEqual([false, [code]]);
  expect(JSON.stringify(diagnosis) + world.logged()).not.toContain(keyFor(server));
  // Nothing can be confirmed that cannot be read.
  const id = `${diagnosis.connection_id}.0123`;
  expect((await fix(world, [id], false)).json.type).toBe("/problems/outbound-failed");
});

test("a provider that never answers is left after our patience", async () => {
  await using server = await startProviderServer("vapi", { faults: [{ kind: "slow" }] });
  await using world = await worldWith("vapi", server, { providerPatienceMs: 300 });
  expect((await look(world, "vapi")).findings).toMatchObject([
    { code: "api-unavailable", title: "Vapi did not answer in time" },
  ]);
});

test("a tenant examines and mends its own connections, with its own key, and nobody else's", async () => {
  await using server = await startProviderServer("bland");
  await using world = await worldWith("bland", server, { tenants: ["ten_a", "ten_b"] });
  const own = (await look(world, "bland", keyOf("ten_a"))).diagnosis;
  expect(own).toMatchObject({ connection_id: connectionOf("ten_a", "bland"), is_read: false });
  await world.api(
    "POST",
    `/api/v1/connections/${own.connection_id}/secrets`,
    { purpose: "api_key", value: keyFor(server) },
    keyOf("ten_a"),
  );
  const keyed = await look(world, "bland", keyOf("ten_a"));
  expect(keyed.diagnosis.is_read).toBe(true);
  // The number that leads to the installation's own connection is not theirs to change.
  expect(keyed.told.sort()).toEqual(["no-webhook +12125550101", "other-connection +12125550100"]);
  const before = structuredClone(server.configuration);
  const foreign = await fix(world, keyed.fixIds, false, keyOf("ten_b"));
  expect([foreign.status, foreign.json.type]).toEqual([404, "/problems/fix-not-found"]);
  expect(server.configuration).toEqual(before);
  const named = `/api/v1/admin/doctor/providers?connection=${own.connection_id}`;
  expect((await world.api("GET", named, undefined, keyOf("ten_b"))).status).toBe(404);
  expect((await world.api("GET", named, undefined, keyOf("ten_a"))).json.data).toHaveLength(1);
  expect((await fix(world, keyed.fixIds, false, keyOf("ten_a"))).json.data).toMatchObject([
    { outcome: "applied", body: { webhook: own.webhook_url } },
  ]);
});
