import { expect, test } from "vitest";
import { inventCalls, startProviderServer } from "../../../test/provider-servers/index.ts";
import { openAccount } from "../index.ts";
import { twilioApi } from "./twilio.api.ts";

const startAt = Date.UTC(2026, 10, 20, 18);
const context = { receivedAt: startAt, headers: {} };
const call = {
  sid: `CA${"1".repeat(32)}`,
  account_sid: `AC${"0".repeat(32)}`,
  from: "+12125550104",
  to: "+12125550171",
  status: "completed",
  direction: "outbound-api",
  start_time: "Fri, 20 Nov 2026 18:02:19 +0000",
  end_time: "Fri, 20 Nov 2026 18:03:40 +0000",
  duration: "81",
  price: null as string | null,
  price_unit: "USD",
};

function factsOf(body: unknown) {
  return twilioApi.normaliseFetched(body, context).patches[0]?.facts;
}

test("the price comes later, is a cost in dollars, and other currencies are none", () => {
  expect(factsOf(call)?.costMicros).toBeNull();
  expect(factsOf({ ...call, price: "-0.02800" })?.costMicros).toBe(28_000);
  expect(factsOf({ ...call, price: "-0.02800", price_unit: "EUR" })?.costMicros).toBeNull();
});

test("a call that was answered starts with the answer, one that was not has no start", () => {
  expect(factsOf(call)).toMatchObject({
    startedAt: Date.UTC(2026, 10, 20, 18, 2, 19),
    endedAt: Date.UTC(2026, 10, 20, 18, 3, 40),
    durationMs: 81_000,
  });
  expect(factsOf({ ...call, status: "no-answer", duration: "0" })?.startedAt).toBeNull();
});

test("a machine that answered is a voicemail here too", () => {
  expect(factsOf({ ...call, answered_by: "machine_end_beep" })).toMatchObject({
    disposition: "voicemail",
    taskStatus: "timeout",
  });
});

test("the next page is asked where the first was, whatever address the answer names", async () => {
  const calls = inventCalls("twilio", { count: 3, startAt });
  await using server = await startProviderServer("twilio", { calls });
  const asked: string[] = [];
  const account = openAccount(twilioApi, {
    credentials: server.credentials,
    baseUrl: server.url,
    fetch: async (input, init) => {
      asked.push(String(input));
      const response = await fetch(input, init);
      const text = (await response.text()).replace(
        '"next_page_uri":"',
        '"next_page_uri":"https://elsewhere.example.com',
      );
      return new Response(text, response);
    },
    now: () => startAt,
    wait: async () => {},
    random: () => 0,
  });
  const query = { startedAfter: null, startedBefore: null, limit: 2 };
  const first = await account.listCalls({ ...query, cursor: null });
  const second = await account.listCalls({ ...query, cursor: first.nextCursor });
  expect([...first.calls, ...second.calls]).toHaveLength(3);
  expect(asked.every((address) => address.startsWith(server.url))).toBe(true);
});

test("an account is not opened without its credentials, and the error names no value", () => {
  const rest = { fetch, now: () => 0, wait: async () => {}, random: () => 0 };
  expect(() => openAccount(twilioApi, { ...rest, credentials: { authToken: "x" } })).toThrow(
    "twilio needs accountSid",
  );
  const pasted = { accountSid: "AC1", authToken: "secret\nword" };
  expect(() => openAccount(twilioApi, { ...rest, credentials: pasted })).toThrow(
    /^twilio: authToken is not a key$/,
  );
});
