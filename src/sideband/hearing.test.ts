import fc from "fast-check";
import { expect, test } from "vitest";
import { createHearing, hearingLimits } from "./hearing.ts";

const models = { answers: null, transcription: null };
const hear = (limits = hearingLimits) =>
  createHearing({ now: () => 1_000, after: 5_000, models, limits });
const frame = (event: unknown) => Buffer.from(JSON.stringify(event));

test("no bytes make it fail, and what is kept is bounded", () => {
  const limits = { ...hearingLimits, socketBytesMax: 2_000, nonsenseMax: 3 };
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 60 }), (frames) => {
      const hearing = hear(limits);
      for (const bytes of frames) hearing.add(Buffer.from(bytes));
      for (const value of ["null", "[]", "1", '{"type":7}', '{"type":""}']) {
        hearing.add(Buffer.from(value));
      }
      const { batches } = hearing.take();
      expect(batches.flatMap(({ events }) => events).length).toBeLessThanOrEqual(3);
      expect(hearing.take().batches).toEqual([]);
    }),
  );
});

test("moments go forward after what is known of the call, whatever the clock says", () => {
  const hearing = hear();
  for (let i = 0; i < 3; i++) hearing.add(frame({ type: "response.created", i }));
  const [batch] = hearing.take().batches;
  expect(batch?.events.map(({ at }) => at)).toEqual([5_001, 5_002, 5_003]);
});

test("sound is dropped wherever its name stands, and still is a sign of a call", () => {
  const hearing = hear();
  hearing.add(frame({ type: "session.created", session: { model: "gpt-realtime" } }));
  expect(hearing.hasHeard).toBe(false);
  hearing.add(frame({ delta: "A".repeat(1_000), type: "response.output_audio.delta" }));
  expect(hearing.hasHeard).toBe(true);
  expect(hearing.models.answers).toBe("gpt-realtime");
  expect(hearing.take().batches[0]?.events).toHaveLength(1);
});

test("a frame that is no event stands by itself, and what was dropped is counted once", () => {
  const hearing = hear({ ...hearingLimits, frameBytesMax: 100 });
  hearing.add(frame({ type: "response.created" }));
  hearing.add(Buffer.from("<html>"));
  hearing.add(frame({ type: "response.created", padding: "x".repeat(200) }));
  const { batches } = hearing.take();
  expect(batches.map(({ events, droppedFrames }) => [events.length, droppedFrames])).toEqual([
    [1, 1],
    [1, 0],
  ]);
});
