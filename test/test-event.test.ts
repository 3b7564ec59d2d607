import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { providers } from "../src/providers/index.ts";
import { freePort } from "./free-port.ts";
import { connectionOf, createWorld, keyOf } from "./world.ts";

test("a test event takes the way of the provider's deliveries, proves its origin, and is no call", async () => {
  let base = `http://127.0.0.1:${await freePort()}`;
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"], baseUrl: () => base });
  const send = (provider: string, key = keyOf("ten_a")) =>
    world.api(
      "POST",
      `/api/v1/connections/${connectionOf("ten_a", provider)}/test-event`,
      undefined,
      key,
    );
  expect((await send("retell")).json).toMatchObject({
    outcome: "unreachable",
    http_status: null,
    event_id: null,
  });
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  base = `http://127.0.0.1:${(world.app.http.server.address() as AddressInfo).port}`;
  const scheme = { kind: "hmac", signatureHeader: "x-of-ours", messageIdHeader: "x-message" };
  const vapi = `/api/v1/connections/${connectionOf("ten_a", "vapi")}`;
  expect((await world.api("PATCH", vapi, { scheme }, keyOf("ten_a"))).status).toBe(200);

  const outcomes = new Map<string, string>();
  const ids: string[] = [];
  for (const { id } of providers) {
    // VCP messages come in at one address, which is the installation's own connection.
    if (id === "vcp") continue;
    const { status, json } = await send(id);
    expect(status).toBe(200);
    outcomes.set(id, json.outcome);
    if (json.outcome === "verified") ids.push(json.event_id);
  }
  // Twilio signs the address, and the world believes in another one than that it is reached by.
  const { twilio, ...others } = Object.fromEntries(outcomes);
  expect(twilio).toBe("refused");
  expect(new Set(Object.values(others))).toEqual(new Set(["verified"]));
  expect((await send("twilio")).json.detail).toContain("wrong-signature");

  await world.settle();
  const read = (path: string) => world.api("GET", path, undefined, keyOf("ten_a"));
  for (const id of ids) {
    const { json } = await read(`/api/v1/webhook-events/${id}`);
    expect(json).toMatchObject({
      event_type: "voicelens.test",
      status: "ignored",
      is_verified: true,
      call_ids: [],
      findings: [],
    });
  }
  expect((await read("/api/v1/calls")).json.data).toEqual([]);
  const { data } = (await read("/api/v1/connections")).json;
  expect(data.map((one: { last_event_at: unknown }) => one.last_event_at)).toEqual(
    data.map(() => null),
  );
  // Nobody tries somebody else's connection, or learns that there is one.
  expect((await send("retell", keyOf("ten_b"))).json.type).toContain("connection-not-found");
});
