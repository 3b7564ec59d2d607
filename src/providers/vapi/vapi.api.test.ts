import { expect, test } from "vitest";
import {
  inventCalls,
  openServer,
  startProviderServer,
} from "../../../test/provider-servers/index.ts";
import { createRandom } from "../../lib/random.ts";
import { type FetchedCall, listAllCalls, simulators, writeScript } from "../index.ts";
import { vapiApi } from "./vapi.api.ts";

const startAt = Date.UTC(2026, 10, 20, 18);
const everything = { startedAfter: null, startedBefore: null };
const context = { receivedAt: startAt, headers: {} };

async function collect(calls: AsyncGenerator<FetchedCall>): Promise<FetchedCall[]> {
  const all: FetchedCall[] = [];
  for await (const call of calls) all.push(call);
  return all;
}

test("calls created in the same millisecond are all read, even more of them than a page holds", async () => {
  const calls = [
    ...inventCalls("vapi", { seed: 1, count: 9, startAt, everyMs: 0 }),
    ...inventCalls("vapi", { seed: 2, count: 7, startAt: startAt + 5, everyMs: 1 }),
  ];
  await using server = await startProviderServer("vapi", { calls });
  const { account } = openServer("vapi", server);
  for (const limit of [1, 2, 3, 4, 20]) {
    const listed = await collect(listAllCalls(account, { ...everything, limit }));
    expect(listed).toHaveLength(calls.length);
  }
});

test("the dialled number is told, and each number and assistant asked for once", async () => {
  const [simulator, random] = [simulators.get("vapi"), createRandom(5)];
  if (simulator === undefined) throw new RangeError("no simulator");
  const script = writeScript(random, { scenario: "booked", direction: "inbound" });
  const call = simulator.simulate(script, random, startAt);
  await using server = await startProviderServer("vapi", { calls: [call] });
  const { account } = openServer("vapi", server);
  const first = await account.getCall(call.providerCallId);
  await account.getCall(call.providerCallId);
  const [patch] = vapiApi.normaliseFetched(first?.body, context).patches;
  expect(patch?.facts).toMatchObject({
    to: script.businessNumber,
    from: script.callerNumber,
    agentName: script.agentName,
  });
  const asked = server.requests.map(({ path }) => path.split("/")[1]);
  expect(asked).toEqual(["call", "phone-number", "assistant", "call"]);
});

test("numbers and assistants of listed calls are asked for when somebody wants them, not before", async () => {
  const calls = inventCalls("vapi", { count: 3, startAt, scenario: "booked" });
  await using server = await startProviderServer("vapi", { calls });
  const { account } = openServer("vapi", server);
  const [listed] = await collect(listAllCalls(account, { ...everything, limit: 20 }));
  expect(server.requests.map(({ path }) => path.split("/")[1])).toEqual(["call"]);
  const whole = await listed?.complete?.();
  expect(whole?.body).toHaveProperty("phoneNumber.number");
  expect(server.requests).toHaveLength(3);
});

test("an assistant's prompts stay at the provider", async () => {
  const calls = inventCalls("vapi", { count: 1, startAt, scenario: "booked" });
  await using server = await startProviderServer("vapi", { calls });
  const { account } = openServer("vapi", server);
  const fetched = await account.getCall(calls[0]?.providerCallId ?? "");
  expect(fetched?.body).toHaveProperty("assistant.model.model", "gpt-4.1-mini");
  expect(fetched?.body).not.toHaveProperty("assistant.model.messages");
});

test("a key that may not read numbers and assistants still reads calls", async () => {
  const calls = inventCalls("vapi", { count: 1, startAt, scenario: "booked" });
  await using server = await startProviderServer("vapi", { calls });
  server.faults.add({ kind: "status", status: 403, on: /^\/(?:phone-number|assistant)\// });
  const { account } = openServer("vapi", server);
  const fetched = await account.getCall(calls[0]?.providerCallId ?? "");
  expect(vapiApi.normaliseFetched(fetched?.body, context).patches[0]?.facts.disposition).toBe(
    "completed",
  );
});

test("a cost that Vapi corrected later outweighs the report's", () => {
  const body = {
    id: "call-1",
    type: "inboundPhoneCall",
    status: "ended",
    startedAt: "2026-11-20T18:00:00.000Z",
    endedAt: "2026-11-20T18:01:00.000Z",
    updatedAt: "2026-11-20T19:00:00.000Z",
    endedReason: "customer-ended-call",
    cost: 0.25,
  };
  const [patch] = vapiApi.normaliseFetched(body, context).patches;
  expect(patch).toMatchObject({
    occurredAt: Date.UTC(2026, 10, 20, 19),
    facts: { costMicros: 250_000, durationMs: 60_000 },
  });
});

test("a cursor that is not ours is refused before anybody is asked", async () => {
  await using server = await startProviderServer("vapi");
  const { account } = openServer("vapi", server);
  await expect(account.listCalls({ ...everything, limit: 5, cursor: "nonsense" })).rejects.toThrow(
    RangeError,
  );
  expect(server.requests).toEqual([]);
});
