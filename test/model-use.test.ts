import { expect, test, vi } from "vitest";
import { createNotices } from "../src/store/index.ts";
import { createAccessService } from "../src/tenants/index.ts";
import { startModelServer } from "./model-server.ts";
import { createWorld, keyOf, ownerKey } from "./world.ts";

interface Price {
  id: string | null;
  model: string;
  source: string;
  input_usd: string;
  valid_from: string;
  is_in_force: boolean;
}

test("prices come with a date, are set by owners for everybody or for a tenant, and the nearer counts", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  world.clock.now = Date.parse("2026-06-15T23:59:00Z");
  const path = "/api/v1/model-prices";
  const pricesOf = async (tenant: string | null, model: string): Promise<Price[]> => {
    const key = tenant === null ? undefined : keyOf(tenant);
    const { json } = await world.api("GET", path, undefined, key);
    return json.data.filter((price: Price) => price.model === model);
  };
  const inForce = async (tenant: string | null, model: string) =>
    (await pricesOf(tenant, model)).find(({ is_in_force }) => is_in_force);

  expect(await pricesOf("ten_a", "gpt-4o-mini")).toEqual([
    {
      ...{ id: null, model: "gpt-4o-mini", source: "built_in", currency: "USD" },
      ...{ input_usd: "0.15", cached_input_usd: "0.075", output_usd: "0.6" },
      ...{ valid_from: "2025-11-01", is_in_force: true },
    },
  ]);
  const price = { model: "gpt-4o-mini", input_usd: "0.14", output_usd: "0.55" };
  const everybody = await world.api("PUT", path, price);
  expect(everybody.json).toMatchObject({ source: "own", valid_from: "2026-06-15" });
  expect(await inForce("ten_a", "gpt-4o-mini")).toMatchObject({
    ...{ source: "installation", input_usd: "0.14", id: everybody.json.id },
  });
  const own = { ...price, input_usd: "0.2", cached_input_usd: "0.000001" };
  const first = await world.api("PUT", path, own, keyOf("ten_a"));
  const again = await world.api("PUT", path, { ...own, input_usd: "0.21" }, keyOf("ten_a"));
  expect(again.json).toMatchObject({ id: first.json.id, input_usd: "0.21", source: "own" });
  const later = { ...own, input_usd: "0.3", valid_from: "2026-06-16" };
  await world.api("PUT", path, later, keyOf("ten_a"));
  expect(await inForce("ten_a", "gpt-4o-mini")).toMatchObject({ input_usd: "0.21" });
  expect(await inForce("ten_b", "gpt-4o-mini")).toMatchObject({ source: "installation" });
  world.clock.now += 60_000;
  expect(await inForce("ten_a", "gpt-4o-mini")).toMatchObject({ input_usd: "0.3" });

  for (const wrong of ["", "free", "-1", "1e400", "1000001"]) {
    const refused = await world.api("PUT", path, { ...price, input_usd: wrong });
    expect([wrong, refused.status]).toEqual([wrong, 400]);
  }
  // Nobody takes away what another set.
  const one = `${path}/${everybody.json.id}`;
  const foreign = await world.api("DELETE", one, undefined, keyOf("ten_a"));
  expect(foreign.json.type).toBe("/problems/model-price-not-found");
  expect((await world.api("DELETE", one)).status).toBe(204);
  expect(await inForce("ten_b", "gpt-4o-mini")).toMatchObject({ source: "built_in" });
  const audit = await world.api("GET", "/api/v1/admin/audit");
  expect(audit.json.data.map(({ action }: { action: string }) => action)).toEqual(
    expect.arrayContaining(["model_price.set", "model_price.removed"]),
  );
});

