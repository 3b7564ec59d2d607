import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CallFacts,
  type CallPatch,
  callStatuses,
  dispositions,
  isTerminal,
  lifecycleRank,
  lifecycles,
  turnRoles,
} from "../lib/call.ts";
import { foldPatches, type PatchEntry } from "./fold.ts";

const instant = fc.constantFrom(null, 1_000, 2_000, 2_000, 3_000, 90_000);
const word = fc.constantFrom("", "a", "b", "__proto__", "Zoë 😀");
const offset = fc.option(fc.integer({ min: 0, max: 5_000 }));
const told = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });

const facts: fc.Arbitrary<CallFacts> = fc.record(
  {
    from: told(word),
    agentName: told(word),
    startedAt: instant,
    endedAt: instant,
    durationMs: told(fc.integer({ min: 0, max: 9_000 })),
    endReason: told(word),
    disposition: told(fc.constantFrom(...dispositions)),
    failureClass: told(fc.constantFrom("carrier" as const, "provider" as const)),
    evaluation: told(fc.constantFrom(...callStatuses)),
    taskStatus: told(fc.constantFrom(...callStatuses)),
    endStatus: told(fc.constantFrom(...callStatuses)),
    metrics: told(fc.dictionary(fc.constantFrom("x", "y"), fc.integer(), { maxKeys: 2 })),
    metadata: told(fc.dictionary(fc.constantFrom("x", "y"), word, { maxKeys: 2 })),
  },
  { requiredKeys: [] },
);

const turn = fc.record({
  role: fc.constantFrom(...turnRoles),
  content: word,
  startMs: offset,
  endMs: offset,
});

const toolCall = fc.record(
  {
    id: fc.constantFrom("t1", "t2"),
    name: word,
    arguments: told(word),
    result: told(word),
    isSuccess: told(fc.boolean()),
    offsetMs: offset,
    invokedAt: instant,
  },
  { requiredKeys: ["id", "name"] },
);

const patch: fc.Arbitrary<CallPatch> = fc
  .record(
    {
      lifecycle: fc.constantFrom(...lifecycles),
      occurredAt: instant,
      facts,
      transcript: fc.record({
        kind: fc.constantFrom("snapshot" as const, "increment" as const),
        turns: fc.array(turn, { maxLength: 3 }),
      }),
      toolCalls: fc.array(toolCall, { maxLength: 3 }),
      timeline: fc.array(fc.record({ type: word, label: word, at: instant, offsetMs: offset }), {
        maxLength: 3,
      }),
      externalIds: fc.array(
        fc.record({ kind: fc.constant("twilio_call_sid" as const), value: word }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ["lifecycle", "occurredAt", "facts"] },
  )
  .map((rest) => ({ provider: "retell", providerCallId: "one", ...rest }));

/** Patches as events give them, one or two each; sometimes with the one deadline that a call can have. */
const history: fc.Arbitrary<PatchEntry[]> = fc
  .tuple(
    fc.array(fc.array(patch, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([events, isOverdue]) => [
    ...events.flatMap((patches, index) =>
      patches.map((each, seq) => entryOf(each, { index, seq })),
    ),
    ...(isOverdue ? [deadlineEntry(99)] : []),
  ]);

function deadlineEntry(index: number): PatchEntry {
  const given = { endReason: "voicelens.no_end_event", disposition: "unknown" as const };
  return entryOf(saying("ended", { occurredAt: null, facts: given }), { index, isDeadline: true });
}

function entryOf(
  each: CallPatch,
  { index, seq = 0, isDeadline = false }: { index: number; seq?: number; isDeadline?: boolean },
): PatchEntry {
  return {
    eventId: `event-${index}`,
    seq,
    kind: isDeadline ? "deadline" : "event",
    eventKey: isDeadline ? "deadline" : `key-${index}`,
    eventType: "test",
    isVerified: true,
    receivedAt: index,
    patch: each,
  };
}

function saying(lifecycle: CallPatch["lifecycle"], said: Partial<CallPatch> = {}): CallPatch {
  return {
    provider: "retell",
    providerCallId: "one",
    lifecycle,
    occurredAt: 1_000,
    facts: {},
    ...said,
  };
}

const withOrder = history.chain((entries) =>
  fc.tuple(
    fc.constant(entries),
    fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
  ),
);

test("any order of what was said gives the same record", () => {
  fc.assert(
    fc.property(withOrder, ([entries, shuffled]) => {
      expect(foldPatches(shuffled)).toEqual(foldPatches(entries));
    }),
    { numRuns: 3_000 },
  );
});

test("saying something twice says nothing more", () => {
  fc.assert(
    fc.property(withOrder, ([entries, again]) => {
      expect(foldPatches([...entries, ...again])).toEqual(foldPatches(entries));
    }),
    { numRuns: 2_000 },
  );
});

test("the record is the same whether the arrival was early or late", () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 1_000_000 }), (entries, delay) => {
      const late = entries.map((entry) => ({ ...entry, receivedAt: entry.receivedAt + delay }));
      expect(foldPatches(late)).toEqual(foldPatches(entries));
    }),
    { numRuns: 500 },
  );
});

