import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { ChatChunk, ChatCompletion } from "../llm/index.ts";
import type { ChatMessage, Turn } from "../memory/index.ts";
import { createEchoGuard } from "./echo-guard.ts";

const before = "Your table for four people is booked on Friday at seven in the evening.";
const other = "Is there anything else that I can do for you before we hang up today?";
const call = [{ index: 0, id: "c1", function: { name: "look_up", arguments: "{}" } }];

/** In an answer: from here on the model says nothing until nobody waits for it. */
const hanging = { hangs: true };
const untilLeft = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

/** A turn after `recent`, and a model that answers one of `answers` after the other, or fails where there is none. */
function asking(
  answers: ReadonlyArray<readonly object[]>,
  more: { recent?: string[]; profile?: "voice"; tools?: object[] } = {},
) {
  const leaving = new AbortController();
  const deadline = new AbortController();
  const { recent = [before], profile = "text", tools = [] } = more;
  const asked: Array<Readonly<Record<string, unknown>>> = [];
  let open = 0;
  const next = (request: Readonly<Record<string, unknown>>) => {
    asked.push(request);
    const deltas = answers[asked.length - 1];
    if (deltas === undefined) throw new Error("the model is down");
    return deltas;
  };
  async function* chunksOf(
    deltas: readonly object[],
    signal: AbortSignal,
  ): AsyncGenerator<ChatChunk> {
    open++;
    try {
      for (const delta of deltas) {
        if (delta === hanging) await untilLeft(signal);
        yield { choices: [{ index: 0, delta, finish_reason: null }] };
      }
      yield { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
    } finally {
      open--;
    }
  }
  const model = {
    stream: async (request: Readonly<Record<string, unknown>>, { signal }: Waiting) =>
      chunksOf(next(request), signal),
    complete: async (
      request: Readonly<Record<string, unknown>>,
      { signal }: Waiting,
    ): Promise<ChatCompletion> => {
      const deltas = next(request);
      if (deltas.includes(hanging)) await untilLeft(signal);
      const message = Object.assign({}, ...deltas, {
        content: textOf(answers[asked.length - 1] ?? []),
      });
      return { choices: [{ index: 0, message, finish_reason: "stop" }] };
    },
  };
  const turn: Turn = {
    ...{ id: "t", scope: { tenantId: "ten_a" }, sessionId: "s", epoch: 0, lease: null },
    ...{ messages: [{ role: "user", content: "Well?" }], injected: [], degraded: [] },
    tokens: {
      total: 9,
      byBlock: {
        ...{ system: 0, tools: 0, pinned: 0, marker: 0 },
        memory: 0,
        window: 9,
        warning: 0,
        framing: 0,
      },
    },
    repetition: { isGuarded: true, recent, found: null },
    warned: (warning): ChatMessage[] => [{ role: "user", content: JSON.stringify(warning) }],
  };
  const options = { signal: leaving.signal, wordMs: 60_000, totalMs: 60_000 };
  const guard = createEchoGuard({
    model,
    turn,
    profile,
    request: { temperature: 0, tools },
    options,
    deadlineOf: () => deadline.signal,
  });
  return {
    ...{ guard, asked, open: () => open, leaving, deadline },
    async streamed() {
      const deltas: object[] = [];
      for await (const { choices } of await guard.open()) deltas.push(choices[0]?.delta as object);
      return deltas;
    },
  };
}

interface Waiting {
  signal: AbortSignal;
}

const words = (text: string) => (text.match(/\S+\s*/g) ?? []).map((content) => ({ content }));
const textOf = (deltas: readonly object[]) =>
  deltas.map((delta) => ("content" in delta ? delta.content : "")).join("");
const levels = (asked: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
  asked
    .slice(1)
    .map(({ messages }) => JSON.parse((messages as ChatMessage[])[0]?.content as string));

test("an answer that was given before is asked for again, a little warmer, and the other one is given", async () => {
  const streaming = asking([words(before), words(other)]);
  expect(textOf(await streaming.streamed())).toBe(other);
  expect(streaming.asked.map(({ temperature }) => temperature)).toEqual([0, 0.2]);
  const report = { detected: true, attempts: 1, similarity: 0, resolved: true };
  expect(streaming.guard.report()).toEqual(report);
  expect(streaming.open()).toBe(0);
  const whole = asking([words(before), words(other)]);
  expect((await whole.guard.whole()).choices[0]?.message).toMatchObject({ content: other });
  expect(whole.guard.report()).toEqual(report);
});

test("the warnings grow; when nothing helps, the answer is given as it is", async () => {
  const answers = Array.from({ length: 4 }, () => words(before));
  const { streamed, asked, guard, open } = asking(answers);
  expect(textOf(await streamed())).toBe(before);
  expect(levels(asked).map(({ level }) => level)).toEqual([1, 2, 3]);
  expect(guard.report()).toEqual({ detected: true, attempts: 3, similarity: 1, resolved: false });
  expect(open()).toBe(0);
  const failing = asking([words(before)]);
  expect(textOf(await failing.streamed())).toBe(before);
  expect(failing.guard.report()).toMatchObject({ attempts: 1, resolved: false });
});

test("on a call the first sentence is enough to know, and all of the answer is there when nothing helps", async () => {
  const longer = `${before} ${other}`;
  const answers = [words(longer), words(before), words(before), words(before)];
  const { streamed, asked, open } = asking(answers, { recent: [longer], profile: "voice" });
  expect(textOf(await streamed())).toBe(longer);
  expect(asked).toHaveLength(4);
  expect(open()).toBe(0);
});

test("what departs from what was said is let go with its first other word", async () => {
  const { guard } = asking([[...words("Your table for two"), ...words(other)]]);
  const chunks = await guard.open();
  const heard = [];
  for (let at = 0; at < 4; at++) heard.push((await chunks.next()).value?.choices[0]?.delta);
  expect(textOf(heard)).toBe("Your table for two");
  await chunks.return(undefined);
  expect(guard.report()).toBeUndefined();
});

test("an empty answer is asked for again, and never takes the place of words", async () => {
  const { streamed, asked, guard } = asking([[], words(other)]);
  expect(textOf(await streamed())).toBe(other);
  expect(levels(asked)).toEqual([{ kind: "empty" }]);
  expect(guard.report()).toMatchObject({ detected: true, resolved: true });
  const worse = asking([words(before), [], [], []]);
  expect(textOf(await worse.streamed())).toBe(before);
});

test("the other answer is given up when no time is left, whether it began or not, and the first is given whole", async () => {
  for (const begun of [[], words("Your table")]) {
    const { streamed, guard, asked, deadline, open } = asking([
      words(before),
      [...begun, hanging],
      words(other),
    ]);
    const given = streamed();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    deadline.abort(new DOMException("no time is left", "TimeoutError"));
    expect(textOf(await given)).toBe(before);
    expect(guard.report()).toEqual({
      ...{ detected: true, attempts: 1, similarity: 1, resolved: false },
    });
    await vi.waitFor(() => expect(open()).toBe(0));
    expect(asked).toHaveLength(2);
  }
  const whole = asking([words(before), [hanging]]);
  const given = whole.guard.whole();
  await vi.waitFor(() => expect(whole.asked).toHaveLength(2));
  whole.deadline.abort(new DOMException("no time is left", "TimeoutError"));
  expect((await given).choices[0]?.message).toMatchObject({ content: before });
});

test("nothing is held back when no time is left, and no other answer is asked for", async () => {
  const beginning = "Your table for four people";
  const { guard, asked, deadline } = asking([[...words(beginning), hanging]]);
  const chunks = await guard.open();
  const first = chunks.next();
  deadline.abort();
  const heard = [await first];
  while (heard.length < words(beginning).length) heard.push(await chunks.next());
  expect(textOf(heard.map(({ value }) => value.choices[0]?.delta))).toBe(beginning);
  expect(asked).toHaveLength(1);
});

test("whoever leaves while another answer is asked for ends everything, and is given nothing", async () => {
  const { streamed, asked, leaving, open } = asking([words(before), [hanging]]);
  const given = streamed();
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  leaving.abort(new Error("the caller left"));
  await expect(given).rejects.toThrow("the caller left");
  await vi.waitFor(() => expect(open()).toBe(0));
  const whole = asking([words(before), [hanging]]);
  const completion = whole.guard.whole();
  await vi.waitFor(() => expect(whole.asked).toHaveLength(2));
  whole.leaving.abort(new Error("the caller left"));
  await expect(completion).rejects.toThrow("the caller left");
  expect(whole.asked).toHaveLength(2);
});

const answer = fc.oneof(
  fc.constant(words(before)),
  fc.constant(words(other)),
  fc.constant([]),
  fc.constant([...words(before), { tool_calls: call }]),
  fc.string({ maxLength: 60 }).map(words),
);

test("whatever a model says: words are given when there were some, calls of tools are untouched, and every stream is ended", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(undefined, "voice" as const),
      async (answers, profile) => {
        const more = { tools: call, ...(profile === undefined ? {} : { profile }) };
        const { streamed, guard, asked, open } = asking(answers, more);
        const given = await streamed();
        const heard = answers.slice(0, asked.length);
        expect(heard.map(textOf)).toContain(textOf(given));
        if (heard.some((one) => textOf(one).trim() !== ""))
          expect(textOf(given).trim()).not.toBe("");
        expect(given.some((delta) => "tool_calls" in delta)).toBe(
          heard.some((one) => one.some((delta) => "tool_calls" in delta)),
        );
        expect(guard.report()?.attempts ?? 0).toBe(Math.max(0, Math.min(3, asked.length - 1)));
        expect(open()).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});
