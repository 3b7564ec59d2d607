import { readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { providers, simulators } from "../src/providers/index.ts";
import { fixture, fixtures, type Payload } from "./payloads.ts";
import { connectionOf, createWorld, keyOf, ownerKey, type World, worldSecret } from "./world.ts";

const keys = providers.map((provider) => provider.id).filter((id) => id !== "vcp");

/** A delivery that reports a call and for whose answer nobody waits. */
function reportOf(provider: string): Payload {
  const names: Record<string, string> = {
    retell: "call_analyzed.json",
    vapi: "end-of-call-report.json",
    elevenlabs: "post_call_transcription.json",
    openai_realtime: "realtime.call.incoming.json",
    assistable: "post-call.json",
    bland: "post-call.json",
    twilio: "status-callback.completed.json",
    vcp: "v0.5.complete.json",
  };
  return fixture(provider, names[provider] ?? "");
}

async function send(world: World, payload: Payload, how: Parameters<World["deliver"]>[2] = {}) {
  return world.deliver(payload.provider, payload.body, {
    contentType: payload.contentType,
    ...how,
  });
}

async function eventsOf(world: World, query = "") {
  return (await world.api("GET", `/api/v1/webhook-events?limit=200${query}`)).json.data;
}

const received = '{"received":true}';

describe.each(keys)("%s", (provider) => {
  const answer = provider === "twilio" ? "" : received;

  test("a signed delivery is answered exactly 200, and so is its repetition, which is stored once", async () => {
    await using world = await createWorld();
    for (let time = 0; time < 3; time++) {
      const { statusCode, body } = await send(world, reportOf(provider));
      expect([statusCode, body]).toEqual([200, answer]);
    }
    expect(await eventsOf(world)).toHaveLength(1);
    await world.settle();
    const { statusCode, body } = await send(world, reportOf(provider));
    expect([statusCode, body]).toEqual([200, answer]);
    await world.settle();
    expect(await eventsOf(world)).toMatchObject([{ status: "processed", is_verified: true }]);
  });

  test("a wrong or missing signature is answered 401, kept aside, and makes no call until the right secret verifies it", async () => {
    await using world = await createWorld();
    const secret = "whsec_bmV3LXNlY3JldC1hdC10aGUtcHJvdmlkZXItMDAwMQ==";
    const wrong = await send(world, reportOf(provider), { secret });
    const missing = await send(world, reportOf(provider), { isSigned: false });
    for (const { statusCode, headers, body } of [wrong, missing]) {
      expect(statusCode).toBe(401);
      expect(headers["content-type"]).toContain("application/problem+json");
      expect(JSON.parse(body)).toMatchObject({ type: "/problems/signature-invalid", status: 401 });
    }
    await world.settle();
    expect(await eventsOf(world)).toEqual([]);
    const kept = (await world.api("GET", "/api/v1/rejected-deliveries")).json.data;
    expect(kept).toMatchObject([
      { provider, status: "rejected", reason: "missing-signature" },
      { provider, status: "rejected" },
    ]);
    const stillWrong = await world.api("POST", "/api/v1/rejected-deliveries/reverify", {});
    expect(stillWrong.json).toEqual({ checked: 2, accepted: 0, still_rejected: 2 });

    const variable = `WEBHOOK_SECRET_${provider === "openai_realtime" ? "OPENAI" : provider.toUpperCase()}`;
    await using restarted = await createWorld({ on: world, env: { [variable]: `old,${secret}` } });
    const again = await restarted.api("POST", "/api/v1/rejected-deliveries/reverify", { provider });
    expect(again.json).toEqual({ checked: 2, accepted: 1, still_rejected: 1 });
    await restarted.settle();
    expect(await eventsOf(restarted)).toMatchObject([{ status: "processed", is_verified: true }]);
    const third = await restarted.api("POST", "/api/v1/rejected-deliveries/reverify", {});
    expect(third.json).toMatchObject({ checked: 1, accepted: 0 });
    expect((await send(restarted, reportOf(provider), { secret })).statusCode).toBe(200);
    expect(await eventsOf(restarted)).toHaveLength(1);
  });

  test("one changed byte is refused, unless the secret itself is what is sent", async () => {
    await using world = await createWorld();
    const { body, contentType } = reportOf(provider);
    const proof = simulators.get(provider)?.sign({
      body,
      contentType,
      url: `https://voicelens.example.com/webhook/${provider}`,
      at: world.clock.now,
      secret: worldSecret,
      deliveryId: "msg_changed",
    });
    const { statusCode } = await world.deliver(provider, body.replace(/2/, "3"), {
      contentType,
      isSigned: false,
      ...(proof === undefined ? {} : { headers: proof }),
    });
    expect(statusCode).toBe(bySharedSecret.has(provider) ? 200 : 401);
  });

  test("a compressed body, a byte order mark, duplicate members, NUL and half characters are read", async () => {
    await using world = await createWorld({ hasSecrets: false });
    const post = (payload: Buffer, headers: Record<string, string> = {}) =>
      world.deliver(provider, payload, { isSigned: false, ...headersOf(headers) });
    const text = asJson(reportOf(provider));
    const json = { "content-type": "application/json" };
    const odd = [
      post(gzipSync(text), { ...json, "content-encoding": "gzip" }),
      post(Buffer.from(`\uFEFF${text}`), json),
      post(Buffer.from(text.replace("{", '{"extra":1,"extra":2,')), json),
      post(Buffer.from(text.replace("{", '{"extra":"\\u0000 \\ud83d \\u0000",')), json),
    ];
    for (const answered of await Promise.all(odd)) expect(answered.statusCode).toBe(200);
    await world.settle();
    const events = await eventsOf(world);
    expect(events.map((event: { status: string }) => event.status)).toEqual(
      odd.map(() => "processed"),
    );
    const codes = events.flatMap((event: { findings: Array<{ code: string }> }) =>
      event.findings.map((finding) => finding.code),
    );
    expect(codes).toContain("replaced-characters");
    expect((await world.api("GET", "/api/v1/calls")).json.data).toHaveLength(1);
  });

  test("a connection of its own is served, one of another provider or of nobody is 404", async () => {
    await using world = await createWorld({ tenants: ["ten_b"] });
    const path = `/webhook/${provider}/${connectionOf("ten_b", provider)}`;
    expect((await send(world, reportOf(provider), { path })).statusCode).toBe(200);
    const other = provider === "bland" ? "retell" : "bland";
    for (const id of [connectionOf("ten_b", other), "con_nobody", "%00", "a".repeat(300)]) {
      const answered = await send(world, reportOf(provider), {
        path: `/webhook/${provider}/${id}`,
      });
      expect(answered.statusCode).toBe(404);
      expect(answered.headers["content-type"]).toContain("application/problem+json");
    }
    await world.settle();
    expect(await eventsOf(world)).toEqual([]);
    const { json } = await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_b"));
    expect(json.data).toHaveLength(1);
    expect(json.data[0].tenant_id).toBe("ten_b");
  });
});

/** Providers whose deliveries are proven by a secret they carry, not by a signature of the bytes. */
const bySharedSecret: ReadonlySet<string> = new Set(["assistable", "vapi"]);

function headersOf({ "content-type": contentType, ...headers }: Record<string, string>) {
  return { headers, ...(contentType === undefined ? {} : { contentType }) };
}

test.each([
  ["words", "definitely not JSON", "not-json"],
  ["nothing", "", "empty-body"],
  ["half of it", '{"event":"call_ended","call":{"call_id":"c', "not-json"],
  ["10,000 levels", "[".repeat(10_000) + "]".repeat(10_000), "too-deep"],
  ["10,000 levels never closed", '{"a":'.repeat(10_000), "too-deep"],
  ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0x80]), "not-json"],
  ["a number", "42", "not-understood"],
  ["null", "null", "not-understood"],
  ["a list", "[1,2,3]", "not-understood"],
])(
  "%s is stored, dead with a reason, and answered 200, whoever sends it",
  async (_name, body, reason) => {
    await using world = await createWorld({ hasSecrets: false });
    for (const provider of keys) {
      const { statusCode, body: told } = await world.deliver(provider, body, {
        isSigned: false,
        contentType: "application/json",
      });
      expect([statusCode, told]).toEqual([200, provider === "twilio" ? "" : received]);
    }
    await world.settle();
    const events = await eventsOf(world);
    expect(events).toHaveLength(keys.length);
    for (const event of events)
      expect(event).toMatchObject({ status: "dead", reason: { code: reason } });
    expect((await world.api("GET", "/api/v1/calls")).json.data).toEqual([]);
  },
);

