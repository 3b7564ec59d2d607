import { expect, test } from "vitest";
import { createWorld, keyOf, type World } from "./world.ts";

const ada = "+12125550101";
const bob = "+12125550102";
const ours = "+12125550199";

/** A call that began so many minutes after the world's clock stood still. */
async function call(
  world: World,
  id: string,
  given: { from?: string | null; to?: string; direction?: string; at?: number } = {},
) {
  const at = world.clock.now + (given.at ?? 0) * 60_000;
  const body = {
    event: "call_started",
    call: {
      call_id: id,
      call_type: given.from === null ? "web_call" : "phone_call",
      agent_id: "agent_desk",
      call_status: "ongoing",
      direction: given.direction ?? "inbound",
      ...(given.from === null
        ? {}
        : { from_number: given.from ?? ada, to_number: given.to ?? ours }),
      start_timestamp: at,
    },
  };
  expect((await world.deliver("retell", body)).statusCode).toBe(200);
  await world.settle();
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
type Json = any;

async function list(world: World, query = ""): Promise<Json[]> {
  const { status, json } = await world.api("GET", `/api/v1/contacts${query}`);
  expect(status).toBe(200);
  return json.data;
}

async function contactOf(world: World, number: string): Promise<Json> {
  const [contact] = await list(world, `?q=${encodeURIComponent(number)}`);
  return contact;
}

test("whoever calls, or is called, is a contact; our own numbers and calls without a number are none", async () => {
  await using world = await createWorld();
  await world.api("POST", "/api/v1/phone-numbers", { number: ours });
  await call(world, "c1", { at: -30 });
  await call(world, "c2", { from: ours, to: bob, direction: "outbound", at: -10 });
  await call(world, "c3", { from: null });
  await call(world, "c4", { from: ours, to: ours });
  await call(world, "c5", { from: "anonymous" });
  await call(world, "c6", { at: -60 });
  const all = await list(world);
  expect(all).toMatchObject([
    { numbers: [bob], call_count: 1, name: "" },
    {
      numbers: [ada],
      call_count: 2,
      first_call_at: new Date(world.clock.now - 3_600_000).toISOString(),
      last_call_at: new Date(world.clock.now - 1_800_000).toISOString(),
    },
  ]);
  const calls = await world.api("GET", `/api/v1/contacts/${all[1].id}/calls`);
  expect(calls.json.data.map((one: Json) => one.provider_call_id)).toEqual(["c1", "c6"]);
  const [first] = calls.json.data;
  const of = await world.api("GET", `/api/v1/calls/${first.id}/contact`);
  expect(of.json).toMatchObject({ contact: { id: all[1].id }, calls_before: 1 });
  const web = (await world.api("GET", "/api/v1/calls?q=c3")).json.data[0];
  const nobody = await world.api("GET", `/api/v1/calls/${web.id}/contact`);
  expect(nobody.json).toEqual({ contact: null, calls_before: 0 });
});

test("folding everything again, as replays and renormalisation do, changes nothing", async () => {
  await using world = await createWorld();
  await call(world, "c1");
  await call(world, "c2", { at: 5 });
  await call(world, "c3", { from: bob });
  const before = await list(world);
  await world.api("POST", "/api/v1/webhook-events/replay");
  await world.settle();
  await world.api("POST", "/api/v1/webhook-events/renormalise", { dry_run: false });
  await world.settle();
  expect(await list(world)).toEqual(before);
});

test("a contact is made, changed, found by number, name and tag, and removed; its next call makes a new one", async () => {
  await using world = await createWorld();
  const made = await world.api("POST", "/api/v1/contacts", {
    numbers: ["(212) 555-0101"],
    name: "  Ada Example ",
    tags: ["VIP", "vip"],
    custom: { plan: "gold", seats: 3 },
  });
  expect([made.status, made.json]).toMatchObject([
    201,
    { numbers: [ada], name: "Ada Example", tags: ["vip"], call_count: 0, last_call_at: null },
  ]);
  const again = await world.api("POST", "/api/v1/contacts", { numbers: [ada] });
  expect([again.status, again.json]).toMatchObject([
    409,
    { type: "/problems/contact-exists", contact_id: made.json.id },
  ]);
  const url = `/api/v1/contacts/${made.json.id}`;
  const changed = await world.api("PATCH", url, {
    email: "ada@example.com",
    do_not_call: true,
    do_not_call_reason: "asked for it",
  });
  expect(changed.json).toMatchObject({ name: "Ada Example", do_not_call: true });
  await call(world, "c1", { from: bob });
  for (const query of [
    "?q=212-555-0101",
    "?q=aDA",
    "?q=ada%40example",
    "?tag=Vip",
    "?do_not_call=true",
  ]) {
    expect([query, (await list(world, query)).map(({ id }) => id)]).toEqual([
      query,
      [made.json.id],
    ]);
  }
  for (const query of ["?q=100%25", "?q=nobody", "?tag=other"]) {
    expect([query, await list(world, query)]).toEqual([query, []]);
  }
  expect((await list(world)).map(({ numbers }) => numbers)).toEqual([[bob], [ada]]);
  for (const bad of [
    { email: "nowhere" },
    { language: "english please" },
    { custom: { deep: { er: 1 } } },
    { custom: { nul: "\u0000" } },
    { name: "x".repeat(201) },
    { tags: ["a,b"] },
    { name: "nul \u0000" },
  ]) {
    expect([bad, (await world.api("PATCH", url, bad)).status]).toEqual([bad, 400]);
  }
  await call(world, "c2");
  expect(await world.api("GET", url)).toMatchObject({ json: { call_count: 1 } });
  expect((await world.api("DELETE", url)).status).toBe(204);
  expect((await world.api("GET", url)).status).toBe(404);
  await call(world, "c3", { at: 1 });
  expect(await contactOf(world, ada)).toMatchObject({ name: "", tags: [], call_count: 2 });
});

test("two contacts become one with everything that both had, and a number can be taken away again", async () => {
  await using world = await createWorld();
  await call(world, "c1", { at: -60 });
  await call(world, "c2", { from: bob });
  const [of, other] = [await contactOf(world, ada), await contactOf(world, bob)];
  const url = `/api/v1/contacts/${of.id}`;
  await world.api("PATCH", url, { name: "Ada" });
  await world.api("PATCH", `/api/v1/contacts/${other.id}`, {
    name: "Somebody",
    company: "Example",
    tags: ["late"],
    do_not_call: true,
  });
  await world.api("POST", `/api/v1/contacts/${other.id}/notes`, { content: "rang twice" });
  const merged = await world.api("POST", `${url}/merge`, { contact_id: other.id });
  expect(merged.json).toMatchObject({
    numbers: [ada, bob],
    name: "Ada",
    company: "Example",
    tags: ["late"],
    do_not_call: true,
    call_count: 2,
    first_call_at: of.first_call_at,
    last_call_at: other.last_call_at,
  });
  expect((await world.api("GET", `${url}/notes`)).json.data).toMatchObject([
    { content: "rang twice" },
  ]);
  expect((await world.api("GET", `/api/v1/contacts/${other.id}`)).status).toBe(404);
  expect((await world.api("POST", `${url}/merge`, { contact_id: of.id })).status).toBe(400);
  await call(world, "c3", { from: bob, at: 5 });
  expect(await world.api("GET", url)).toMatchObject({ json: { call_count: 3 } });
  const parted = await world.api("DELETE", `${url}/numbers/${encodeURIComponent(bob)}`);
  expect(parted.json).toMatchObject({
    numbers: [ada],
    call_count: 1,
    last_call_at: of.last_call_at,
  });
  expect(await contactOf(world, bob)).toMatchObject({ call_count: 2, name: "" });
  expect((await world.api("POST", `${url}/numbers`, { number: bob })).status).toBe(409);
  expect((await world.api("DELETE", `${url}/numbers/${encodeURIComponent(ada)}`)).status).toBe(400);
});

test("of what two people do at once nothing is lost, and nothing happens twice", async () => {
  await using world = await createWorld();
  await call(world, "c1");
  await call(world, "c2", { from: bob });
  const [one, two] = [await contactOf(world, ada), await contactOf(world, bob)];
  const tagged = Array.from({ length: 6 }, (_, n) =>
    world.api("POST", `/api/v1/contacts/${one.id}/tags`, { tags: [`t${n}`] }),
  );
  for (const { status } of await Promise.all(tagged)) expect(status).toBe(200);
  expect((await contactOf(world, ada)).tags).toHaveLength(6);
  const merge = (into: Json, from: Json) =>
    world.api("POST", `/api/v1/contacts/${into.id}/merge`, { contact_id: from.id });
  const merges = await Promise.all([
    merge(one, two),
    merge(two, one),
    call(world, "c3", { at: 3 }),
  ]);
  expect(
    merges
      .slice(0, 2)
      .map((answer) => answer?.status)
      .sort(),
  ).toEqual([200, 404]);
  expect(await list(world)).toMatchObject([
    { numbers: expect.arrayContaining([ada, bob]), call_count: 3 },
  ]);
  const number = "+12125550103";
  const made = await Promise.all(
    Array.from({ length: 4 }, () => world.api("POST", "/api/v1/contacts", { numbers: [number] })),
  );
  expect(made.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test("pages hold every contact once, those that never called last", async () => {
  await using world = await createWorld();
  for (let n = 0; n < 5; n++) {
    await world.api("POST", "/api/v1/contacts", { numbers: [`+1212555011${n}`] });
  }
  for (let n = 0; n < 4; n++) await call(world, `c${n}`, { from: `+1212555012${n}`, at: n % 2 });
  const seen: Json[] = [];
  let cursor = "";
  for (let pages = 0; pages < 10 && cursor !== null; pages++) {
    const query = `?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const { json } = await world.api("GET", `/api/v1/contacts${query}`);
    seen.push(...json.data);
    cursor = json.next_cursor;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(9);
  expect(seen).toHaveLength(9);
  expect(seen.map(({ call_count }) => call_count)).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0]);
});

test("notes say who wrote them and when, can be corrected and removed, and every change is in the audit log", async () => {
  await using world = await createWorld();
  await call(world, "c1");
  const { id } = await contactOf(world, ada);
  const url = `/api/v1/contacts/${id}/notes`;
  const note = await world.api("POST", url, { content: "likes mornings" });
  expect([note.status, note.json]).toMatchObject([201, { author_name: "owner" }]);
  world.clock.now += 60_000;
  const changed = await world.api("PATCH", `${url}/${note.json.id}`, { content: "likes evenings" });
  expect(changed.json.created_at).toBe(note.json.created_at);
  expect(changed.json.updated_at).not.toBe(note.json.updated_at);
  for (const content of ["", "   ", "x".repeat(10_001)]) {
    expect((await world.api("POST", url, { content })).status).toBe(400);
  }
  expect((await world.api("DELETE", `${url}/${note.json.id}`)).status).toBe(204);
  expect((await world.api("DELETE", `${url}/${note.json.id}`)).status).toBe(404);
  const audit = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  expect(audit.map(({ action }: Json) => action).slice(0, 3)).toEqual([
    "contact.note_removed",
    "contact.note_changed",
    "contact.note_added",
  ]);
  // Forgetting somebody must not leave what was written about them behind.
  expect(JSON.stringify(audit)).not.toMatch(/evenings|5550101/);
});

test("a follow-up is due at a time of its zone, goes overdue, is found by what it is, and is closed with an outcome", async () => {
  await using world = await createWorld();
  world.clock.now = Date.parse("2026-07-01T10:00:00Z");
  await call(world, "c1");
  const { id: contact_id } = await contactOf(world, ada);
  const [{ id: call_id }] = (await world.api("GET", "/api/v1/calls")).json.data;
  const create = (more: object) =>
    world.api("POST", "/api/v1/follow-ups", {
      contact_id,
      title: "call back",
      due_at: "2026-07-02T09:30",
      ...more,
    });
  const first = await create({ time_zone: "Europe/Berlin", priority: "high", call_id });
  expect([first.status, first.json]).toMatchObject([
    201,
    {
      due_at: "2026-07-02T07:30:00.000Z",
      time_zone: "Europe/Berlin",
      is_overdue: false,
      status: "open",
      call_id,
      contact_number: ada,
    },
  ]);
  const second = await create({ due_at: "2026-07-01T12:00:00+03:00" });
  expect(second.json).toMatchObject({ due_at: "2026-07-01T09:00:00.000Z", is_overdue: true });
  const found = async (query: string) =>
    (await world.api("GET", `/api/v1/follow-ups?${query}`)).json.data.map(({ id }: Json) => id);
  const [a, b] = [first.json.id, second.json.id];
  expect(await found("")).toEqual([b, a]);
  expect(await found("overdue=true")).toEqual([b]);
  expect(await found("overdue=false")).toEqual([a]);
  expect(await found("priority=high")).toEqual([a]);
  expect(await found(`call=${call_id}`)).toEqual([a]);
  expect(await found("assignee=none")).toEqual([b, a]);
  expect(await found("due_before=2026-07-02T00:00:00Z")).toEqual([b]);
  expect((await contactOf(world, ada)).open_follow_ups).toBe(2);
  const url = `/api/v1/follow-ups/${b}`;
  const done = await world.api("PATCH", url, { status: "done", outcome: "reached her" });
  expect(done.json).toMatchObject({
    status: "done",
    outcome: "reached her",
    is_overdue: false,
    closed_at: new Date(world.clock.now).toISOString(),
  });
  expect(await found("status=open")).toEqual([a]);
  const open = await world.api("PATCH", url, { status: "open", due_at: "2026-07-05T08:00" });
  expect(open.json).toMatchObject({ closed_at: null, due_at: "2026-07-05T08:00:00.000Z" });
  expect((await contactOf(world, ada)).open_follow_ups).toBe(2);
  for (const bad of [
    { due_at: "soon" },
    { time_zone: "Mars/Base" },
    { title: "" },
    { priority: "huge" },
  ]) {
    expect([bad, (await create(bad)).status]).toEqual([bad, 400]);
  }
  expect((await create({ assignee_id: "usr_nobody" })).json.type).toBe("/problems/user-not-found");
  expect((await create({ contact_id: "cnt_nobody" })).status).toBe(404);
  expect((await create({ call_id: "call_nobody" })).status).toBe(404);
  expect((await world.api("DELETE", url)).status).toBe(204);
  expect((await world.api("GET", url)).status).toBe(404);
});

test("a follow-up cannot be about another tenant's contact, call or user", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  await call(world, "c1");
  const mine = await contactOf(world, ada);
  const theirs = await world.api("POST", "/api/v1/contacts", { numbers: [ada] }, keyOf("ten_a"));
  const administrator = await world.administrator();
  await administrator.query(
    "insert into users (tenant_id, id, email, name, role) values ('ten_default', 'usr_mine', 'a@example.com', 'Ada', 'viewer')",
  );
  const [{ id: call_id }] = (await world.api("GET", "/api/v1/calls")).json.data;
  const create = (more: object, key?: string) =>
    world.api(
      "POST",
      "/api/v1/follow-ups",
      { title: "x", due_at: "2026-07-02T09:30", ...more },
      key,
    );
  const contact_id = theirs.json.id;
  for (const foreign of [
    { contact_id: mine.id },
    { contact_id, call_id },
    { contact_id, assignee_id: "usr_mine" },
  ]) {
    expect([foreign, (await create(foreign, keyOf("ten_a"))).status]).toEqual([foreign, 404]);
  }
  const assigned = await create({ contact_id: mine.id, assignee_id: "usr_mine" });
  expect(assigned.json).toMatchObject({ assignee_id: "usr_mine", assignee_name: "Ada" });
});

test("whoever is limited to some agents sees no contacts: they know no agents", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const administrator = await world.administrator();
  await administrator.query("update api_keys set agent_ids = '{a}' where tenant_id = 'ten_a'");
  for (const path of ["contacts", "follow-ups", "contacts/export"]) {
    const answer = await world.api("GET", `/api/v1/${path}`, undefined, keyOf("ten_a"));
    expect([path, answer.status]).toEqual([path, 403]);
  }
});
