import { expect, test } from "vitest";
import { createRandom } from "../lib/random.ts";
import { type CallScript, scenarios } from "./script.ts";
import { writeScript } from "./write-script.ts";

const seeds = Array.from({ length: 2000 }, (_, seed) => seed);
const scripts = seeds.map((seed) => writeScript(createRandom(seed)));

function allText(script: CallScript): string {
  return [script.summary, ...script.turns.map(({ text }) => text)].join("\n");
}

test("the same seed tells the same call, another seed another one", () => {
  for (const seed of seeds.slice(0, 200)) {
    expect(writeScript(createRandom(seed))).toEqual(scripts[seed]);
  }
  expect(new Set(scripts.map((script) => JSON.stringify(script))).size).toBe(scripts.length);
});

test("every kind of call comes about as often as in real life", () => {
  const share = (name: string) =>
    scripts.filter(({ scenario }) => scenario === name).length / scripts.length;
  expect(share("booked")).toBeCloseTo(0.3, 1);
  expect(share("question_answered")).toBeCloseTo(0.25, 1);
  for (const scenario of scenarios) expect(share(scenario)).toBeGreaterThan(0.01);
});

test("a whole conversation has six to sixteen turns and both people speak", () => {
  const whole = new Set(["booked", "question_answered", "transferred", "tool_failed"]);
  for (const { scenario, turns } of scripts) {
    if (!whole.has(scenario)) continue;
    expect(turns.length).toBeGreaterThanOrEqual(6);
    expect(turns.length).toBeLessThanOrEqual(16);
    expect(new Set(turns.map(({ role }) => role)).size).toBe(2);
  }
});

test("nobody talks over anybody, and everything happens within the call", () => {
  for (const { turns, toolCalls, durationMs } of scripts) {
    let clock = 0;
    for (const { startMs, endMs } of turns) {
      expect(startMs).toBeGreaterThanOrEqual(clock);
      expect(endMs).toBeGreaterThan(startMs);
      clock = endMs;
    }
    for (const tool of toolCalls) expect(tool.offsetMs + tool.durationMs).toBeLessThan(durationMs);
    expect(durationMs).toBeGreaterThanOrEqual(clock);
    expect(Number.isSafeInteger(durationMs)).toBe(true);
  }
});

test("only numbers that belong to nobody appear", () => {
  for (const { callerNumber, businessNumber } of scripts) {
    expect(callerNumber).toMatch(/^\+121255501\d\d$/);
    expect(businessNumber).toMatch(/^\+121255501\d\d$/);
    expect(callerNumber).not.toBe(businessNumber);
  }
});

test("an unanswered call is outbound, silent and without evaluation", () => {
  for (const script of scripts.filter((s) => s.scenario === "no_answer" || s.scenario === "busy")) {
    expect(script).toMatchObject({
      direction: "outbound",
      isConnected: false,
      durationMs: 0,
      turns: [],
      toolCalls: [],
      sentiment: null,
      isSuccessful: null,
    });
  }
});

test("a voicemail begins with the greeting of the mailbox", () => {
  for (const script of scripts.filter(({ scenario }) => scenario === "voicemail")) {
    expect(script).toMatchObject({ direction: "outbound", isConnected: true, isSuccessful: null });
    expect(script.turns[0]?.role).toBe("user");
  }
});

test("a failed tool leaves its error, every other tool works", () => {
  for (const { scenario, toolCalls } of scripts) {
    expect(toolCalls.some(({ isSuccess }) => !isSuccess)).toBe(scenario === "tool_failed");
  }
});

test("a provider failure strikes before or during the conversation", () => {
  const failures = scripts.filter(({ scenario }) => scenario === "provider_failure");
  expect(new Set(failures.map(({ isConnected }) => isConnected)).size).toBe(2);
});

test("scenario and direction can be chosen, and impossible pairs are not played", () => {
  for (const scenario of scenarios) {
    expect(writeScript(createRandom(1), { scenario }).scenario).toBe(scenario);
  }
  for (const seed of seeds.slice(0, 300)) {
    expect(writeScript(createRandom(seed), { direction: "inbound" }).direction).toBe("inbound");
    expect(writeScript(createRandom(seed), { direction: "outbound" }).direction).toBe("outbound");
  }
  expect(writeScript(createRandom(1), { scenario: "busy", direction: "inbound" }).direction).toBe(
    "outbound",
  );
});

test("no text is unfinished", () => {
  for (const script of scripts) {
    expect(allText(script)).not.toMatch(/undefined|null|NaN|\[object|\$\{| {2}|A electric/);
  }
});

test("costs are whole micro-dollars and believable", () => {
  for (const { costMicros, durationMs } of scripts) {
    expect(Number.isSafeInteger(costMicros)).toBe(true);
    expect(costMicros).toBeLessThanOrEqual((durationMs / 60_000) * 140_000 + 2_000);
  }
});
