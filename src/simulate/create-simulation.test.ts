import { expect, test } from "vitest";
import { scenarios, simulators } from "../providers/index.ts";
import { createSimulation, type SimulationOptions } from "./create-simulation.ts";

const all = [...simulators.keys()];
const startAt = Date.UTC(2026, 2, 2, 9);
const usual: SimulationOptions = {
  seed: 1,
  providers: all,
  count: 140,
  startAt,
  everyMs: 200,
  speed: 30,
};
const undisturbed = { duplicates: 0, swaps: 0, late: 0 };

const play = (options: Partial<SimulationOptions> = {}) => [
  ...createSimulation({ ...usual, ...options }),
];

test("the same seed and start give the same bytes in the same order, another seed other ones", () => {
  expect(play()).toEqual(play());
  const bodies = new Set(play().map(({ body }) => body));
  expect(play({ seed: 2 }).some(({ body }) => bodies.has(body))).toBe(false);
});

test("every provider takes its turn, equally often", () => {
  const calls = new Map(play().map(({ call, provider }) => [call, provider]));
  for (const provider of all) {
    expect([...calls.values()].filter((each) => each === provider)).toHaveLength(140 / all.length);
  }
});

test("a provider that stands twice gets twice the calls", () => {
  const calls = new Map(
    play({ providers: ["vapi", "vapi", "retell"], count: 30 }).map((d) => [d.call, d.provider]),
  );
  expect([...calls.values()].filter((provider) => provider === "vapi")).toHaveLength(20);
});

test("deliveries come in the order in which they are due, over any number of calls", () => {
  const due = play({ count: 400, everyMs: 20 }).map(({ dueMs }) => dueMs);
  expect(due).toEqual([...due].sort((a, b) => a - b));
});

test("calls start at the rate asked for", () => {
  const first = new Map<number, number>();
  for (const { call, dueMs } of play({ disturbances: undisturbed })) {
    first.set(call, Math.min(dueMs, first.get(call) ?? Number.POSITIVE_INFINITY));
  }
  for (const [call, dueMs] of first) expect(dueMs).toBeGreaterThanOrEqual(call * usual.everyMs);
  expect([...first.keys()]).toHaveLength(140);
});

test("disturbance loses nothing and changes no byte", () => {
  const calm = play({ disturbances: undisturbed }).map(({ body }) => body);
  const wild = play({ disturbances: { duplicates: 0.3, swaps: 0.3, late: 0.3 } });
  const sentOnce = wild.filter(({ isRepeated }) => !isRepeated).map(({ body }) => body);
  expect(sentOnce.sort()).toEqual(calm.sort());
});

test("a repeated delivery is the one before, id and all", () => {
  const deliveries = play();
  const repeated = deliveries.filter(({ isRepeated }) => isRepeated);
  expect(repeated.length).toBeGreaterThan(0);
  for (const each of repeated) {
    const original = deliveries.find(
      ({ deliveryId, isRepeated }) => deliveryId === each.deliveryId && !isRepeated,
    );
    expect(original?.body).toBe(each.body);
  }
});

test("about one in twenty is repeated, and some are overtaken or late", () => {
  const calm = play({ disturbances: undisturbed });
  const usually = play();
  const share = usually.filter(({ isRepeated }) => isRepeated).length / calm.length;
  expect(share).toBeGreaterThan(0.02);
  expect(share).toBeLessThan(0.09);
  const order = (deliveries: typeof calm) =>
    deliveries.filter(({ isRepeated }) => !isRepeated).map(({ body }) => body);
  expect(order(usually)).not.toEqual(order(calm));
});

test("a call told faster than life ends when its last event is sent, so no payload speaks of the future", () => {
  const [first, last] = [0, -1].map((place) =>
    play({ providers: ["vapi"], count: 1, disturbances: undisturbed }).at(place),
  );
  const toldAt = (delivery = first) => {
    const { message } = JSON.parse(delivery?.body ?? "") as { message: { timestamp: number } };
    return message.timestamp - startAt;
  };
  expect(toldAt(first)).toBeLessThan(first?.dueMs ?? 0);
  expect(Math.abs(toldAt(last) - (last?.dueMs ?? 0))).toBeLessThan(5);
});

test("only calls of the scenario asked for are played", () => {
  const calls = new Map(
    play({ scenario: "busy", providers: ["vapi"], count: 10, disturbances: undisturbed }).map(
      ({ call, body }) => [call, body],
    ),
  );
  for (const body of calls.values()) expect(body).toContain("customer-busy");
  expect(calls.size).toBe(10);
});

test("every provider plays every scenario", () => {
  for (const scenario of scenarios) {
    const calls = new Set(play({ scenario, count: all.length }).map(({ call }) => call));
    expect(calls.size).toBe(all.length);
  }
});

test("an unknown provider is refused at once", () => {
  expect(() => play({ providers: ["acme"] })).toThrow("no simulator for acme");
  expect(() => play({ providers: [] })).toThrow("at least one provider");
});