test("a call never goes back, whatever is said next", () => {
  fc.assert(
    fc.property(history, (entries) => {
      const ranks = entries.map((_, index) => {
        const record = foldPatches(entries.slice(0, index + 1));
        return lifecycleRank[record.lifecycle];
      });
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }),
    { numRuns: 2_000 },
  );
});

test("folding leaves what events said as it was", () => {
  fc.assert(
    fc.property(history, (entries) => {
      const before = JSON.stringify(entries);
      foldPatches(entries);
      expect(JSON.stringify(entries)).toBe(before);
    }),
    { numRuns: 1_000 },
  );
});

test("a record holds together: an end has a disposition, a live call has none, only failures fail", () => {
  fc.assert(
    fc.property(history, (entries) => {
      const { lifecycle, disposition, status, facts: said } = foldPatches(entries);
      expect(isTerminal(lifecycle)).toBe(disposition !== null);
      if (lifecycle === "failed") expect(disposition).toBe("failed");
      if (lifecycle === "ended") expect(disposition).not.toBe("failed");
      if (!isTerminal(lifecycle)) expect(status).toBe("unknown");
      if (disposition !== "failed") expect(said.failureClass ?? null).toBeNull();
      expect(callStatuses).toContain(status);
    }),
    { numRuns: 2_000 },
  );
});

test("silence erases nothing: a later event without a fact leaves it", () => {
  fc.assert(
    fc.property(facts, (said) => {
      const first = entryOf(saying("registered", { facts: said }), { index: 0 });
      const silent = Object.fromEntries(Object.keys(said).map((name) => [name, null]));
      const second = entryOf(saying("registered", { occurredAt: 2_000, facts: silent }), {
        index: 1,
      });
      expect(foldPatches([second, first]).facts).toEqual(foldPatches([first]).facts);
    }),
    { numRuns: 1_000 },
  );
});

test("a deadline gives way to an end that comes later, in whatever order they are folded", () => {
  const deadline = deadlineEntry(1);
  const live = entryOf(saying("in_progress"), { index: 0 });
  const closed = foldPatches([deadline, live]);
  expect(closed).toMatchObject({
    lifecycle: "ended",
    disposition: "unknown",
    status: "unknown",
    statusSource: "deadline",
  });
  const end = entryOf(
    saying("ended", { occurredAt: 9_000, facts: { disposition: "completed", endReason: "bye" } }),
    { index: 2 },
  );
  for (const order of [
    [deadline, live, end],
    [end, deadline, live],
  ]) {
    expect(foldPatches(order)).toMatchObject({
      disposition: "completed",
      statusSource: "none",
      facts: { endReason: "bye" },
    });
  }
});

test("a whole transcript beats any number of its parts", () => {
  const turns = (content: string) => [
    { role: "user" as const, content, startMs: null, endMs: null },
  ];
  const part = (index: number) =>
    entryOf(
      saying("in_progress", {
        occurredAt: 5_000 + index,
        transcript: { kind: "increment", turns: turns(`part ${index}`) },
      }),
      { index },
    );
  const whole = entryOf(
    saying("in_progress", { transcript: { kind: "snapshot", turns: turns("whole") } }),
    { index: 9 },
  );
  expect(foldPatches([part(0), part(1)]).turns.map((each) => each.content)).toEqual([
    "part 0",
    "part 1",
  ]);
  expect(foldPatches([part(0), whole, part(1)]).turns).toEqual(turns("whole"));
});

test.each([
  ["no_answer", {}, "timeout"],
  ["busy", { endStatus: "failure" }, "timeout"],
  ["voicemail", { evaluation: "failure" }, "timeout"],
  ["voicemail", { evaluation: "success" }, "success"],
  ["completed", { evaluation: "failure", taskStatus: "success" }, "failure"],
  ["completed", { taskStatus: "partial", endStatus: "success" }, "partial"],
  ["completed", { endStatus: "success" }, "success"],
  ["completed", {}, "unknown"],
  ["failed", {}, "error"],
] as const)(
  "%s with %j has the status %s … the strongest evidence decides",
  (disposition, said, status) => {
    const end = entryOf(saying("ended", { facts: { disposition, ...said } }), { index: 0 });
    expect(foldPatches([end]).status).toBe(status);
  },
);
