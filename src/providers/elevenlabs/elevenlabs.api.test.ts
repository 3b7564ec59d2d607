import { expect, test } from "vitest";
import {
  inventCalls,
  openServer,
  startProviderServer,
} from "../../../test/provider-servers/index.ts";
import { elevenlabsApi } from "./elevenlabs.api.ts";
import { elevenlabs } from "./elevenlabs.ts";
import fixture from "./fixtures/post_call_transcription.json" with { type: "json" };

const startAt = Date.UTC(2026, 10, 20, 18);
const context = { receivedAt: startAt, headers: {} };

test("a fetched conversation says word for word what its webhook says", () => {
  const [fetched] = elevenlabsApi.normaliseFetched(fixture.data, context).patches;
  const [told] = elevenlabs.normalise(fixture, context).patches;
  expect({ ...fetched, occurredAt: null }).toEqual({ ...told, occurredAt: null });
});

test("a conversation in processing is over, and its analysis still to come", async () => {
  const [call] = inventCalls("elevenlabs", { count: 1, startAt, scenario: "booked" });
  if (call === undefined) throw new RangeError("no call");
  let at = (call.deliveries.find(({ body }) => body.includes("transcription"))?.at ?? 0) - 1;
  const options = { calls: [call], clock: () => at };
  await using server = await startProviderServer("elevenlabs", options);
  const { account } = openServer("elevenlabs", server);
  const early = await account.getCall(call.providerCallId);
  expect(early?.isTerminal).toBe(true);
  expect(elevenlabsApi.normaliseFetched(early?.body, context).patches[0]).toMatchObject({
    lifecycle: "ended",
    facts: { disposition: "completed" },
  });
  at += 1;
  const late = await account.getCall(call.providerCallId);
  expect(elevenlabsApi.normaliseFetched(late?.body, context).patches[0]?.lifecycle).toBe(
    "analyzed",
  );
});

test("a conversation that was only initiated has no start", () => {
  const body = {
    conversation_id: "conv_1",
    status: "initiated",
    metadata: { start_time_unix_secs: startAt / 1000 },
  };
  const [patch] = elevenlabsApi.normaliseFetched(body, context).patches;
  expect(patch).toMatchObject({
    lifecycle: "registered",
    facts: { createdAt: startAt, startedAt: null },
  });
});

test("no more than a hundred are asked for, by whole seconds around the window", async () => {
  await using server = await startProviderServer("elevenlabs");
  const { account } = openServer("elevenlabs", server);
  const window = { startedAfter: startAt + 500, startedBefore: startAt + 60_500 };
  await account.listCalls({ ...window, cursor: null, limit: 5000 });
  expect(Object.fromEntries(server.requests[0]?.query ?? [])).toEqual({
    page_size: "100",
    call_start_after_unix: String(startAt / 1000 - 1),
    call_start_before_unix: String(startAt / 1000 + 62),
  });
});
