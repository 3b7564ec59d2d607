import fc from "fast-check";
import { expect, test } from "vitest";
import { foldPatches } from "../src/calls/fold.ts";
import { parseBody, UnreadableBodyError } from "../src/ingest/parse-body.ts";
import { sha256Hex } from "../src/lib/signature.ts";
import { findProvider, NormaliseError, providers } from "../src/providers/index.ts";
import { json, mutate, mutation, nasty } from "./mutations.ts";
import { fixtures, type Payload, simulatedCall, simulations } from "./payloads.ts";
import { createWorld, type World } from "./world.ts";

const form = "application/x-www-form-urlencoded";
const seed = 20_261_120;

/** What providers send when they are well. */
const healthy: readonly Payload[] = [
  ...fixtures,
  ...simulations.flatMap(([provider, scenario], index) => simulatedCall(provider, scenario, index)),
].filter((each) => each.body.length < 20_000);

const mutatedBody = fc
  .record({
    from: fc.constantFrom(...healthy),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
    cut: fc.oneof(
      { arbitrary: fc.constant(1), weight: 12 },
      { arbitrary: fc.double({ min: 0, max: 1, noNaN: true }), weight: 1 },
    ),
  })
  .map(({ from, mutations, cut }): Payload => {
    const isForm = from.contentType === form;
    const start: unknown = isForm
      ? Object.fromEntries(new URLSearchParams(from.body))
      : JSON.parse(from.body);
    const changed = mutations.reduce(mutate, start);
    const whole = isForm ? formOf(changed) : JSON.stringify(changed);
    return { ...from, body: whole.slice(0, Math.floor(cut * whole.length)) };
  });

function formOf(fields: unknown): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields as Record<string, unknown>)) {
    form.append(name, typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  }
  return form.toString();
}

const ids = providers.map((provider) => provider.id);
const anyBody = fc
  .record({
    provider: fc.constantFrom(...ids),
    body: fc.oneof(
      fc.json({ maxDepth: 5 }),
      fc.string({ unit: "binary" }),
      nasty.map((value) => JSON.stringify(value)),
    ),
    contentType: fc.constantFrom(
      json,
      json,
      form,
      "text/plain",
      "application/json; charset=utf-16",
    ),
  })
  // Twilio signs forms field by field, and nothing else in this way.
  .map(
    (each): Payload => ({
      ...each,
      name: "any",
      contentType: each.provider === "twilio" ? form : each.contentType,
    }),
  );

const anything = fc.oneof({ arbitrary: mutatedBody, weight: 4 }, { arbitrary: anyBody, weight: 1 });

/** Delivers a batch, folds it, and says what is wrong; nothing when all is well. */
async function faultsOf(world: World, batch: readonly Payload[]): Promise<string[]> {
  const answers = await Promise.all(
    batch.map(({ provider, body, contentType }) => world.deliver(provider, body, { contentType })),
  );
  await world.settle();
  const faults = answers.flatMap(({ statusCode, body }, index) => {
    const isFine = statusCode === 200 || (batch[index]?.provider === "vcp" && statusCode === 422);
    return isFine ? [] : [`${statusCode} ${body} for ${show(batch[index])}`];
  });
  const { json: page } = await world.api("GET", "/api/v1/webhook-events?limit=200");
  const ofStatus = (status: string) =>
    page.data.filter((event: { status: string }) => event.status === status);
  const distinct = new Set(batch.map(({ provider, body }) => `${provider} ${sha256Hex(body)}`));
  if (page.data.length !== distinct.size) {
    faults.push(`${distinct.size} were delivered, ${page.data.length} are stored`);
  }
  for (const { id, provider, reason } of ofStatus("received")) {
    const { json: event } = await world.api("GET", `/api/v1/webhook-events/${id}`);
    faults.push(`${provider} stuck (${reason?.code}): ${String(event.body).slice(0, 600)}`);
  }
  for (const { provider, reason } of ofStatus("dead")) {
    if (/^(?:mapping|projection)-failed$/.test(reason.code)) faults.push(`${provider}: ours`);
  }
  return faults;
}

function show(payload: Payload | undefined): string {
  return `${payload?.provider} ${payload?.contentType}: ${payload?.body.slice(0, 300)}`;
}

/** Texts that jsonb refuses: with NUL or half of a character. */
function unstorable(value: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(value, (name, inner: unknown) => {
    for (const text of [name, inner]) {
      if (typeof text !== "string") continue;
      if (!text.isWellFormed() || text.includes("\0")) found.push(`${name}: ${text.slice(-20)}`);
    }
    return inner;
  });
  return found;
}

const everything = `delete from webhook_events; delete from calls; delete from call_patches; delete from call_turns;
  delete from call_tool_calls; delete from call_external_ids; delete from call_search; delete from call_changes`;
const batchSize = 150;

test("whatever is delivered is answered 200, stored once, and ends as processed, ignored or dead by its own fault", async () => {
  await using world = await createWorld();
  const administrator = await world.administrator();
  const cases = fc.sample(anything, { seed, numRuns: 12_000 });
  const faults: string[] = [];
  for (let start = 0; start < cases.length; start += batchSize) {
    faults.push(...(await faultsOf(world, cases.slice(start, start + batchSize))));
    await administrator.query(everything);
  }
  expect(faults).toEqual([]);
  expect(world.logged()).not.toContain("mapping failed");
}, 120_000);

test("whatever is read gives patches that fold and that a database can hold, or a reason why not", () => {
  fc.assert(
    fc.property(anything, ({ provider: key, body: text, contentType }) => {
      const provider = findProvider(key);
      if (provider === undefined) throw new Error(`no provider ${key}`);
      const headers = { "content-type": contentType };
      try {
        const { body } = parseBody(Buffer.from(text), headers);
        const { patches, eventType, findings } = provider.normalise(body, {
          receivedAt: 1e12,
          headers,
        });
        expect(eventType).not.toBe("");
        expect(unstorable([eventType, findings])).toEqual([]);
        for (const [seq, patch] of patches.entries()) {
          expect(patch.providerCallId.length).toBeGreaterThan(0);
          expect(unstorable(patch)).toEqual([]);
          foldPatches([
            {
              ...{ eventId: "one", seq, kind: "event", eventKey: "one", eventType },
              ...{ isVerified: true, receivedAt: 1e12, patch },
            },
          ]);
        }
      } catch (error) {
        const isFair = error instanceof NormaliseError || error instanceof UnreadableBodyError;
        if (!isFair) throw error;
      }
    }),
    { seed, numRuns: 12_000 },
  );
  expect(Object.prototype).not.toHaveProperty("polluted");
}, 120_000);