test("every answer is counted once with the model that gave it, by session and by day, as the model told or as we count", async () => {
  await using first = await startModelServer();
  await using second = await startModelServer();
  const env = {
    ...{ LLM_BASE_URL: first.url, LLM_MODEL: "gpt-4o-mini", LLM_MODEL_MAP: "smart=gpt-4.1" },
    ...{ LLM_FALLBACK_BASE_URL: second.url, LLM_FALLBACK_MODEL: "house-model" },
  };
  await using world = await createWorld({ tenants: ["ten_a"], env });
  const ask = (message: string, more: object = {}) => {
    const messages = [{ role: "user", content: message }];
    const named = { session_id: "s-1", agent_id: "front", messages, ...more };
    return world.api("POST", "/v1/chat/completions", named);
  };
  const statsOf = async (id: string) =>
    (await world.api("GET", `/stats?session_id=${id}`)).json.usage;
  const useBy = async (by: string, key?: string) =>
    (await world.api("GET", `/api/v1/model-use?by=${by}`, undefined, key)).json;

  await ask("Hello");
  // 21 at 0.15 and 7 at 0.60 for a million are 7.35 millionths.
  const once = { requests: 1, prompt_tokens: 21, completion_tokens: 7, cost_usd: "0.000007" };
  expect(await statsOf("s-1")).toMatchObject({ ...once, cached_prompt_tokens: 0 });
  first.usage = {
    ...{ prompt_tokens: 1_000, completion_tokens: 10 },
    prompt_tokens_details: { cached_tokens: 800 },
  };
  const streamed = await ask("And streamed?", { model: "smart", stream: true });
  expect(streamed.status).toBe(200);
  // 200 at 2, 800 at 0.50 and 10 at 8.
  expect(await useBy("model")).toMatchObject({
    total: { requests: 2, cached_prompt_tokens: 800 },
    data: [
      { key: "gpt-4.1", cost_usd: "0.00088" },
      { key: "gpt-4o-mini", ...once },
    ],
  });

  // What the model does not tell is counted; what it tells and cannot be is not believed.
  for (const usage of [null, { prompt_tokens: -5, completion_tokens: 1e300 }]) {
    first.usage = usage;
    await ask("How much?", { session_id: "s-2" });
  }
  expect(await statsOf("s-2")).toMatchObject({ requests: 2, estimated_requests: 2 });
  first.faults = ["break off after the first word"];
  await ask("And broken off?", { session_id: "s-3", stream: true });
  expect(await statsOf("s-3")).toMatchObject({ requests: 1, estimated_requests: 1 });

  // A price that is not known is no cost, and not nothing.
  first.faults = [{ status: 500 }];
  await ask("Anybody?", { session_id: "s-4" });
  expect(await statsOf("s-4")).toMatchObject({
    ...{ requests: 1, fallback_requests: 1, unpriced_requests: 1 },
    ...{ cost_usd: null, known_cost_usd: "0" },
  });
  first.faults = [{ status: 500 }, { status: 400 }];
  second.faults = [{ status: 500 }];
  for (const _ of [1, 2]) await ask("Nobody?", { session_id: "s-5" });
  expect(await statsOf("s-5")).toMatchObject({ requests: 0, cost_usd: "0" });

  const before = (await useBy("day")).total;
  expect(before.requests).toBe(6);
  expect((await useBy("agent")).data).toMatchObject([{ key: "front", requests: 6 }]);
  expect((await useBy("day", keyOf("ten_a"))).total.requests).toBe(0);
  // What a session used goes with it; the day keeps its count.
  await world.api("DELETE", "/api/v1/memory?session_id=s-1");
  const left = await world.administrator();
  const { rows } = await left.query("select session_id from model_use order by 1");
  expect(rows.map(({ session_id }) => session_id)).toEqual(["s-2", "s-3", "s-4"]);
  expect((await useBy("day")).total).toEqual(before);
  const late = await world.api("GET", "/api/v1/model-use?from=2020-01-01");
  expect(late.json.type).toBe("/problems/invalid-request");
});

