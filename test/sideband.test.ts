import fc from "fast-check";
import { expect, test, vi } from "vitest";
import {
  conversation,
  type OpenAiServer,
  openAiKey,
  startOpenAi,
} from "./provider-servers/openai.server.ts";
import { createWorld, type World, type WorldOptions } from "./world.ts";

const callId = "rtc_u1_0123456789abcdef";
const hurry = {
  ringMs: 2_000,
  retryMs: 20,
  retryMsMax: 100,
  flushMs: 20,
  leaseMs: 1_200,
  lookMs: 20,
};
const patience = { timeout: 15_000, interval: 20 };

/** A product that listens to the server's calls. */
function listening(openai: OpenAiServer, options: WorldOptions = {}): Promise<World> {
  return createWorld({
    isStarted: true,
    ...options,
    env: { OPENAI_API_KEY: openAiKey, OPENAI_BASE_URL: openai.url, ...options.env },
    sidebandPace: { ...hurry, ...options.sidebandPace },
  });
}

async function ring(world: World, id = callId): Promise<void> {
  const answer = await world.deliver("openai", {
    object: "event",
    id: `evt_${id}`,
    type: "realtime.call.incoming",
    created_at: Math.floor(world.clock.now / 1000),
    data: {
      call_id: id,
      sip_headers: [
        { name: "From", value: "<sip:+12125550163@carrier.example.com>" },
        { name: "To", value: "<sip:+12125550100@sip.api.openai.com>" },
      ],
    },
  });
  expect(answer.statusCode).toBe(200);
}

const isOpen = (openai: OpenAiServer, id = callId) =>
  vi.waitFor(() => expect(openai.open(id)).toHaveLength(1), patience);

async function callOf(world: World, id = callId) {
  const { json } = await world.api("GET", "/api/v1/calls?limit=200");
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the API, looked into
  return json.data.find((call: any) => call.provider_call_id === id);
}

/** Waits until the call has an end. */
async function ended(world: World, id = callId) {
  return vi.waitFor(async () => {
    const call = await callOf(world, id);
    expect(call?.lifecycle).toMatch(/ended|failed/);
    return call;
  }, patience);
}

/** What was recorded of the call, without what only tells when we heard it. */
async function recordOf(world: World) {
  const { id } = await ended(world);
  // Two batches are folded at a time: the end may be known before all that was said.
  await vi.waitFor(async () => {
    const { json } = await world.api("GET", "/api/v1/webhook-events?status=received");
    expect(json.data).toEqual([]);
  }, patience);
  const read = async (part: string) => (await world.api("GET", `/api/v1/calls/${id}${part}`)).json;
  const call = await read("");
  const { vcp_payload: vcp } = await read("/vcp");
  const {
    updated_at: _,
    first_seen_at: __,
    started_at,
    ended_at,
    duration_ms,
    duration_sec: ___,
    tool_calls,
    ...rest
  } = call;
  expect(Date.parse(ended_at) - Date.parse(started_at)).toBe(duration_ms);
  const { aht_sec: ____, start_time_source: _____, ...metrics } = vcp.outcomes.objective.metrics;
  return {
    call: rest,
    // biome-ignore lint/suspicious/noExplicitAny: an answer of the API, looked into
    tools: tool_calls.map(({ offset_ms, ...tool }: any) => tool),
    // biome-ignore lint/suspicious/noExplicitAny: an answer of the API, looked into
    transcript: (await read("/transcript")).data.map(({ seq, ...turn }: any) => turn),
    metrics,
    models: Object.keys(vcp.model_selection.roles ?? {}),
  };
}

async function rowOf(world: World) {
  const administrator = await world.administrator();
  const { rows } = await administrator.query("select * from sideband_sessions");
  return rows[0];
}

function sayAll(openai: OpenAiServer, events: ReadonlyArray<Record<string, unknown>>) {
  for (const event of events) openai.say(callId, event);
}

/** A whole call without trouble. */
async function wholeCall() {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  await ring(world);
  openai.accept(callId);
  await isOpen(openai);
  sayAll(openai, conversation);
  openai.end(callId);
  return { record: await recordOf(world), id: (await callOf(world)).id };
}

test("a call is recorded whole from its socket: words in order, tools, use, price and end", async () => {
  const { record } = await wholeCall();
  expect(record.call).toMatchObject({
    provider: "openai_realtime",
    lifecycle: "ended",
    disposition: "completed",
    from: "+12125550163",
    to: "+12125550100",
    captured_by: "poll",
  });
  expect(record.transcript).toMatchObject([
    { role: "agent", content: "Hello, what can I do for you?" },
    { role: "user", content: "A table for two, please.", start_ms: 4000, end_ms: 6000 },
    { role: "agent", content: "There is a table at eight.", is_interrupted: true },
  ]);
  expect(record.metrics).toMatchObject({
    input_tokens: 600,
    output_tokens: 120,
    cached_input_tokens: 300,
    voice: "marin",
  });
  // 300 fresh at 32, 300 cached at 0.4, 120 spoken at 64 micro-dollars; the caller's words 30 at 1.25 and 10 at 5.
  expect(record.call.cost_usd).toBe("0.017488");
});