test.each([
  ["no content type", ""],
  ["another content type", "text/plain"],
  ["a malformed content type", "application json;;=;"],
  ["a content type of nothing but a slash", "/"],
  ["JSON with a charset", "application/json; charset=utf-8"],
  ["JSON of a kind", "application/vnd.provider+json"],
])("%s costs no provider's event", async (_name, contentType) => {
  await using world = await createWorld({ hasSecrets: false });
  const statuses: Record<string, number> = {};
  for (const provider of keys) {
    const { statusCode } = await world.app.http.inject({
      method: "POST",
      url: `/webhook/${provider}`,
      headers: contentType === "" ? {} : { "content-type": contentType },
      payload: Buffer.from(asJson(reportOf(provider))),
    });
    statuses[provider] = statusCode;
  }
  expect(statuses).toEqual(Object.fromEntries(keys.map((provider) => [provider, 200])));
  await world.settle();
  for (const event of await eventsOf(world)) expect(event.status).toBe("processed");
});

test("an unknown compression and a broken one are stored, dead, and answered 200", async () => {
  await using world = await createWorld({ hasSecrets: false });
  for (const provider of keys) {
    for (const encoding of ["zstd", "gzip"]) {
      const { statusCode } = await world.deliver(provider, reportOf(provider).body, {
        isSigned: false,
        headers: { "content-encoding": encoding },
      });
      expect(statusCode).toBe(200);
    }
  }
  await world.settle();
  const events = await eventsOf(world);
  // The bytes are the same, so the second is the first once more.
  expect(events).toHaveLength(keys.length);
  for (const event of events) expect(event.reason.code).toBe("bad-encoding");
});

