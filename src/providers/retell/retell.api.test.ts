import { expect, test } from "vitest";
import {
  inventCalls,
  openServer,
  startProviderServer,
} from "../../../test/provider-servers/index.ts";
import fixture from "./fixtures/call_analyzed.json" with { type: "json" };
import { retellApi } from "./retell.api.ts";
import { retell } from "./retell.ts";

const startAt = Date.UTC(2026, 10, 20, 18);
const context = { receivedAt: startAt, headers: {} };

test("a fetched call says word for word what its last event says", () => {
  const [fetched] = retellApi.normaliseFetched(fixture.call, context).patches;
  const [told] = retell.normalise(fixture, context).patches;
  expect({ ...fetched, occurredAt: null }).toEqual({ ...told, occurredAt: null });
});

test("the list asks for the window in milliseconds and for the oldest first", async () => {
  const calls = inventCalls("retell", { count: 4, startAt });
  await using server = await startProviderServer("retell", { calls });
  const { account } = openServer("retell", server);
  const page = await account.listCalls({
    startedAfter: startAt,
    startedBefore: startAt + 3_600_000,
    cursor: null,
    limit: 5000,
  });
  expect(server.requests[0]).toMatchObject({
    method: "POST",
    path: "/v3/list-calls",
    body: {
      sort_order: "ascending",
      limit: 1000,
      filter_criteria: {
        start_timestamp: { type: "range", op: "bt", value: [startAt, startAt + 3_599_999] },
      },
    },
  });
  const starts = page.calls.map(({ startedAt }) => startedAt ?? 0);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(page.calls.every(({ isSummary }) => isSummary)).toBe(true);
});

test.each([
  ["registered", "registered"],
  ["ongoing", "in_progress"],
  ["not_connected", "ended"],
  ["error", "failed"],
])("call_status %s is the stage %s", (call_status, lifecycle) => {
  const body = { call_id: "call_1", call_status };
  expect(retellApi.normaliseFetched(body, context).patches[0]?.lifecycle).toBe(lifecycle);
});

test("findings name places in the fetched body", () => {
  const body = { call_id: "call_1", call_status: "ended", brand_new: 1 };
  expect(retellApi.normaliseFetched(body, context).findings).toContainEqual({
    code: "unknown-field",
    path: "brand_new",
  });
});