const countOpened = (openai: OpenAiServer) =>
  openai.attempts.filter(({ status }) => status === 101).length;

/** The line breaks, and is made again. */
async function breakLine(openai: OpenAiServer): Promise<void> {
  const before = countOpened(openai);
  openai.breakOff(callId);
  await vi.waitFor(() => expect(countOpened(openai)).toBe(before + 1), patience);
  await isOpen(openai);
}

test("wherever the line breaks, the record is the same as without a break, and nothing is told twice", async () => {
  const whole = await wholeCall();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: conversation.length }), async (cut) => {
      await using openai = await startOpenAi();
      await using world = await listening(openai);
      await ring(world);
      openai.accept(callId);
      await isOpen(openai);
      sayAll(openai, conversation.slice(0, cut));
      await breakLine(openai);
      sayAll(openai, conversation.slice(cut));
      openai.end(callId);
      expect(await recordOf(world)).toEqual(whole.record);
      expect(openai.mostOpen).toBe(1);
    }),
    { numRuns: 6 },
  );
}, 120_000);

test("wherever we are started anew, the record is the same as without it", async () => {
  const whole = await wholeCall();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: conversation.length }), async (cut) => {
      await using openai = await startOpenAi();
      await using world = await listening(openai);
      await ring(world);
      openai.accept(callId);
      await isOpen(openai);
      sayAll(openai, conversation.slice(0, cut));
      await openai.heard(callId);
      await world.app.close();
      expect(openai.open(callId)).toHaveLength(0);
      await using later = await listening(openai, { on: world });
      await isOpen(openai);
      sayAll(openai, conversation.slice(cut));
      openai.end(callId);
      expect(await recordOf(later)).toEqual(whole.record);
    }),
    { numRuns: 5 },
  );
}, 120_000);

test("of two replicas one listens; when it dies without a word the other takes over within the lease", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  await using other = await listening(openai, { on: world });
  for (const id of ["rtc_1", "rtc_2", "rtc_3", "rtc_4"]) {
    await ring(world, id);
    openai.accept(id);
    await isOpen(openai, id);
  }
  expect(openai.mostOpen).toBe(1);
  const gauge = async (one: World) => one.app.http.inject("/metrics");
  // OpenAI sees a connection open before the replica does.
  await vi.waitFor(async () => {
    const texts = [(await gauge(world)).body, (await gauge(other)).body];
    const counts = texts.map((text) =>
      Number(/^voicelens_sideband_sessions (\d+)$/m.exec(text)?.[1]),
    );
    expect(counts.reduce((a, b) => a + b)).toBe(4);
  }, patience);
  await other.app.close();
  // As if a replica had been killed: its lease stands a while, and nobody renews it.
  const administrator = await world.administrator();
  await administrator.query(
    `update sideband_sessions set claimed_by = 'killed', claimed_until = now() + interval '300 ms', next_try_at = now()`,
  );
  for (const id of ["rtc_1", "rtc_2", "rtc_3", "rtc_4"]) {
    await vi.waitFor(async () => {
      const { rows } = await administrator.query(
        "select claimed_by from sideband_sessions where provider_call_id = $1",
        [id],
      );
      expect(rows[0].claimed_by).not.toBe("killed");
      expect(openai.open(id)).toHaveLength(1);
    }, patience);
  }
});

test("a call that nobody accepts is over when it has rung long enough, once the key has proven itself", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai, { sidebandPace: { ringMs: 1_000 } });
  await ring(world, "rtc_first");
  await vi.waitFor(async () => expect((await rowOf(world))?.state).toBe("done"), patience);
  expect(await callOf(world, "rtc_first")).toMatchObject({ lifecycle: "ringing" });
  const codes = async () =>
    (await world.api("GET", "/api/v1/notices")).json.data.map(({ code }: { code: string }) => code);
  expect(await codes()).toContain("sideband-sees-no-call");

  openai.accept("rtc_taken");
  await ring(world, "rtc_taken");
  await isOpen(openai, "rtc_taken");
  await ring(world, "rtc_lost");
  expect(await ended(world, "rtc_lost")).toMatchObject({
    lifecycle: "ended",
    disposition: "no_answer",
    status: "timeout",
    end_reason: "voicelens.not_accepted",
    started_at: null,
  });
  expect(await codes()).not.toContain("sideband-sees-no-call");
  expect(openai.attempts.filter(({ callId: id }) => id === "rtc_lost").length).toBeLessThan(30);
});