test("a body over the limit is answered 413 and nothing is kept, whoever sends it", async () => {
  await using world = await createWorld({ env: { WEBHOOK_BODY_LIMIT_BYTES: "20000" } });
  for (const provider of [...keys, "vcp"]) {
    const answered = await send(world, { ...reportOf(provider), body: "x".repeat(20_001) });
    expect(answered.statusCode).toBe(413);
    expect(JSON.parse(answered.body).type).toBe("/problems/body-too-large");
  }
  expect(await eventsOf(world)).toEqual([]);
  expect((await world.api("GET", "/api/v1/rejected-deliveries")).json.data).toEqual([]);
});

test("in production nothing is taken without a secret; what came is kept aside", async () => {
  await using world = await createWorld({ hasSecrets: false, env: { SERVICE_ENV: "production" } });
  for (const provider of [...keys, "vcp"]) {
    expect((await send(world, reportOf(provider))).statusCode).toBe(401);
  }
  await world.settle();
  expect(await eventsOf(world)).toEqual([]);
  const kept = (await world.api("GET", "/api/v1/rejected-deliveries")).json.data;
  expect(kept).toHaveLength(keys.length + 1);
  for (const each of kept) expect(each.reason).toBe("no-secret-configured");
});

/** Its JSON; of a form, its fields as JSON. */
function asJson({ body, contentType }: Payload): string {
  return contentType.includes("json")
    ? body
    : JSON.stringify(Object.fromEntries(new URLSearchParams(body)));
}

