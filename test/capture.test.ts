import fc from "fast-check";
import { expect, test } from "vitest";
import { nextCheckMs } from "../src/capture/check-open-calls.ts";
import { createRandom } from "../src/lib/random.ts";
import { inventCalls, type ServedProvider, startProviderServer } from "./provider-servers/index.ts";
import { createWorld, type World } from "./world.ts";

const hourMs = 3_600_000;
const variables: Record<string, (server: Server) => Record<string, string>> = {
  retell: ({ url, credentials }) => ({ RETELL_API_URL: url, RETELL_API_KEY: credentials.apiKey ?? "" }),
  vapi: ({ url, credentials }) => ({ VAPI_API_URL: url, VAPI_API_KEY: credentials.apiKey ?? "" }),
  elevenlabs: ({ url, credentials }) => ({
    ELEVENLABS_API_URL: url,
    ELEVENLABS_API_KEY: credentials.apiKey ?? "",
  }),
  bland: ({ url, credentials }) => ({ BLAND_API_URL: url, BLAND_API_KEY: credentials.apiKey ?? "" }),
  twilio: ({ url, credentials }) => ({
    TWILIO_API_URL: url,
    TWILIO_ACCOUNT_SID: credentials.accountSid ?? "",
    TWILIO_AUTH_TOKEN: credentials.authToken ?? "",
  }),
};
type Server = Awaited<ReturnType<typeof startProviderServer>>;

const start = Date.UTC(2026, 10, 25, 9);

/** A product whose environment holds the key of a provider that behaves as documented, with calls of its own. */
async function servedWorld(
  provider: ServedProvider,
  options: { count: number; seed?: number; everyMs?: number; at?: number; isOver?: boolean } = { count: 3 },
) {
  const calls = inventCalls(provider, {
    seed: options.seed ?? 1,
    count: options.count,
    startAt: start,
    everyMs: options.everyMs ?? 60_000,
  });
  const clock = { now: options.at ?? start + 6 * hourMs };
  const server = await startProviderServer(provider, { calls, clock: () => clock.now });
  const world = await createWorld({ env: variables[provider]?.(server) ?? {} });
  const setClock = (at: number) => {
    clock.now = at;
    world.clock.now = at;
  };
  setClock(clock.now);
  const settle = async () => {
    await world.settle();
  };
  return {
    calls,
    server,
    world,
    setClock,
    settle,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

/** What a call's record says, without what depends on when and how it reached us. */
async function recordsOf(world: World) {
  const { json } = await world.api("GET", "/api/v1/calls?limit=200");
  const records = new Map<string, Record<string, unknown>>();
  for (const { id } of json.data) {
    const call = (await world.api("GET", `/api/v1/calls/${id}`)).json;
    const turns = (await world.api("GET", `/api/v1/calls/${id}/transcript`)).json;
    records.set(call.provider_call_id, {
      lifecycle: call.lifecycle,
      disposition: call.disposition,
      status: call.status,
      end_reason: call.end_reason,
      direction: call.direction,
      from: call.from,
      to: call.to,
      agent_id: call.agent_id,
      started_at: call.started_at,
      ended_at: call.ended_at,
      duration_ms: call.duration_ms,
      cost_usd: call.cost_usd,
      summary: call.summary,
      turns: turns.data ?? turns,
    });
  }
  return records;
}

const capturedBy = async (world: World) => {
  const { json } = await world.api("GET", "/api/v1/calls?limit=200");
  return Object.fromEntries(
    json.data.map((call: { provider_call_id: string; captured_by: string }) => [
      call.provider_call_id,
      call.captured_by,
    ]),
  );
};

test.each(["retell", "vapi", "elevenlabs"] as const)(
  "whatever webhooks of %s arrive, after one sweep the records are the provider's",
  async (provider) => {
    await using all = await servedWorld(provider, { count: 6 });
    for (const call of all.calls) {
      for (const { at, body, contentType } of call.deliveries) {
        all.world.clock.now = at;
        await all.world.deliver(provider, body, { contentType });
      }
    }
    await all.settle();
    const expected = await recordsOf(all.world);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 30 }), async (seed) => {
        await using some = await servedWorld(provider, { count: 6 });
        const random = createRandom(seed);
        for (const call of some.calls) {
          for (const { at, body, contentType } of call.deliveries) {
            if (random.chance(0.5)) continue;
            some.world.clock.now = at;
            await some.world.deliver(provider, body, { contentType });
          }
        }
        some.setClock(start + 6 * hourMs);
        await some.settle();
        await some.world.app.background.sweeps.drain();
        await some.settle();
        expect(await recordsOf(some.world)).toEqual(expected);
      }),
      { numRuns: 3 },
    );
  },
);

test("a call of twelve minutes whose end nobody told is whole within a minute after its end", async () => {
  const twelve = inventCalls("retell", { seed: 3, count: 40, startAt: start, everyMs: 0, scenario: "booked" as never });
  expect(twelve.length).toBeGreaterThan(0);
  for (const age of [0, 60_000, 12 * 60_000]) expect(nextCheckMs(age)).toBeLessThan(55_000);
  expect(nextCheckMs(4 * hourMs)).toBe(5 * 60_000);
});
