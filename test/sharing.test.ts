import { expect, test } from "vitest";
import { expireShares } from "../src/sharing/index.ts";
import { fixture } from "./payloads.ts";
import { createWorld, keyOf } from "./world.ts";

const dayMs = 24 * 3_600_000;

test("a link shows what was shared of one call to whoever has it, until it ends", async () => {
  await using world = await createWorld({ tenants: ["ten_b"] });
  const body = JSON.parse(fixture("retell", "call_ended.json").body);
  body.call.transcript_object = [
    { role: "agent", content: "What is your number?" },
    { role: "user", content: "212 555 0147, and ada@example.com." },
  ];
  await world.deliver("retell", body);
  await world.settle();
  const [call] = (await world.api("GET", "/api/v1/calls")).json.data;
  const url = `/api/v1/calls/${call.id}/shares`;
  const brand = { name: "Example Clinic", accent: "#0f766e" };
  expect((await world.api("PATCH", "/api/v1/settings/brand", brand)).status).toBe(200);
  const look = async (link: string, path = "") => {
    const token = new URL(link).pathname.replace("/shared/", "");
    return world.app.http.inject({ url: `/api/v1/shared/${token}${path}` });
  };

  const made = await world.api("POST", url, { parts: ["transcript", "cost", "recording"] });
  expect(made).toMatchObject({ status: 201, json: { is_masked: false, last_opened_at: null } });
  expect(Date.parse(made.json.expires_at) - world.clock.now).toBe(7 * dayMs);
  const seen = await look(made.json.url);
  expect(seen.statusCode).toBe(200);
  expect(seen.headers).toMatchObject({
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow",
    "ratelimit-policy": expect.stringContaining("public"),
  });
  expect(seen.json()).toMatchObject({
    call: { from: call.from, to: call.to },
    transcript: [{}, { content: "212 555 0147, and ada@example.com." }],
    recording: { is_there: false, bytes: null },
    cost: { cost_usd: call.cost_usd },
    brand: { ...brand, accent_light: expect.any(String), logo: null },
  });
  for (const word of [call.id, call.provider_call_id, call.agent_id, "ten_default"]) {
    expect(seen.body).not.toContain(word);
  }
  expect((await look(made.json.url, "/recording")).json().type).toBe(
    "/problems/recording-not-found",
  );

  const masked = await world.api("POST", url, { is_masked: true, days: 90 });
  const hidden = await look(masked.json.url);
  expect(hidden.json()).toMatchObject({
    call: { from: `••• ${call.from.slice(-2)}` },
    transcript: [{}, { content: "[number], and [e-mail]." }],
    recording: null,
    cost: null,
  });
  const silent = await world.api("POST", url, { parts: [] });
  const bare = await look(silent.json.url);
  expect(bare.json()).toMatchObject({ summary: null, transcript: null, cost: null });
  for (const wrong of [
    { days: 91 },
    { days: 0 },
    { parts: ["secrets"] },
    { parts: ["recording"], is_masked: true },
  ]) {
    expect((await world.api("POST", url, wrong)).status).toBe(400);
  }

  // Who only reads shares nothing, and whoever may not see the call sees no links of it.
  const key = async (more: object) =>
    (await world.api("POST", "/api/v1/api-keys", { name: "k", ...more })).json.key;
  const reader = await key({ role: "viewer" });
  expect((await world.api("POST", url, {}, reader)).status).toBe(403);
  const other = await key({ role: "operator", agent_ids: ["agent_of_others"] });
  expect((await world.api("GET", url, undefined, other)).status).toBe(404);
  expect((await world.api("GET", url, undefined, keyOf("ten_b"))).status).toBe(404);

  const listed = (await world.api("GET", url)).json.data;
  expect(listed).toHaveLength(3);
  expect(JSON.stringify(listed)).not.toContain("token");
  expect(listed.at(-1).last_opened_at).not.toBe(null);
  const audit = await world.api("GET", "/api/v1/admin/audit?limit=20");
  const opened = audit.json.data.filter((one: { action: string }) => /share/.test(one.action));
  expect(opened.map((one: { action: string }) => one.action).toSorted()).toEqual([
    ...Array(3).fill("call.share_opened"),
    ...Array(3).fill("call.shared"),
  ]);

  // However a link ended, the answer is the same.
  expect((await world.api("DELETE", `${url}/${made.json.id}`)).status).toBe(204);
  expect((await world.api("DELETE", `${url}/${made.json.id}`)).status).toBe(404);
  world.clock.now += 8 * dayMs;
  await expireShares(world.db, world.clock.now);
  expect((await world.api("GET", url)).json.data).toHaveLength(1);
  const number = call.from;
  const room = world.app.tenantData.find((one) => one.room === "calls");
  await room?.erase(world.db, { tenantId: call.tenant_id }, { kind: "caller", number });
  const words = (answer: { json: () => object }) => ({ ...answer.json(), instance: "" });
  const unknown = await look("https://x.example.com/shared/nothing");
  expect([unknown.statusCode, unknown.json().type]).toEqual([404, "/problems/share-not-found"]);
  for (const { json } of [made, silent, masked]) {
    expect(words(await look(json.url))).toEqual(words(unknown));
    expect(words(await look(json.url, "/recording"))).toEqual(words(unknown));
  }
});