test("an answer that is repeated costs nothing, turns at once add up, and what cannot be kept is counted all the same", async () => {
  await using server = await startModelServer();
  const env = { LLM_BASE_URL: server.url, LLM_MODEL: "gpt-4o-mini" };
  await using world = await createWorld({ env });
  const ask = (session_id: string, key: string) =>
    world.app.http.inject({
      ...{ method: "POST", url: "/v1/chat/completions" },
      headers: { authorization: `Bearer ${ownerKey}`, "idempotency-key": key },
      payload: { session_id, messages: [{ role: "user", content: "Hello" }] },
    });
  for (const _ of [1, 2, 3]) await ask("s-1", "the-same");
  expect(server.requests).toHaveLength(1);
  await Promise.all(Array.from({ length: 12 }, (_, n) => ask(`s-${n + 2}`, `key-${n}`)));
  const total = async () => (await world.api("GET", "/api/v1/model-use")).json.total;
  const thirteen = { requests: 13, prompt_tokens: 13 * 21, cost_usd: "0.000091" };
  expect(await total()).toMatchObject({ ...thirteen, degraded_requests: 0 });

  const administrator = await world.administrator();
  await administrator.query(
    "create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$",
  );
  const refusing = (table: string, when: string) =>
    administrator.query(
      `create trigger refuse before insert on ${table} for each row when (${when}) execute function refuse()`,
    );
  // The answer cannot be written down: what it used is counted with it, before the next one.
  await refusing("mem_entries", "new.role = 'assistant'");
  expect((await ask("s-20", "key-20")).statusCode).toBe(200);
  await administrator.query("drop trigger refuse on mem_entries");
  expect((await ask("s-20", "key-20-next")).statusCode).toBe(200);
  expect(await total()).toMatchObject({ requests: 15, degraded_requests: 0 });
  await refusing("mem_windows", "true");
  expect((await ask("s-21", "key-21")).statusCode).toBe(200);
  await administrator.query("drop trigger refuse on mem_windows; drop function refuse");
  expect((await ask("s-21", "key-21-next")).statusCode).toBe(200);
  expect(await total()).toMatchObject({ requests: 17, degraded_requests: 1 });
});

