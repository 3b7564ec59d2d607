import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultRules } from "../rules/default-rules.ts";
import { nextStep, type Standing, type Verdict, verdictOf } from "./judge.ts";

const minute = 60_000;
const at = Date.UTC(2026, 2, 2, 11);

const rule = (id: string) => {
  const found = defaultRules.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
};

describe("a figure", () => {
  test.each([
    ["six of a hundred calls with errors", "call-errors", 0.06, 100, "bad"],
    ["one of a thousand", "call-errors", 0.001, 1_000, "well"],
    ["exactly the value", "call-errors", 0.05, 100, "well"],
    ["nineteen bad calls are too few to judge by", "call-errors", 1, 19, "unknown"],
    ["no calls at all", "call-errors", null, 0, "unknown"],
    ["none where twelve are usual", "silent-number", 0, 12, "bad"],
    ["none where none are usual", "silent-number", 0, 0, "unknown"],
    ["one where twelve are usual", "silent-number", 1, 12, "well"],
    ["no number at all", "queue-age", Number.NaN, null, "unknown"],
  ] as const)("%s", (_name, id, value, sample, verdict) => {
    expect(verdictOf(rule(id), { value, sample })).toBe(verdict);
  });
});

interface Run {
  standing: Standing | null;
  opened: number;
  resolved: number;
  openedAt: number | null;
}

/** Plays looks one after the other, as the evaluator does. */
function play(looks: ReadonlyArray<{ verdict: Verdict; afterMs: number }>, durationMs: number) {
  const run: Run = { standing: null, opened: 0, resolved: 0, openedAt: null };
  let now = at;
  for (const { verdict, afterMs } of looks) {
    now += afterMs;
    const isContinuous = afterMs >= 0 && afterMs < 5 * minute;
    if (run.standing === null) {
      if (verdict !== "bad") continue;
      run.standing = { status: "pending", badSince: now, wellSince: null, resolvedAt: null };
      continue;
    }
    const step = nextStep(run.standing, { verdict, at: now, durationMs, isContinuous });
    if (step.to === "stay") run.standing = { ...run.standing, ...step };
    else if (step.to === "open") {
      run.standing = { ...run.standing, status: "open" };
      run.opened++;
      run.openedAt = now;
    } else {
      if (step.to === "resolve") run.resolved++;
      run.standing = null;
    }
  }
  return run;
}

const bad = { verdict: "bad", afterMs: minute } as const;
const well = { verdict: "well", afterMs: minute } as const;

describe("an alert", () => {
  test("is opened when it was bad for the whole duration, and resolved when it was well for as long", () => {
    expect(play([bad, bad, bad], 3 * minute).opened).toBe(0);
    expect(play([bad, bad, bad, bad], 3 * minute).opened).toBe(1);
    expect(play([bad, bad, well, bad, bad], 3 * minute).opened).toBe(0);
    const wells = [well, well, well];
    expect(play([bad, bad, bad, bad, ...wells], 3 * minute).resolved).toBe(0);
    expect(play([bad, bad, bad, bad, ...wells, bad, ...wells], 3 * minute).resolved).toBe(0);
    expect(play([bad, bad, bad, bad, ...wells, well], 3 * minute).resolved).toBe(1);
  });

  test("is neither opened nor resolved by a clock that jumps, or by what nobody saw", () => {
    for (const afterMs of [-56 * 365 * 24 * 60 * minute, 74 * 365 * 24 * 60 * minute]) {
      expect(play([bad, { verdict: "bad", afterMs }], 3 * minute).opened).toBe(0);
      const open = [bad, bad, bad, bad];
      expect(play([...open, well, { verdict: "well", afterMs }], 3 * minute).resolved).toBe(0);
      expect(play([{ verdict: "bad", afterMs }, ...open], 3 * minute).opened).toBe(1);
    }
  });

  test("that a person resolved is told anew after a day, and left alone when it is well before", () => {
    const resolved: Standing = {
      status: "resolved",
      badSince: at,
      wellSince: null,
      resolvedAt: at,
    };
    const seen = { durationMs: minute, isContinuous: true };
    const hours = (count: number) => at + count * 60 * minute;
    expect(nextStep(resolved, { ...seen, verdict: "bad", at: hours(23) }).to).toBe("stay");
    expect(nextStep(resolved, { ...seen, verdict: "bad", at: hours(24) }).to).toBe("leave");
    const isWell = { ...resolved, wellSince: hours(1) };
    expect(nextStep(isWell, { ...seen, verdict: "well", at: hours(2) }).to).toBe("leave");
  });

  test("that nobody can judge any more is let go after four weeks", () => {
    const open: Standing = { status: "open", badSince: at, wellSince: null, resolvedAt: null };
    const seen = { verdict: "unknown", durationMs: minute, isContinuous: true } as const;
    const days = (count: number) => at + count * 24 * 60 * minute;
    expect(nextStep(open, { ...seen, at: days(27) }).to).toBe("stay");
    expect(nextStep(open, { ...seen, at: days(28) }).to).toBe("resolve");
  });

  test("whatever is seen whenever, is never resolved more often than opened, nor opened without a reason", () => {
    const look = fc.record({
      verdict: fc.constantFrom<Verdict>("bad", "well", "unknown"),
      afterMs: fc.oneof(fc.integer({ min: 0, max: 10 * minute }), fc.integer()),
    });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 40 }), fc.nat({ max: 20 * minute }), (looks, ms) => {
        const { opened, resolved } = play(looks, ms);
        expect(resolved).toBeLessThanOrEqual(opened);
        const bads = looks.filter(({ verdict }) => verdict === "bad").length;
        expect(opened).toBeLessThanOrEqual(Math.max(0, bads - 1));
      }),
      { numRuns: 200 },
    );
  });
});
