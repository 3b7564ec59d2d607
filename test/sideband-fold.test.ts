import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldPatches, type PatchEntry } from "../src/calls/fold.ts";
import type { CallRecord } from "../src/lib/call.ts";
import { findProvider, type HeardBatch, openaiCallSocket } from "../src/providers/index.ts";
import { conversation } from "./provider-servers/openai.server.ts";

const startedAt = Date.UTC(2026, 10, 25, 12);
const heard = conversation.map((event, place) => ({ at: startedAt + 1 + place * 100, event }));
const endAt = startedAt + 60_000;

function batch(events: HeardBatch["events"], more: Partial<HeardBatch> = {}): HeardBatch {
  return {
    providerCallId: "rtc_1",
    connectedAt: startedAt,
    models: { answers: "gpt-realtime", transcription: "gpt-4o-mini-transcribe" },
    events,
    droppedFrames: 0,
    end: null,
    ...more,
  };
}

const end = batch([], {
  end: { at: endAt, outcome: "closed", closeCode: 1000, closeReason: null },
});

function entriesOf(given: HeardBatch, name: number): PatchEntry[] {
  const body = JSON.parse(JSON.stringify(openaiCallSocket.bodyOf(given)));
  const context = { receivedAt: startedAt, headers: {} };
  const { patches, eventType } = findProvider("openai")?.normalise(body, context) ?? {
    patches: [],
    eventType: "",
  };
  return patches.map((patch, seq) => ({
    eventId: String(name),
    seq,
    kind: "event",
    eventKey: `poll:${name}`,
    eventType,
    isVerified: true,
    receivedAt: startedAt,
    patch,
  }));
}

const fold = (batches: readonly HeardBatch[]): CallRecord =>
  foldPatches(batches.flatMap((one, place) => entriesOf(one, place)));

describe("batches of what was heard", () => {
  test("may be cut anywhere, overlap, come twice and in any order", () => {
    const whole = fold([batch(heard), end]);
    expect(whole.turns.map(({ role, content }) => `${role}: ${content}`)).toEqual([
      "agent: Hello, what can I do for you?",
      "user: A table for two, please.",
      "agent: There is a table at eight.",
    ]);
    expect(whole.facts).toMatchObject({ startedAt, endedAt: endAt, durationMs: 60_000 });
    const pieces = fc.array(fc.tuple(fc.nat(heard.length), fc.nat(heard.length)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(heard.length), pieces, fc.infiniteStream(fc.nat()), (cut, more, order) => {
        const parts = [batch(heard.slice(0, cut)), batch(heard.slice(cut)), end];
        const again = more.map(([from, length]) => batch(heard.slice(from, from + length)));
        const shuffled = [...parts, ...again]
          .map((one) => ({ one, place: order.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(fold(shuffled)).toEqual(whole);
      }),
    );
  });

  test("two who listen at the same time hear at other moments, and tell nothing twice", () => {
    const later = heard.map(({ at, event }) => ({ at: at + 7, event }));
    const both = fold([batch(heard), batch(later), end]);
    const one = fold([batch(heard), end]);
    expect(both.turns).toEqual(one.turns);
    expect(both.toolCalls.map(({ id }) => id)).toEqual(one.toolCalls.map(({ id }) => id));
    expect(both.facts.costMicros).toBe(one.facts.costMicros);
    expect(both.facts.metrics).toEqual(one.facts.metrics);
  });

  test("a model without a known price leaves the tokens, and no cost that looks like one", () => {
    const models = { answers: "gpt-unheard-of", transcription: null };
    const { facts } = fold([batch(heard, { models }), end]);
    expect(facts.costMicros).toBeUndefined();
    expect(facts.metrics).toMatchObject({ input_tokens: 600, output_tokens: 120 });
  });

  test("use that does not add up has no price", () => {
    const response = {
      id: "resp_1",
      usage: { input_tokens: 100, output_tokens: 1, input_token_details: { text_tokens: 99 } },
    };
    const odd = { at: startedAt + 5, event: { type: "response.done", response } };
    expect(fold([batch([odd]), end]).facts.costMicros).toBeUndefined();
  });

  test("a snapshot of a model costs what the model costs", () => {
    const dated = { answers: "gpt-realtime-2025-08-28", transcription: "gpt-4o-mini-transcribe" };
    const priced = fold([batch(heard, { models: dated }), end]);
    expect(priced.facts.costMicros).toBe(17_488);
  });

  test("a session that expires says why the call ended", () => {
    const error = {
      type: "error",
      error: { type: "invalid_request_error", code: "session_expired" },
    };
    const { facts } = fold([batch([...heard, { at: endAt - 1, event: error }]), end]);
    expect(facts.endReason).toBe("session_expired");
  });

  test("a call that nobody accepted never began", () => {
    const gone = batch([], {
      connectedAt: null,
      end: { at: endAt, outcome: "not_accepted", closeCode: null, closeReason: null },
    });
    const { facts, disposition, status } = fold([gone]);
    expect(facts.startedAt ?? null).toBeNull();
    expect([disposition, status]).toEqual(["no_answer", "timeout"]);
  });
});
