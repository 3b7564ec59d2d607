import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { liveScripts } from "../src/providers/index.ts";
import { addBuiltIn, addLocation, wednesdayNoon } from "./callers.ts";
import { json, mutate, mutation, nasty } from "./mutations.ts";
import { createWorld, type World, worldSecret } from "./world.ts";

const seed = 20_261_126;
const casesMax = 500;
const batchSize = 50;
const tools = ["opening_hours", "items_and_prices", "take_message", "transfer", "nobody_made_it"];
const names = [
  ...tools,
  "__proto__",
  "constructor",
  "two words",
  "a/b",
  "ü",
  "n".repeat(300),
  "\0",
];

interface Asked {
  provider: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What providers ask during a call, with something in it changed, or anything at all at their paths. */
const asked: fc.Arbitrary<Asked> = fc
  .record({
    provider: fc.constantFrom(...liveScripts.keys()),
    isInbound: fc.boolean(),
    tool: fc.constantFrom(...names),
    arguments: fc.dictionary(
      fc.constantFrom("query", "location", "message", "to", "at", "service", "free_of"),
      nasty,
      { maxKeys: 3 },
    ),
    number: fc.integer({ min: 0, max: 99 }),
    mutations: fc.array(mutation, { maxLength: 3 }),
    instead: fc.oneof(
      { arbitrary: fc.constant(null), weight: 7 },
      { arbitrary: fc.oneof(fc.json({ maxDepth: 4 }), fc.string({ unit: "binary" })), weight: 1 },
    ),
  })
  .map(({ provider, isInbound, tool, mutations, instead, number, ...given }) => {
    const script = liveScripts.get(provider);
    const numbers = { from: "+12125550147", to: "+12125550102" };
    const ids = { id: `fuzz-${number}`, useId: `use-${number}` };
    const call = { ...ids, ...numbers, tool, arguments: given.arguments };
    const inbound = isInbound ? script?.inbound?.(call, wednesdayNoon) : undefined;
    const request = inbound ?? script?.tool(call, wednesdayNoon);
    const own = request?.path || (number % 3 === 0 ? `/tools/${encodeURIComponent(tool)}` : "");
    const body =
      instead ?? JSON.stringify(mutations.reduce(mutate, structuredClone(request?.body)));
    return { provider, path: own, headers: { ...request?.headers }, body };
  });

/** Whether it is something that the provider reads as an answer. */
function isAnswer({ provider, path }: Asked, answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return false;
  const given = answer as Record<string, unknown>;
  // What asks for nothing is stored, and told so.
  if (given.received === true) return true;
  const isLine = (text: unknown) =>
    typeof text === "string" && (provider !== "vapi" || !/[\r\n\u2028\u2029]/.test(text));
  if (Array.isArray(given.results)) {
    return given.results.every((one) => isLine(one.result) !== isLine(one.error));
  }
  if (path.endsWith("/inbound") && provider === "retell") return "call_inbound" in given;
  if (path.endsWith("/inbound") && provider === "elevenlabs") return "dynamic_variables" in given;
  const known = ["result", "error", "assistantId", "call_inbound", "documents", "eligible"];
  return known.some((name) => name in given) || "destination" in given;
}

/** The ids of tools that a message of Vapi's asks for, where they are what ids are. */
function idsOf({ provider, body }: Asked): string[] | null {
  if (provider !== "vapi") return null;
  try {
    const { message } = JSON.parse(body);
    if (message.type !== "tool-calls" || !Array.isArray(message.toolCallList)) return null;
    const ids = message.toolCallList.map((one: { id?: unknown } | null) => one?.id);
    const isPlain = ids.every((id: unknown) => typeof id === "string" && /^use-\d+$/.test(id));
    return isPlain && new Set(ids).size === ids.length ? ids : null;
  } catch {
    return null;
  }
}

async function faultOf(world: World, one: Asked, connection: string): Promise<string[]> {
  const { provider, path, headers, body } = one;
  const proof = liveScripts.get(provider)?.sign(body, world.clock.now, worldSecret);
  const { statusCode, body: text } = await world.deliver(provider, body, {
    ...{ path: `/webhook/${provider}/${connection}${path}`, isSigned: false, contentType: json },
    headers: { ...headers, ...proof },
  });
  const show = `${statusCode} ${text.slice(0, 200)} for ${provider}${path} ${body.slice(0, 400)}`;
  if (statusCode !== 200 || !isAnswer(one, JSON.parse(text))) return [show];
  const ids = idsOf(one);
  if (ids === null || ids.length === 0) return [];
  const results = (JSON.parse(text).results ?? []) as Array<{ toolCallId: string }>;
  return JSON.stringify(results.map(({ toolCallId: id }) => id)) === JSON.stringify(ids)
    ? []
    : [show];
}

test("whatever is asked during a call is answered 200 in the provider's own shape, and leaves a trace that can be read", async () => {
  await using world = await createWorld();
  world.clock.now = wednesdayNoon;
  const { path } = await addLocation(world);
  await world.api("POST", `${path}/items`, { name: "Margherita", price_minor: 1250 });
  const destinations = [{ number: "+12125550111", name: "Kitchen" }];
  for (const tool of tools.slice(0, 4)) {
    await addBuiltIn(world, tool, tool === "transfer" ? { destinations } : {});
  }
  const { data } = (await world.api("GET", "/api/v1/connections")).json;
  const connectionOf = (provider: string) =>
    data.find((one: { provider: string }) => one.provider === provider).id;
  const cases = fc.sample(asked, { seed, numRuns: casesMax });
  const faults: string[] = [];
  for (let start = 0; start < cases.length; start += batchSize) {
    const batch = cases.slice(start, start + batchSize);
    const found = await Promise.all(
      batch.map((one) => faultOf(world, one, connectionOf(one.provider))),
    );
    faults.push(...found.flat());
  }
  expect(faults).toEqual([]);
  await world.settle();
  await vi.waitFor(
    async () => {
      const uses = await world.api("GET", "/api/v1/tool-uses?limit=200");
      expect([uses.status, uses.json.data.length]).toEqual([200, 200]);
    },
    { timeout: 20_000 },
  );
  expect(world.logged()).not.toMatch(/unexpectedly|written down|could not be run|by a fallback/);
}, 60_000);
