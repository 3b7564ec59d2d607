import { setImmediate as nextTurn } from "node:timers/promises";
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
  leaseMs: 600,
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
  const read = async (part: string) =>
    (await world.api("GET", `/api/v1/calls/${id}${part}`)).json;
  const call = await read("");
  const { vcp_payload: vcp } = await read("/vcp");
  const {
    updated_at: _,
    first_seen_at: __,
    started_at,
    ended_at,
    duration_ms,
    duration_sec: ___,
    ...rest
  } = call;
  expect(Date.parse(ended_at) - Date.parse(started_at)).toBe(duration_ms);
  const { aht_sec: ____, start_time_source: _____, ...metrics } = vcp.outcomes.objective.metrics;
  return {
    call: rest,
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

async function sayAll(openai: OpenAiServer, events: ReadonlyArray<Record<string, unknown>>) {
  for (const event of events) openai.say(callId, event);
  await nextTurn();
}

/** A whole call without trouble. */
async function wholeCall() {
  await using openai = await startOpenAi();
  await using world = await listening(openai);
  await ring(world);
  openai.accept(callId);
  await isOpen(openai);
  await sayAll(openai, conversation);
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