test("a key that is refused is tried a few times, told of, and never shown", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai, {
    env: { OPENAI_API_KEY: "key-of-nobody-that-was-revoked-yesterday" },
  });
  openai.accept(callId);
  await ring(world);
  await vi.waitFor(async () => {
    expect(await rowOf(world)).toMatchObject({ state: "failed", error: "key-refused" });
  }, patience);
  expect(openai.attempts.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
  const { json } = await world.api("GET", "/api/v1/notices");
  expect(json.data.map(({ code }: { code: string }) => code)).toContain("sideband-key-refused");
  expect(world.logged()).toContain("OpenAI refused the key");
  expect(await callOf(world)).toMatchObject({ lifecycle: "ringing" });
});

test("trouble of the provider is waited out, and given up when it does not end", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  openai.accept(callId);
  openai.refuseWith(503);
  await ring(world);
  await vi.waitFor(() => expect(openai.attempts.length).toBeGreaterThan(2), patience);
  openai.refuseWith(null);
  await isOpen(openai);
  openai.refuseWith(429);
  openai.breakOff(callId);
  await vi.waitFor(async () => {
    expect(await rowOf(world)).toMatchObject({ state: "failed", error: "unreachable" });
  }, patience);
  expect(openai.attempts.filter(({ status }) => status === 429)).toHaveLength(10);
  expect(await callOf(world)).toMatchObject({ lifecycle: "in_progress" });
});

test("a line that fell silent and a door that does not open are given up, and tried again", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai, {
    sidebandPace: { silenceMs: 1_000, handshakeMs: 500 },
  });
  openai.accept(callId);
  openai.refuseWith(0);
  await ring(world);
  await vi.waitFor(() => expect(openai.attempts.length).toBeGreaterThan(1), patience);
  openai.refuseWith(null);
  await isOpen(openai);
  const [silent] = openai.open(callId);
  // It reads nothing any more, so it gives no sign of life either.
  silent?.pause();
  await vi.waitFor(() => expect(openai.open(callId)).toHaveLength(2), patience);
  silent?.terminate();
  openai.say(callId, conversation[2] ?? {});
  openai.end(callId);
  expect((await recordOf(world)).transcript).toHaveLength(1);
});

test("a lease that runs out while its holder lives leaves one who listens, and the record whole", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai, { sidebandPace: { leaseMs: 3_000 } });
  openai.accept(callId);
  await ring(world);
  await isOpen(openai);
  sayAll(openai, conversation.slice(0, 5));
  const administrator = await world.administrator();
  const claimOf = async () => (await rowOf(world))?.claimed_by;
  const before = await claimOf();
  await administrator.query("update sideband_sessions set claimed_until = now() - interval '1 s'");
  await vi.waitFor(async () => expect([before, null]).not.toContain(await claimOf()), patience);
  await vi.waitFor(() => expect(countOpened(openai)).toBe(2), patience);
  await isOpen(openai);
  sayAll(openai, conversation.slice(5));
  openai.end(callId);
  expect((await recordOf(world)).transcript).toHaveLength(3);
  expect(countOpened(openai)).toBe(2);
});

test("a session that its server breaks is a failed call, with the blame on the provider", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  openai.accept(callId);
  await ring(world);
  await isOpen(openai);
  openai.end(callId, 1011, "internal error");
  expect(await ended(world)).toMatchObject({
    lifecycle: "failed",
    disposition: "failed",
    failure_class: "provider",
    end_reason: "internal error",
  });
});

test("nonsense is a dead letter that raises the alarm, and what was understood stands", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  openai.accept(callId);
  await ring(world);
  await isOpen(openai);
  sayAll(openai, conversation.slice(0, 4));
  for (let i = 0; i < 30; i++) openai.say(callId, i % 2 ? `{"no":"type","at":${i}}` : `<html>${i}`);
  openai.say(callId, Buffer.from([0xff, 0xfe, 0x00]));
  sayAll(openai, conversation.slice(4));
  openai.end(callId);
  const { transcript } = await recordOf(world);
  expect(transcript).toHaveLength(3);
  const dead = (await world.api("GET", "/api/v1/webhook-events?status=dead&limit=200")).json.data;
  // What is beyond the first twenty is counted, not kept.
  expect(dead).toHaveLength(20);
  expect(world.logged()).toContain("event became a dead letter");
});

