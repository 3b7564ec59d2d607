import { expect, test } from "vitest";
import { createWorld, type World } from "./world.ts";

const hourMs = 3_600_000;

async function call(world: World, n: number): Promise<void> {
  const from_number = `+121255501${String(n).padStart(2, "0")}`;
  const body = { call_id: `c${n}`, direction: "inbound", from_number, to_number: "+12125550199" };
  await world.deliver("retell", { event: "call_started", call: body });
}

/** What a release leaves that knows no contacts. */
async function withoutContacts(world: World): Promise<void> {
  await (await world.administrator()).query("delete from contact_calls; delete from contacts");
}

async function count(world: World, table: string): Promise<number> {
  const { rows } = await (await world.administrator()).query(
    `select count(*)::int as count from ${table}`,
  );
  return rows[0].count;
}

test("calls from before there were contacts get theirs, also those that an older release folds meanwhile", async () => {
  await using world = await createWorld();
  for (let n = 0; n < 7; n++) await call(world, n);
  await world.settle();
  await withoutContacts(world);
  // More calls than a batch holds, all of one caller.
  await (await world.administrator()).query(
    `insert into calls (tenant_id, id, provider, provider_call_id, lifecycle, direction, from_number, first_seen_at, last_event_at, facts)
      select 'ten_default', 'call_old_' || n, 'retell', 'old' || n, 'ended', 'inbound', '+12125550150', at, at, '{}'
      from (select n, to_timestamp($1) - n * interval '1 minute' as at from generate_series(1, 450) n) old`,
    [world.clock.now / 1000],
  );
  world.clock.now += 2 * hourMs;
  await world.app.background.contactBackfill.drain();
  expect(await count(world, "contacts")).toBe(8);
  expect(await count(world, "contact_calls")).toBe(457);
  const { json } = await world.api("GET", "/api/v1/contacts?q=0150");
  expect(json.data).toHaveLength(1);

  await call(world, 8);
  await world.settle();
  const number = "+12125550108";
  await (await world.administrator()).query(
    `delete from contact_calls where number = '${number}'; delete from contacts where id in
      (select contact_id from contact_numbers where number = '${number}')`,
  );
  world.clock.now += 2 * hourMs;
  await world.app.background.contactBackfill.drain();
  expect(await count(world, "contacts")).toBe(9);

  world.clock.now += 24 * hourMs;
  await world.app.background.contactBackfill.drain();
  const { rows } = await (await world.administrator()).query(
    "select from contact_backfills where done_at is null",
  );
  expect(rows).toEqual([]);
  world.clock.now += 24 * hourMs;
  expect(await world.app.background.contactBackfill.drain()).toBe(0);
});
