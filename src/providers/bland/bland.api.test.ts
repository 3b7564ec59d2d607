import { expect, test } from "vitest";
import {
  inventCalls,
  openServer,
  startProviderServer,
} from "../../../test/provider-servers/index.ts";
import { type FetchedCall, listAllCalls } from "../index.ts";
import { blandApi } from "./bland.api.ts";

const startAt = Date.UTC(2026, 10, 20, 18);
const everything = { startedAfter: null, startedBefore: null };

async function collect(calls: AsyncGenerator<FetchedCall>): Promise<string[]> {
  const ids: string[] = [];
  for await (const call of calls) ids.push(call.providerCallId);
  return ids;
}

test("a call deleted while the list is read makes no other call be missed", async () => {
  const calls = inventCalls("bland", { count: 12, startAt });
  await using server = await startProviderServer("bland", { calls });
  const { account } = openServer("bland", server);
  const reading = listAllCalls(account, { ...everything, limit: 3 });
  const ids: string[] = [];
  for await (const call of reading) {
    ids.push(call.providerCallId);
    // After the first page two calls of it vanish, and all that follow move up.
    if (ids.length === 3) server.setCalls(calls.slice(2));
  }
  expect(ids.sort()).toEqual(calls.map(({ providerCallId }) => providerCallId).sort());
});

test("calls that begin while the list is read come at its end", async () => {
  const calls = inventCalls("bland", { count: 9, startAt });
  await using server = await startProviderServer("bland", { calls: calls.slice(0, 5) });
  const { account } = openServer("bland", server);
  const first = await account.listCalls({ ...everything, limit: 3, cursor: null });
  server.setCalls(calls);
  const rest = await collect(listAllCalls(account, { ...everything, limit: 3 }));
  expect(first.calls).toHaveLength(3);
  expect(rest).toHaveLength(9);
});

test("a list item is a summary, the details are not", async () => {
  const calls = inventCalls("bland", { count: 1, startAt, scenario: "booked" });
  await using server = await startProviderServer("bland", { calls });
  const { account } = openServer("bland", server);
  const { calls: listed } = await account.listCalls({ ...everything, limit: 3, cursor: null });
  const fetched = await account.getCall(calls[0]?.providerCallId ?? "");
  expect(listed[0]).toMatchObject({ isSummary: true, isTerminal: true, startedAt: null });
  expect(fetched).toMatchObject({ isSummary: false, isTerminal: true });
  expect(fetched?.endedAt).toBeGreaterThan(fetched?.startedAt ?? Number.POSITIVE_INFINITY);
});

test("the key is sent bare", () => {
  expect(blandApi.authorise({ apiKey: "org_1" })).toEqual({ authorization: "org_1" });
});