test("sound is dropped unread, frames that are too long leave a finding, and a flood is stored no faster than the disk takes it", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  openai.accept(callId);
  await ring(world);
  await isOpen(openai);
  const delta = "A".repeat(50_000);
  for (let i = 0; i < 400; i++) openai.say(callId, { type: "response.output_audio.delta", delta });
  openai.say(callId, {
    type: "conversation.item.added",
    item: { id: "x", text: "B".repeat(300_000) },
  });
  for (let i = 0; i < 3_000; i++) {
    openai.say(callId, { type: "rate_limits.updated", padding: "C".repeat(1_000), i });
  }
  sayAll(openai, conversation);
  await openai.heard(callId);
  openai.end(callId);
  const { transcript } = await recordOf(world);
  expect(transcript).toHaveLength(3);
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    `select count(*)::int as count, sum(body_bytes)::int as bytes, max(body_bytes)::int as longest,
      count(*) filter (where findings::text like '%dropped-content%')::int as dropped
    from webhook_events where event_type = 'voicelens.sideband'`,
  );
  expect(rows[0].bytes).toBeLessThan(5_000_000);
  expect(rows[0].longest).toBeLessThan(1_000_000);
  expect(rows[0].dropped).toBe(1);
  expect(rows[0].count).toBeGreaterThan(10);
}, 60_000);

test("while nothing can be stored, the provider has to wait; nothing of what it says is lost", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  openai.accept(callId);
  await ring(world);
  await isOpen(openai);
  sayAll(openai, conversation.slice(0, 6));
  const administrator = await world.administrator();
  await administrator.query("begin; lock table webhook_events in access exclusive mode");
  const padding = "D".repeat(10_000);
  for (let i = 0; i < 3_000; i++) openai.say(callId, { type: "rate_limits.updated", padding, i });
  sayAll(openai, conversation.slice(6));
  const unsent = () => openai.open(callId)[0]?.bufferedAmount ?? 0;
  // What the two sockets and one batch hold is a few megabytes; the rest stays with the provider.
  let last = -1;
  await vi.waitFor(
    () => {
      const before = last;
      last = unsent();
      expect(last).toBe(before);
    },
    { ...patience, interval: 200 },
  );
  expect(unsent()).toBeGreaterThan(5_000_000);
  await administrator.query("rollback");
  await openai.heard(callId);
  openai.end(callId);
  expect((await recordOf(world)).transcript).toHaveLength(3);
  const { rows } = await administrator.query(
    "select sum(body_bytes)::int as bytes from webhook_events where event_type = 'voicelens.sideband'",
  );
  expect(rows[0].bytes).toBeGreaterThan(30_000_000);
}, 60_000);

test("only verified deliveries of a connection that has a key are listened to", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai, { tenants: ["ten_a"] });
  const answer = await world.deliver(
    "openai",
    { object: "event", id: "evt_1", type: "realtime.call.incoming", data: { call_id: "rtc_a" } },
    { path: "/webhook/openai/con_ten_a_openai_realtime" },
  );
  expect(answer.statusCode).toBe(200);
  await ring(world);
  openai.accept(callId);
  await isOpen(openai);
  await using bare = await listening(openai, { hasSecrets: false });
  await ring(bare, "rtc_unproven");
  await vi.waitFor(async () => expect(await callOf(bare, "rtc_unproven")).toBeDefined(), patience);
  expect(await rowOf(bare)).toBeUndefined();
  expect(new Set(openai.attempts.map((attempt) => attempt.callId))).toEqual(new Set([callId]));
});

test("a call that is erased while it runs is not written again", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  openai.accept(callId);
  await ring(world);
  await isOpen(openai);
  await vi.waitFor(async () => {
    expect((await callOf(world))?.lifecycle).toBe("in_progress");
  }, patience);
  for (const room of world.app.tenantData) {
    await room.erase(
      world.db,
      { tenantId: "ten_default" },
      { kind: "caller", number: "+12125550163" },
    );
  }
  sayAll(openai, conversation);
  await vi.waitFor(() => expect(openai.open(callId)).toHaveLength(0), patience);
  await world.settle();
  expect(await callOf(world)).toBeUndefined();
});

test("health says how many calls are listened to, and nothing is opened without a key", async () => {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  openai.accept(callId);
  await ring(world);
  await isOpen(openai);
  const { json } = await world.api("GET", "/health?detailed", undefined, null);
  expect(json.details.sideband).toEqual({ open: 1 });
  await using keyless = await createWorld({ isStarted: true, sidebandPace: hurry });
  await ring(keyless);
  await vi.waitFor(async () => expect(await callOf(keyless)).toBeDefined(), patience);
  expect(await rowOf(keyless)).toBeUndefined();
});
