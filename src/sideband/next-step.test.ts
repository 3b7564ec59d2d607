import fc from "fast-check";
import { expect, test } from "vitest";
import { nextStep, type Outcome, type Standing } from "./next-step.ts";

const pace = { ringMs: 90_000, callMs: 75 * 60_000, retryMs: 500, retryMsMax: 30_000 };
const standing: Standing = { wasConnected: false, ageMs: 1_000, error: null, attempts: 0 };
const refused = (status: number | null): Outcome => ({ kind: "refused", status });

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constantFrom(null, 400, 401, 403, 404, 429, 500, 503).map(refused),
  fc.boolean().map((hasHeard): Outcome => ({ kind: "closed", hasHeard })),
);

/** Repeats an outcome until there is an end; returns how long that took and what it was. */
function play(outcome: Outcome, from: Standing) {
  let now = from;
  for (let tries = 1; tries < 10_000; tries++) {
    const step = nextStep(outcome, now, pace);
    if (step.kind !== "retry") return { step, tries, ms: now.ageMs - from.ageMs };
    const { afterMs, error, attempts } = step;
    now = { ...now, ageMs: now.ageMs + Math.max(afterMs, 1_000), error, attempts };
  }
  throw new Error("it never ends");
}

test("whatever happens again and again, there is an end, and the pauses are bounded", () => {
  fc.assert(
    fc.property(outcomes, fc.boolean(), (outcome, wasConnected) => {
      const { ms } = play(outcome, { ...standing, wasConnected });
      expect(ms).toBeLessThanOrEqual(pace.callMs + pace.retryMsMax);
      const step = nextStep(outcome, { ...standing, wasConnected, error: "unreachable" }, pace);
      if (step.kind === "retry") expect(step.afterMs).toBeLessThanOrEqual(pace.retryMsMax);
    }),
  );
});

test("while it rings a call may be accepted at any moment; afterwards nobody accepted it", () => {
  expect(nextStep(refused(404), standing, pace)).toMatchObject({ kind: "retry", afterMs: 500 });
  const { step, ms } = play(refused(404), standing);
  expect(step).toEqual({ kind: "not-accepted" });
  expect(ms).toBeGreaterThanOrEqual(pace.ringMs - 2_000);
});

test("a call that was connected and is not there any more is over", () => {
  const step = nextStep(refused(404), { ...standing, wasConnected: true }, pace);
  expect(step).toEqual({ kind: "over" });
});

test("a socket that closes after something was said is opened again at once", () => {
  const step = nextStep({ kind: "closed", hasHeard: true }, { ...standing, attempts: 3 }, pace);
  expect(step).toEqual({ kind: "retry", afterMs: 0, error: null, attempts: 0 });
});

test("another trouble is counted from the start", () => {
  const step = nextStep(refused(503), { ...standing, error: "no-call", attempts: 40 }, pace);
  expect(step).toMatchObject({ kind: "retry", error: "unreachable", attempts: 1 });
});

test("nobody is listened to for longer than a call can last", () => {
  const step = nextStep(refused(404), { ...standing, ageMs: pace.callMs + 1 }, pace);
  expect(step).toEqual({ kind: "failed", error: "too-long" });
});
