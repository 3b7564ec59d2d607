import { expect, test } from "vitest";
import {
  inventCalls,
  openServer,
  startProviderServer,
} from "../../../test/provider-servers/index.ts";
import { listAllCalls } from "../index.ts";
import { assistableApi } from "./assistable.api.ts";

const startAt = Date.UTC(2026, 10, 20, 18);
const context = { receivedAt: startAt, headers: {} };

test("the sub-account is named where the key knows several", () => {
  expect(assistableApi.authorise({ apiKey: "ask_live_1" })).not.toHaveProperty("x-subaccount-id");
  expect(assistableApi.authorise({ apiKey: "ask_live_1", subaccountId: "sub_1" })).toEqual({
    authorization: "Bearer ask_live_1",
    "x-subaccount-id": "sub_1",
  });
});

test("reading stops where the pages are older than the window", async () => {
  const calls = inventCalls("assistable", { count: 40, startAt });
  await using server = await startProviderServer("assistable", { calls });
  const { account } = openServer("assistable", server);
  const window = { startedAfter: startAt + 38 * 60_000, startedBefore: null };
  let count = 0;
  for await (const call of listAllCalls(account, { ...window, limit: 4 })) {
    expect(call.listedAt).toBeGreaterThanOrEqual(window.startedAfter);
    count++;
  }
  expect(count).toBe(2);
  expect(server.requests.length).toBeLessThanOrEqual(2);
});

test.each([
  ["QUEUED", "registered", undefined],
  ["RINGING", "ringing", undefined],
  ["IN_PROGRESS", "in_progress", undefined],
  ["NO_ANSWER", "ended", "no_answer"],
  ["BUSY", "ended", "busy"],
  ["CANCELED", "ended", "canceled"],
  ["FAILED", "failed", "failed"],
  ["COMPLETED", "ended", "completed"],
])("the status %s without a reason is %s", (status, lifecycle, disposition) => {
  const body = { id: "v3:1", status, durationMs: 5000, transcript: "Assistant: Hi." };
  const [patch] = assistableApi.normaliseFetched(body, context).patches;
  expect(patch?.lifecycle).toBe(lifecycle);
  expect(patch?.facts.disposition).toBe(disposition);
});

test("snake case is read as well as camel case", () => {
  const camel = { id: "v3:1", status: "COMPLETED", disconnectionReason: "voicemail_reached" };
  const snake = { call_id: "v3:1", status: "COMPLETED", disconnection_reason: "voicemail_reached" };
  expect(assistableApi.normaliseFetched(snake, context)).toEqual(
    assistableApi.normaliseFetched(camel, context),
  );
});