test("what a tenant or an agent may use is limited before a model is asked; a call under way goes on unless its owner ends it", async () => {
  await using server = await startModelServer();
  const env = {
    LLM_BASE_URL: server.url,
    LLM_MODEL: "gpt-4o-mini",
    LLM_MODEL_MAP: "smart=gpt-4.1",
  };
  await using world = await createWorld({ tenants: ["ten_a"], env });
  world.clock.now = Date.parse("2026-06-15T23:00:00Z");
  const messages = [{ role: "user", content: "Hello" }];
  const ask = async (session_id: string, more: object = {}, key = ownerKey, idempotent = "") => {
    const answer = await world.app.http.inject({
      ...{ method: "POST", url: "/v1/chat/completions" },
      headers: { authorization: `Bearer ${key}`, "idempotency-key": idempotent },
      payload: { session_id, messages, ...more },
    });
    const { error } = answer.json();
    return { status: answer.statusCode, code: error?.code, headers: answer.headers, error };
  };
  const limit = async (settings: object, key?: string) => {
    const set = await world.api("PUT", "/api/v1/model-settings", settings, key);
    expect(set.status).toBe(200);
    return set.json;
  };
  const call = (id: string) => ({ call: { id, assistantId: "front" } });

  // Each answer takes 28 tokens: the one that passes the limit is given.
  await limit({ tokens_per_day: 50 });
  expect((await ask("s-1", {}, ownerKey, "the-first")).status).toBe(200);
  expect((await ask("c-1", call("c-1"))).status).toBe(200);
  const spent = await ask("s-3");
  expect(spent).toMatchObject({ status: 429, code: "insufficient_quota" });
  expect(spent.headers).toMatchObject({ "retry-after": "3600", "x-should-retry": "false" });
  expect(spent.error).toMatchObject({
    ...{
      type: "insufficient_quota",
      message: "The tenant's limit of tokens for this day is reached.",
    },
  });
  expect(server.requests).toHaveLength(2);
  expect((await world.api("GET", "/api/v1/memory/sessions/s-3")).status).toBe(404);
  // Nor does a name that cannot be stored lead past it.
  for (const odd of [{ session_id: "s-\0" }, { agent_id: "front\ud800" }]) {
    expect((await ask("s-3", odd)).code).toBe("insufficient_quota");
  }
  const plain = await world.api("POST", "/chat", { message: "Hello" });
  expect(plain.json).toMatchObject({ type: "/problems/model-quota-spent", status: 429 });
  // What was answered before costs nothing; whoever is on the telephone is not cut off; others have limits of their own.
  expect((await ask("s-1", {}, ownerKey, "the-first")).status).toBe(200);
  expect((await ask("c-1", call("c-1"))).status).toBe(200);
  expect((await ask("c-2", call("c-2"))).code).toBe("insufficient_quota");
  expect((await ask("s-1", {}, keyOf("ten_a"))).status).toBe(200);
  await limit({ tokens_per_day: 50, ends_calls: true });
  expect((await ask("c-1", call("c-1"))).code).toBe("insufficient_quota");
  const { data } = (await world.api("GET", "/api/v1/model-settings")).json;
  expect(data).toMatchObject([
    { agent_id: null, used: { tokens_today: 84, cost_usd_this_month: "0.000021" } },
  ]);
  world.clock.now += 3_600_000;
  expect((await ask("s-4")).status).toBe(200);

  // Money, of one agent, by the month.
  await limit({});
  await limit({ agent_id: "front", cost_usd_per_month: "0.000014" });
  const agent = await ask("s-5", { agent_id: "front" });
  expect(agent.headers["retry-after"]).toBe(String(15 * 86_400));
  // The session's agent is meant where a request names none.
  expect((await ask("c-1")).code).toBe("insufficient_quota");
  expect((await ask("s-6", { agent_id: "back" })).status).toBe(200);

  const own = await limit({ agent_id: "front", slug: "reception", concurrent_turns: 1 });
  server.faults = ["never answer"];
  const before = server.requests.length;
  const leaving = new AbortController();
  const address = await world.app.http.listen({ port: 0, host: "127.0.0.1" });
  const waiting = fetch(`${address}/v1/chat/completions`, {
    ...{ method: "POST", signal: leaving.signal },
    headers: { authorization: `Bearer ${ownerKey}`, "content-type": "application/json" },
    body: JSON.stringify({ session_id: "s-7", agent_id: "front", messages }),
  });
  waiting.catch(() => undefined);
  await vi.waitFor(() => expect(server.requests).toHaveLength(before + 1));
  const second = await ask("s-8", { agent_id: "front" });
  expect(second).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  leaving.abort();
  world.app.http.server.closeAllConnections();
  await vi.waitFor(async () => expect((await ask("s-8", { agent_id: "front" })).status).toBe(200));

  world.clock.now += 60_000;
  await limit({ agent_id: "front", slug: "reception", turns_per_minute: 2 });
  const many = await Promise.all(
    Array.from({ length: 6 }, (_, n) => ask(`m-${n}`, { agent_id: "front" })),
  );
  expect(many.filter(({ status }) => status === 200)).toHaveLength(2);
  expect(many.find(({ status }) => status === 429)?.headers["retry-after"]).toBe("60");
  world.clock.now += 60_000;
  expect((await ask("m-9", { agent_id: "front" })).status).toBe(200);

  // An agent is asked for as if it were a model: by its short name, or its id.
  await limit({ agent_id: "front", slug: "reception", model: "smart" });
  await limit({ agent_id: "back" });
  await world.api("POST", "/api/v1/agents", { provider: "vapi", agent_id: "asst-1" });
  const { data: models } = (await world.api("GET", "/v1/models")).json;
  expect(models.map(({ id }: { id: string }) => id)).toEqual([
    ...["gpt-4o-mini", "smart", "asst-1", "back", "reception"],
  ]);
  for (const [model, behind] of [
    ["vicw-reception", "gpt-4.1"],
    ["back", "gpt-4o-mini"],
    ["asst-1", "gpt-4o-mini"],
  ]) {
    expect((await ask(`of ${model}`, { model })).status).toBe(200);
    expect(server.requests.at(-1)?.body.model).toBe(behind);
  }
  await world.api("POST", "/chat", { message: "Hello", agent_id: "front" });
  expect(server.requests.at(-1)?.body.model).toBe("gpt-4.1");
  const { data: byAgent } = (await world.api("GET", "/api/v1/model-use?by=agent")).json;
  expect(byAgent.map(({ key }: { key: string }) => key).sort()).toEqual([
    ...["", "asst-1", "back", "front"],
  ]);
  expect((await ask("s-9", { model: "reception" }, keyOf("ten_a"))).code).toBe("model_not_found");
  const measured = await world.app.http.inject({ method: "GET", url: "/metrics" });
  expect(measured.body).toMatch(/vicw_chat_requests_total\{outcome="repeated"\} 1/);
  expect(measured.body).toMatch(/vicw_chat_requests_total\{outcome="limited"\} \d/);
  expect(measured.body).toMatch(/vicw_chat_duration_seconds_count \d/);

  const refused = async (body: object) =>
    (await world.api("PUT", "/api/v1/model-settings", body)).json.type;
  expect(await refused({ agent_id: "back", slug: "reception" })).toBe("/problems/name-taken");
  expect(await refused({ agent_id: "back", slug: "front" })).toBe("/problems/name-taken");
  expect(await refused({ slug: "mine" })).toBe("/problems/invalid-request");
  expect(await refused({ agent_id: "back", model: "gpt-9" })).toBe("/problems/model-not-found");
  const one = `/api/v1/model-settings/${own.id}`;
  expect((await world.api("DELETE", one)).status).toBe(204);
  expect((await world.api("DELETE", one)).json.type).toBe("/problems/model-settings-not-found");
});

