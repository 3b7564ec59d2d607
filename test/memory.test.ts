import { expect, test } from "vitest";
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