test("the old key of OpenAI leads to the same place", async () => {
  await using world = await createWorld();
  const { body, contentType } = reportOf("openai_realtime");
  for (const key of ["openai", "openai_realtime"]) {
    expect((await world.deliver(key, body, { contentType })).statusCode).toBe(200);
  }
  await world.settle();
  for (const key of ["openai", "openai_realtime"]) {
    expect(await eventsOf(world, `&provider=${key}`)).toMatchObject([
      { provider: "openai_realtime" },
    ]);
    expect((await world.api("GET", `/api/v1/calls?provider=${key}`)).json.data).toHaveLength(1);
  }
});

test("an unknown provider is 404, whatever is sent", async () => {
  await using world = await createWorld();
  for (const url of [
    "/webhook/nobody",
    "/webhook/nobody/con_x",
    "/webhook/vcp",
    "/webhook/__proto__",
  ]) {
    const { statusCode, headers, body } = await world.app.http.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/json" },
      payload: "{",
    });
    expect(statusCode).toBe(404);
    expect(headers["content-type"]).toContain("application/problem+json");
    expect(JSON.parse(body)).toMatchObject({ status: 404, instance: expect.any(String) });
  }
});

test("an event type that nobody knows is stored as ignored, and answered 200", async () => {
  await using world = await createWorld();
  const unknown: Record<string, object> = {
    retell: { event: "call_levitated", call: { call_id: "x" } },
    vapi: { message: { type: "levitation", call: { id: "x" } } },
    elevenlabs: { type: "levitation", event_timestamp: 1, data: {} },
    openai_realtime: { object: "event", id: "evt_1", type: "levitation", data: {} },
  };
  for (const [provider, body] of Object.entries(unknown)) {
    expect((await world.deliver(provider, body)).statusCode).toBe(200);
  }
  await world.settle();
  const events = await eventsOf(world);
  expect(events).toHaveLength(4);
  for (const event of events) {
    expect(event.status).toBe("ignored");
  }
});

test("a form posted to a provider of JSON is stored and dead, answered 200", async () => {
  await using world = await createWorld({ hasSecrets: false });
  const { statusCode } = await world.deliver("retell", "a=1&b=%00&a=2", {
    isSigned: false,
    contentType: "application/x-www-form-urlencoded",
  });
  expect(statusCode).toBe(200);
  await world.settle();
  expect(await eventsOf(world)).toMatchObject([{ status: "dead" }]);
});

test("the name of a content type may be written in capitals", async () => {
  await using world = await createWorld({ hasSecrets: false });
  await world.deliver("twilio", reportOf("twilio").body, {
    isSigned: false,
    contentType: "Application/X-WWW-Form-URLEncoded; charset=UTF-8",
  });
  await world.settle();
  expect(await eventsOf(world)).toMatchObject([{ status: "processed" }]);
});

test("a query with NUL, half characters or secrets costs no event, and its values are not stored", async () => {
  await using world = await createWorld({ hasSecrets: false });
  for (const query of ["?%00=1", "?a%00b", "?token=hush-hush", "?%ED%A0%80=1", "?&&==", "?%"]) {
    const { statusCode } = await world.deliver(
      "bland",
      { call_id: `call ${query}` },
      {
        isSigned: false,
        path: `/webhook/bland${query}`,
      },
    );
    expect([query, statusCode]).toEqual([query, 200]);
  }
  const administrator = await world.administrator();
  const { rows } = await administrator.query("select url from webhook_events");
  expect(JSON.stringify(rows)).not.toContain("hush-hush");
});

