import { expect, test } from "vitest";
import { sha256Hex } from "../src/lib/signature.ts";
import { measureJobs } from "../src/memory/index.ts";
import { createMetrics } from "../src/observe/index.ts";
import { createWorld, type World } from "./world.ts";

const subject_id = "+12125550147";
const path = (session: string) => `/api/v1/memory/sessions/${session}/messages`;
const say = (world: World, session: string, body: object) => world.api("POST", path(session), body);
const search = async (world: World, body: object) => {
  const { status, json } = await world.api("POST", "/api/v1/memory/search", body);
  expect(status).toBe(200);
  return json.items.map((item: { content: string }) => item.content);
};
const user = (content: string, more: object = {}) => ({ role: "user", content, ...more });

test("what was appended is found by the next search, in its session or with its subject, and nowhere after it was forgotten", async () => {
  await using world = await createWorld();
  const first = { subject_id, messages: [user("My dog is called Biscuit", { external_id: "a" })] };
  expect((await say(world, "one", first)).json).toMatchObject({ appended: 1, skipped: 0 });
  expect(await search(world, { subject_id, query: "name of the dog" })).toEqual([
    "My dog is called Biscuit",
  ]);
  // The index is in memory now, and is brought up to date.
  expect((await say(world, "one", first)).json).toMatchObject({ appended: 0, skipped: 1 });
  await say(world, "two", { subject_id, messages: [user("The dog eats fish")] });
  expect(await search(world, { subject_id, query: "dog fish" })).toHaveLength(2);
  expect(await search(world, { session_id: "two", query: "dog" })).toEqual(["The dog eats fish"]);
  expect(await search(world, { subject_id: "+12125550148", query: "dog" })).toEqual([]);

  const other = await say(world, "one", { ...first, subject_id: "+12125550148" });
  expect([other.status, other.json.type]).toEqual([409, "/problems/memory-subject-differs"]);
  expect((await world.api("GET", "/api/v1/memory/sessions/three")).status).toBe(404);
  const both = { subject_id, session_id: "one", query: "dog" };
  expect((await world.api("POST", "/api/v1/memory/search", both)).status).toBe(400);

  const gone = await world.api("DELETE", "/api/v1/memory?session_id=two");
  expect(gone.json).toMatchObject({ sessions: 1, messages: 1, left: 0 });
  expect(await search(world, { subject_id, query: "dog fish" })).toEqual([
    "My dog is called Biscuit",
  ]);
  expect((await say(world, "two", { messages: [user("Late")] })).status).toBe(410);
  const all = `/api/v1/memory?subject_id=${encodeURIComponent(subject_id)}`;
  expect((await world.api("DELETE", all)).json).toMatchObject({ sessions: 1, left: 0 });
  expect(await search(world, { subject_id, query: "dog" })).toEqual([]);
  await say(world, "four", { subject_id, messages: [user("A new dog")] });
  expect(await search(world, { subject_id, query: "dog" })).toEqual(["A new dog"]);
});

test("a turn is found by what was said around it, within its sitting, and lists turn their pages", async () => {
  await using world = await createWorld();
  const at = (minutes: number) => new Date(world.clock.now + minutes * 60_000).toISOString();
  const messages = [
    user("Which colour would you like for the bicycle?", { created_at: at(0) }),
    user("Green, please", { created_at: at(1) }),
    user("Hello again", { created_at: at(120) }),
    user("Something about gardens", { created_at: at(121) }),
    user("and rivers", { created_at: at(122) }),
    user("and hills", { created_at: at(123) }),
  ];
  await say(world, "one", { messages });
  expect(await search(world, { session_id: "one", query: "bicycle" })).toEqual([
    "Which colour would you like for the bicycle?",
    "Green, please",
  ]);
  const page = await world.api("GET", `${path("one")}?limit=4`);
  expect(page.json.data).toHaveLength(4);
  const next = await world.api("GET", `${path("one")}?limit=4&cursor=${page.json.next_cursor}`);
  expect(next.json.data.map(({ seq }: { seq: number }) => seq)).toEqual([4, 5]);
  expect((await world.api("GET", "/api/v1/memory/sessions/one")).json.message_count).toBe(6);
  await say(world, "two", { subject_id, messages: [user("Hello")] });
  const sessions = await world.api("GET", "/api/v1/memory/sessions?limit=1");
  const more = await world.api(
    "GET",
    `/api/v1/memory/sessions?limit=1&cursor=${sessions.json.next_cursor}`,
  );
  const ids = [...sessions.json.data, ...more.json.data].map(({ id }: { id: string }) => id);
  expect([...ids].sort()).toEqual(["one", "two"]);
});

