import { expect, test } from "vitest";
import { contactData } from "../src/contacts/index.ts";
import { createWorld, type World } from "./world.ts";

const scope = { tenantId: "ten_default" };
const [ada, bob, eve] = ["+12125550101", "+12125550102", "+12125550103"];

/** Three contacts that called, one with a second number, all with a note and a follow-up. */
async function fullWorld(): Promise<World> {
  const world = await createWorld();
  for (const [n, from] of [ada, bob, eve].entries()) {
    const call = {
      call_id: `c${n}`,
      direction: "inbound",
      from_number: from,
      to_number: "+12125550199",
    };
    await world.deliver("retell", { event: "call_started", call });
  }
  await world.settle();
  for (const contact of (await world.api("GET", "/api/v1/contacts")).json.data) {
    const url = `/api/v1/contacts/${contact.id}`;
    await world.api("POST", `${url}/notes`, { content: "a note" });
    await world.api("POST", "/api/v1/follow-ups", {
      contact_id: contact.id,
      title: "call back",
      due_at: "2026-07-02T09:30:00Z",
    });
  }
  return world;
}

async function numbersOf(world: World): Promise<string[]> {
  const { json } = await world.api("GET", "/api/v1/contacts");
  return json.data.flatMap(({ numbers }: { numbers: string[] }) => numbers).sort();
}

async function countOf(world: World, table: string): Promise<number> {
  const administrator = await world.administrator();
  const { rows } = await administrator.query(`select count(*)::int as count from ${table}`);
  return rows[0].count;
}

test("whoever asks to be forgotten is, with notes, follow-ups and every number, and nobody else", async () => {
  await using world = await fullWorld();
  const all = (await world.api("GET", "/api/v1/contacts")).json.data;
  const of = (number: string) =>
    all.find(({ numbers }: { numbers: string[] }) => numbers.includes(number)).id;
  await world.api("POST", `/api/v1/contacts/${of(ada)}/merge`, { contact_id: of(bob) });
  for (const room of world.app.tenantData) {
    await room.erase(world.db, scope, { kind: "caller", number: bob });
  }
  expect(await numbersOf(world)).toEqual([eve]);
  expect(await countOf(world, "contact_notes")).toBe(1);
  expect(await countOf(world, "follow_ups")).toBe(1);
  const exported = [];
  for await (const { row } of contactData.exportData(world.db, scope)) exported.push(row);
  expect(JSON.stringify(exported)).not.toMatch(/5550101|5550102/);
});

test("when calls have run out their contacts go, but not whom nobody may call or for whom something is still to be done", async () => {
  await using world = await fullWorld();
  const { data } = (await world.api("GET", "/api/v1/contacts")).json;
  const urlOf = (number: string) =>
    `/api/v1/contacts/${data.find((one: { numbers: string[] }) => one.numbers.includes(number)).id}`;
  const close = async (number: string) => {
    const contact = urlOf(number).split("/").at(-1);
    const [one] = (await world.api("GET", `/api/v1/follow-ups?contact=${contact}`)).json.data;
    await world.api("PATCH", `/api/v1/follow-ups/${one.id}`, { status: "done" });
  };
  await world.api("PATCH", urlOf(ada), { do_not_call: true });
  await close(ada);
  await close(bob);
  const expire = async (at: number) => {
    for (const room of world.app.tenantData) await room.expire(world.db, scope, new Date(at));
  };
  await expire(world.clock.now - 3_600_000);
  expect(await numbersOf(world)).toEqual([ada, bob, eve]);
  await expire(world.clock.now + 3_600_000);
  expect(await numbersOf(world)).toEqual([ada, eve]);
  expect(await countOf(world, "contact_notes")).toBe(0);
  expect(await countOf(world, "contact_calls")).toBe(0);
});