test("twenty megabytes of ElevenLabs audio are accepted and kept in the file store, a hundred are refused", async () => {
  await using world = await createWorld();
  const audio = JSON.parse(fixture("elevenlabs", "post_call_audio.json").body);
  audio.data.full_audio = "A".repeat(20 * 1024 * 1024);
  expect((await world.deliver("elevenlabs", audio)).statusCode).toBe(200);
  await world.settle();
  expect(await eventsOf(world)).toMatchObject([{ status: "processed" }]);
  const folder = join(world.config.DATA_DIR, "files");
  const stored = readdirSync(folder, { recursive: true }).filter(
    (name) => String(name).length > 60,
  );
  expect(stored).toHaveLength(1);
  const administrator = await world.administrator();
  const { rows } = await administrator.query("select sealed, file_ref from webhook_events");
  expect(rows).toMatchObject([{ sealed: null, file_ref: expect.stringMatching(/^[0-9a-f]{64}$/) }]);

  const tooLarge = await world.deliver("elevenlabs", Buffer.alloc(100 * 1024 * 1024, 65), {
    isSigned: false,
  });
  expect(tooLarge.statusCode).toBe(413);
  expect(tooLarge.headers.connection).toBe("close");
});

test("only floods without proof are slowed down: verified deliveries never are", async () => {
  await using world = await createWorld({
    env: { RATE_LIMIT_BURST: "5", RATE_LIMIT_PER_MINUTE: "60" },
  });
  const forged = () => world.deliver("retell", { event: "x" }, { secret: "a wrong secret" });
  const statuses = [];
  for (let time = 0; time < 8; time++) statuses.push((await forged()).statusCode);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  const limited = await forged();
  expect(String(limited.headers["retry-after"])).toMatch(/^[1-9]\d*$/);
  expect(JSON.parse(limited.body).type).toBe("/problems/too-many-requests");
  for (let time = 0; time < 1_000; time += 50) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        world.deliver("retell", { event: "call_started", call: { call_id: `c${time + index}` } }),
      ),
    );
    for (const { statusCode } of answers) expect(statusCode).toBe(200);
  }
  const elsewhere = await world.deliver(
    "retell",
    { event: "x" },
    {
      secret: "a wrong secret",
      remoteAddress: "203.0.113.9",
    },
  );
  expect(elsewhere.statusCode).toBe(401);
  world.clock.now += 2_000;
  expect((await forged()).statusCode).toBe(401);
});

test("a spoofed X-Forwarded-For moves nobody out of the limit unless a trusted proxy says it", async () => {
  const env = { RATE_LIMIT_BURST: "2", RATE_LIMIT_PER_MINUTE: "2" };
  const flood = async (world: World) => {
    const statuses = [];
    for (let time = 0; time < 4; time++) {
      const { statusCode } = await world.deliver(
        "retell",
        { event: "x" },
        {
          secret: "a wrong secret",
          headers: { "x-forwarded-for": `198.51.100.${time}` },
          remoteAddress: "203.0.113.9",
        },
      );
      statuses.push(statusCode);
    }
    return statuses;
  };
  await using plain = await createWorld({ env });
  expect(await flood(plain)).toEqual([401, 401, 429, 429]);
  await using proxied = await createWorld({ env: { ...env, TRUSTED_PROXIES: "203.0.113.9" } });
  expect(await flood(proxied)).toEqual([401, 401, 401, 401]);
});

test("with addresses named, an unverified delivery from elsewhere is refused", async () => {
  await using world = await createWorld({
    hasSecrets: false,
    env: { ALLOWED_WEBHOOK_IPS: "198.51.100.0/24,2001:db8::/32" },
  });
  const from = async (remoteAddress: string) =>
    (await send(world, { ...reportOf("bland") }, { isSigned: false, remoteAddress })).statusCode;
  expect(await from("203.0.113.9")).toBe(401);
  expect(await from("198.51.100.7")).toBe(200);
  expect(await from("::ffff:198.51.100.7")).toBe(200);
  expect(await from("2001:db8::1")).toBe(200);
});