test("words are made by the tenant's language, and a date is found that was only said relatively", async () => {
  await using world = await createWorld();
  const sayThen = (session: string, content: string) =>
    say(world, session, {
      messages: [user(content, { created_at: "2023-05-08T10:00:00Z" }), user("Hallo")],
    });
  await sayThen("before", "We will come tomorrow");
  const language = { language: "de" };
  expect((await world.api("PUT", "/api/v1/knowledge/settings", language)).status).toBe(200);
  await sayThen("german", "Wir kommen nächsten Dienstag mit den Häusern");
  expect((await search(world, { session_id: "german", query: "Haus" }))[0]).toMatch(/Häusern/);
  expect((await search(world, { session_id: "german", query: "9. Mai" }))[0]).toMatch(/Dienstag/);
  expect((await search(world, { session_id: "before", query: "May 9" }))[0]).toMatch(/tomorrow/);
});

test("a session's window shows what a model sees and why, keeps what is pinned, and is emptied without forgetting", async () => {
  await using world = await createWorld();
  const one = "/api/v1/memory/sessions/one";
  const messages = [user("My dog is called Biscuit"), user("It likes fish"), user("And bones")];
  await say(world, "one", { subject_id, messages });
  const { data } = (await world.api("GET", `${one}/messages`)).json;
  expect((await world.api("GET", `${one}/window`)).json).toMatchObject({
    ...{ has_window: false, epoch: 0, last_prompt: null, prompt: { messages: [] } },
  });

  const pin = (text: string) =>
    world.api("PATCH", `${one}/pinned`, { entries: [{ label: "Caller", text }] });
  expect((await pin("A regular")).json).toMatchObject({ version: 1, tokens_max: 400 });
  const long = await pin("so many words ".repeat(140));
  expect([long.status, long.json.type]).toEqual([422, "/problems/memory-pinned-too-long"]);

  const administrator = await world.administrator();
  const last = {
    model: "gpt-4o",
    tokens: { total: 40, byBlock: { window: 30, memory: 10 } },
    injected: [{ messageId: data[0].id, why: ["lexical"] }],
    degraded: ["retrieval"],
  };
  await administrator.query(
    `update mem_windows set start_seq = 1, next_seq = 3, relief_count = 1, shed_messages = 1, shed_tokens = 9, window_tokens = 30,
      instructions = '[{"role":"system","content":"Be kind"}]', cuts = '[{"seq":2,"head":3,"tail":2}]', last_prompt = $1`,
    [last],
  );
  await administrator.query(
    `insert into mem_entries (tenant_id, session_id, seq, epoch, role, message, tokens, tokenizer, message_id, created_at)
      select tenant_id, session_id, seq, 0, role, jsonb_build_object('role', role, 'content', content), 9, 'estimate', id, created_at from mem_messages`,
  );
  const window = (await world.api("GET", `${one}/window`)).json;
  expect(window).toMatchObject({
    ...{ has_window: true, tokenizer: { name: "o200k_base", exact: true } },
    relief: { count: 1, messages: 1, tokens: 9 },
    last_prompt: { injected: [{ why: ["lexical"], content: "My dog is called Biscuit" }] },
  });
  expect(
    window.prompt.messages.map((part: Record<string, unknown>) => [part.block, part.content]),
  ).toEqual([
    ["system", "Be kind"],
    ["pinned", "Caller: A regular"],
    ["marker", "[Earlier in this conversation: 1 messages, about 9 tokens, kept in memory.]"],
    ["window", "It likes fish"],
    ["window", "And\n[… 4 characters are stored …]\nes"],
  ]);
  const blocks: number[] = Object.values(window.prompt.tokens_by_block);
  expect(blocks.reduce((sum, tokens) => sum + tokens, 0)).toBe(window.prompt.tokens);

  const stats = (await world.api("GET", "/stats?session_id=one")).json;
  expect(stats).toMatchObject({
    context: { message_count: 3, offload_count: 1, pinned_header: { Caller: "A regular" } },
    window: { start_seq: 1, next_seq: 3, tokens: 30 },
    worker: { success_rate: null },
    queue: { dropped_total: 0 },
  });
  expect((await world.api("GET", "/stats")).json).toMatchObject({ sessions: 1, window: null });

  const reset = (body: object) => world.api("POST", "/reset", body);
  expect((await reset({ session_id: "one" })).json).toMatchObject({ epoch: 1, receipt: null });
  const after = (await world.api("GET", `${one}/window`)).json;
  expect(after.prompt.messages.map(({ block }: { block: string }) => block)).toEqual([
    "system",
    "pinned",
  ]);
  expect(await search(world, { session_id: "one", query: "fish" })).toContain("It likes fish");
  await say(world, "two", { subject_id, messages: [user("Hello")] });
  const gone = await reset({ session_id: "two", forget: "subject" });
  expect(gone.json.receipt).toMatchObject({ sessions: 2, messages: 4, left: 0 });
  for (const body of [{ session_id: "one" }, { session_id: "one", forget: "session" }]) {
    expect((await reset(body)).status).toBe(404);
  }
  expect((await world.api("GET", "/stats?session_id=one")).status).toBe(404);
  // Through the model endpoint, with the echo in place of a model: the window is what it made.
  const ask = { model: "echo", session_id: "three", messages: [user("Where is the dog?")] };
  expect((await world.api("POST", "/v1/chat/completions", ask)).status).toBe(200);
  const three = (await world.api("GET", "/api/v1/memory/sessions/three/window")).json;
  expect(three).toMatchObject({ has_window: true, last_prompt: { degraded: ["tokenizer"] } });
  expect(three.prompt.messages[0]).toMatchObject({ block: "window", content: "Where is the dog?" });
  expect(three.prompt.messages[0].message_ids).toHaveLength(1);
  const metrics = createMetrics();
  await measureJobs(world.db, metrics, world.clock.now);
  expect((await metrics.memoryJobs.get()).values.map(({ value }) => value)).toEqual([0, 0, 0]);
  const { body: measured } = await world.app.http.inject({ url: "/metrics" });
  expect(measured).toContain('memory_prompt_tokens_count{block="window"} 1');
  expect(measured).toContain("memory_budget_overflow_total 0");
  const audit = await world.api("GET", "/api/v1/admin/audit?limit=10");
  const actions = audit.json.data.map(({ action }: { action: string }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(["memory.pinned", "memory.window_reset", "memory.forgotten"]),
  );
  // Who was forgotten is told from it by nobody without the key.
  type Entry = { action: string; subject: string };
  const about = audit.json.data.filter(({ action }: Entry) => action.startsWith("memory."));
  const guessed = [subject_id, "one", "two"].map((name) => sha256Hex(name));
  for (const { subject } of about) {
    expect(subject).toMatch(/^anon_[0-9a-f]{16}$/);
    expect(guessed.some((digest) => digest.includes(subject.slice(5)))).toBe(false);
  }
});