test("while the database does not answer, whoever was known goes on within what was known of limits, and is told so", async () => {
  await using server = await startModelServer();
  const env = { LLM_BASE_URL: server.url, LLM_MODEL: "gpt-4o-mini" };
  await using world = await createWorld({ tenants: ["ten_a", "ten_b", "ten_c"], env });
  world.clock.now = Date.parse("2026-06-15T23:50:00Z");
  const hello = { role: "user", content: "Hello" };
  const ask = async (tenant: string, more: object = {}, messages: object[] = [hello]) => {
    const body = { session_id: tenant, messages, ...more };
    const { json } = await world.api("POST", "/v1/chat/completions", body, keyOf(tenant));
    return json.error?.code ?? json.metadata.degraded;
  };
  const limit = (tenant: string, more: object) =>
    world.api("PUT", "/api/v1/model-settings", more, keyOf(tenant));
  const call = { call: { id: "call" }, session_id: null };
  await limit("ten_a", { tokens_per_day: 10 });
  await limit("ten_b", { tokens_per_day: 1_000, turns_per_minute: 100 });
  await limit("ten_c", { agent_id: "front", slug: "reception" });
  expect(await ask("ten_a", call)).toEqual([]);
  for (const tenant of ["ten_a", "ten_b"]) await ask(tenant);
  expect(await ask("ten_c", { model: "reception" })).toEqual([]);

  const { options } = world.db;
  await world.db.moveTo(async () => ({ ...options, host: "127.0.0.1", port: 1 }));
  world.clock.now += 1_000;
  expect(await ask("ten_a")).toBe("insufficient_quota");
  expect(await ask("ten_a", { ...call, call: { id: "another" } })).toBe("insufficient_quota");
  const going = [hello, { role: "assistant", content: "Yes?" }, hello];
  expect(await ask("ten_a", call, going)).toEqual(["store", "limits"]);
  expect(await ask("ten_b")).toEqual(["store", "limits"]);
  expect(await ask("ten_c", { model: "gpt-4o-mini" })).toEqual(["store"]);
  expect(await ask("ten_c", { model: "reception" })).toEqual(["store", "limits"]);
  const unknown = await world.api("POST", "/v1/chat/completions", { messages: [hello] });
  expect(unknown.json.error.code).toBe("database_unavailable");
  const { body: measured } = await world.app.http.inject({ url: "/metrics" });
  expect(measured).toContain('memory_degraded_total{reason="limits"} 3');
  expect(world.logged()).toContain("limits could not be read");
  // With the next day nothing of it is used yet; who was known long ago is not known any more.
  world.clock.now += 10 * 60_000;
  expect(await ask("ten_a")).toEqual(["store", "limits"]);
  world.clock.now += 10 * 60_000;
  expect(await ask("ten_b")).toBe("database_unavailable");
  await world.db.moveTo(async () => options);
  expect(await ask("ten_b")).toEqual([]);

  // A key that was revoked before is forgotten, though nobody asked with it since.
  const notices = createNotices(world.db);
  const access = createAccessService({ db: world.db, notices, now: () => world.clock.now });
  notices.start();
  try {
    await vi.waitFor(() => expect(notices.reach()).toBe("heard"));
    const { json: made } = await world.api("POST", "/api/v1/api-keys", { name: "Agent" });
    expect(await access.recognise(made.key)).toMatchObject({ apiKeyId: made.id });
    await world.api("DELETE", `/api/v1/api-keys/${made.id}`);
    await world.db.moveTo(async () => ({ ...options, host: "127.0.0.1", port: 1 }));
    await vi.waitFor(() => expect(access.recognise(made.key)).rejects.toThrow());
    await world.db.moveTo(async () => options);
  } finally {
    await notices.stop();
  }
});