describe("requests that want an answer", () => {
  test("without an assistant configured, Vapi is told words to speak; with one, its id", async () => {
    await using world = await createWorld();
    const spoken = await send(world, fixture("vapi", "assistant-request.json"));
    expect(spoken.statusCode).toBe(200);
    expect(JSON.parse(spoken.body)).toEqual({ error: expect.stringMatching(/\w/) });
    await using configured = await createWorld({ env: { VAPI_ASSISTANT_ID: "asst_1" } });
    const { body } = await send(configured, fixture("vapi", "assistant-request.json"));
    expect(JSON.parse(body)).toEqual({ assistantId: "asst_1" });
    await configured.settle();
    expect(await eventsOf(configured)).toHaveLength(1);
  });

  test("Vapi tool calls get one result per call, Retell inbound its empty answer", async () => {
    await using world = await createWorld();
    const tools = await send(world, fixture("vapi", "tool-calls.json"));
    expect(JSON.parse(tools.body).results).toMatchObject([{ toolCallId: "call_Qx7Lr2" }]);
    const inbound = await send(world, fixture("retell", "call_inbound.json"));
    expect([inbound.statusCode, JSON.parse(inbound.body)]).toEqual([200, { call_inbound: {} }]);
    expect(await eventsOf(world)).toHaveLength(2);
  });

  test("nobody without proof is answered, however slow the database is", async () => {
    await using world = await createWorld({ env: { VAPI_ASSISTANT_ID: "asst_1" } });
    const administrator = await world.administrator();
    await administrator.query("begin; lock table rejected_deliveries in exclusive mode");
    const pending = send(world, fixture("vapi", "assistant-request.json"), { secret: "wrong one" });
    const timer = setTimeout(() => void administrator.query("commit"), 1_000);
    const { statusCode, body } = await pending;
    clearTimeout(timer);
    await administrator.query("commit");
    expect(body).not.toContain("asst_1");
    expect(statusCode).toBe(401);
  });

  test("a live request that was answered but could not be stored is told to the operator", async () => {
    await using world = await createWorld({ env: { VAPI_ASSISTANT_ID: "asst_1" } });
    const administrator = await world.administrator();
    await administrator.query("begin; lock table webhook_events in access exclusive mode");
    await administrator.query("alter table webhook_events add check (false) not valid");
    const { statusCode, body } = await send(world, fixture("vapi", "assistant-request.json"));
    expect([statusCode, JSON.parse(body)]).toEqual([200, { assistantId: "asst_1" }]);
    await administrator.query("commit");
    await vi.waitFor(() =>
      expect(world.logged()).toContain("a live request was answered but could not be stored"),
    );
  });
});

describe("/vcp/ingest", () => {
  test.each(["v0.3.booked.json", "v0.4.booked.json", "v0.5.complete.json"])(
    "%s is taken and becomes a call",
    async (name) => {
      await using world = await createWorld();
      const { statusCode, body } = await send(world, fixture("vcp", name));
      expect(statusCode).toBe(200);
      expect(JSON.parse(body)).toEqual({ received: true, event_id: expect.any(String) });
      await world.settle();
      expect((await world.api("GET", "/api/v1/calls")).json.data).toHaveLength(1);
    },
  );

  test.each([
    ["no JSON", "nope"],
    ["an empty body", ""],
    ["no VCP", '{"vcp_version":"0.5"}'],
    ["another version", '{"vcp_version":"9.9","vcp_payload":{}}'],
    ["too deep", "[".repeat(10_000)],
    ["null", "null"],
  ])("%s is stored all the same, and answered 422 with the event's id", async (_name, body) => {
    await using world = await createWorld();
    const answered = await world.deliver("vcp", body);
    expect(answered.statusCode).toBe(422);
    expect(answered.headers["content-type"]).toContain("application/problem+json");
    const { event_id: id, errors } = JSON.parse(answered.body);
    expect(errors.length).toBeGreaterThan(0);
    await world.settle();
    expect((await world.api("GET", `/api/v1/webhook-events/${id}`)).json).toMatchObject({
      status: "dead",
    });
  });

  test("a repeated message is answered with the id of an event that exists", async () => {
    await using world = await createWorld();
    for (let time = 0; time < 2; time++) {
      const { body } = await send(world, fixture("vcp", "v0.5.complete.json"));
      const { status } = await world.api(
        "GET",
        `/api/v1/webhook-events/${JSON.parse(body).event_id}`,
      );
      expect(status).toBe(200);
    }
  });

  test("the owner's API key opens it too, a foreign tenant's does not, nor does nothing", async () => {
    await using world = await createWorld({ tenants: ["ten_b"] });
    const as = async (authorization: string | undefined) =>
      (
        await send(world, fixture("vcp", "v0.5.complete.json"), {
          isSigned: false,
          ...(authorization === undefined ? {} : { headers: { authorization } }),
        })
      ).statusCode;
    expect(await as(`Bearer ${ownerKey}`)).toBe(200);
    expect(await as(`Bearer ${keyOf("ten_b")}`)).toBe(401);
    expect(await as(undefined)).toBe(401);
  });
});

describe("what is kept and told", () => {
  test("bodies and headers are encrypted at rest, secrets are blanked when shown", async () => {
    await using world = await createWorld();
    const canary = "canary-of-the-caller";
    await world.deliver("vapi", {
      message: { type: "x", note: canary, api_key: "sk-very-secret" },
    });
    await world.deliver("retell", { event: canary }, { secret: "wrong one" });
    const administrator = await world.administrator();
    for (const table of ["webhook_events", "rejected_deliveries"]) {
      const { rows } = await administrator.query(
        `select ${table}::text as row, sealed from ${table}`,
      );
      expect(rows).toHaveLength(1);
      expect(rows[0].row).not.toContain(canary);
      expect(rows[0].sealed.includes(canary)).toBe(false);
      expect(rows[0].sealed.includes("authorization")).toBe(false);
    }
    const [{ id }] = await eventsOf(world);
    const { json } = await world.api("GET", `/api/v1/webhook-events/${id}`);
    expect(json.body).toContain(canary);
    expect(json.body).not.toContain("sk-very-secret");
    expect(Object.values(json.headers)).toContain("[redacted]");
    expect(json.headers["content-type"]).toBe("application/json");
    expect(JSON.stringify(json.headers)).not.toContain("dGVzdC1zZWNyZXQ");
  });

  test("nothing that people said, are called, or are reached by comes into logs or metrics", async () => {
    await using world = await createWorld();
    for (const payload of fixtures) await send(world, payload);
    for (const { provider, body } of fixtures.slice(0, 8)) {
      await world.deliver(provider, body.slice(0, -30), { contentType: "application/json" });
      await world.deliver(provider, body, { secret: "wrong one", contentType: "application/json" });
    }
    await world.settle();
    const metrics = await world.app.http.inject({ url: "/metrics" });
    expect(metrics.statusCode).toBe(200);
    const told = world.logged() + metrics.body;
    expect(told).toContain("dead letter");
    for (const text of fixtures.flatMap(({ body }) => privateTexts(body))) {
      expect(told).not.toContain(text);
    }
    expect(told).not.toContain("dGVzdC1zZWNyZXQ");
  });

  test("a request that does not arrive in half a minute is cut off", async () => {
    await using world = await createWorld();
    expect(world.app.http.server.requestTimeout).toBe(30_000);
    expect(world.app.http.server.headersTimeout).toBeLessThanOrEqual(30_000);
  });
});

/** Numbers, and runs of words: what in a payload belongs to people. */
function privateTexts(body: string): string[] {
  const plain = decodeURIComponent(body.replaceAll("+", " "));
  return [
    ...(plain.match(/\d{11,}/g) ?? []),
    ...(plain.match(/[A-Z][a-z]+ [a-z]+ [a-z]+ [a-z]+/g) ?? []),
    ...(plain.match(/(?:Ines Okafor|Mira Holt)/g) ?? []),
  ];
}
