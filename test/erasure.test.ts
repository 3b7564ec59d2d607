import type pg from "pg";
import { expect, test, vi } from "vitest";
import { createWorld, type World } from "./world.ts";

const scope = { tenantId: "ten_default" };
const number = "+12125550147";
const call = { call_id: "call_erased", direction: "inbound", from_number: number };

async function erase(world: World): Promise<void> {
  for (const room of world.app.tenantData) {
    await room.erase(world.db, scope, { kind: "caller", number });
  }
}

async function remains(administrator: pg.Client): Promise<Record<string, number>> {
  const { rows } = await administrator.query(`select (select count(*)::int from calls) as calls,
    (select count(*)::int from call_patches) as patches, (select count(*)::int from call_turns) as turns`);
  return rows[0];
}

test("a caller who is erased while an event of theirs is folded does not come back with it", async () => {
  await using world = await createWorld();
  const started = { event: "call_started", call: { ...call, call_status: "ongoing" } };
  await world.deliver("retell", started);
  await world.settle();
  const transcript_object = [{ role: "user", content: "My name is Nadia." }];
  const ended = { event: "call_ended", call: { ...call, call_status: "ended", transcript_object } };
  await world.deliver("retell", ended);

  const [holder, administrator] = [await world.administrator(), await world.administrator()];
  // The fold stops when it has read what the call is made of, right before it writes the call.
  await administrator.query(`create function hold() returns trigger language plpgsql security definer as $$
      begin perform pg_advisory_xact_lock(4711); return new; end $$;
    create trigger hold before insert on calls for each row execute function hold()`);
  await holder.query("select pg_advisory_lock(4711)");
  const waiting = async () => {
    const { rows } = await administrator.query(
      "select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted",
    );
    return rows[0].count;
  };
  const folded = world.settle();
  await vi.waitFor(async () => expect(await waiting()).toBe(1), 10_000);

  const room = world.app.tenantData.find(({ room: name }) => name === "calls");
  let isErased = false;
  const erased = room?.erase(world.db, scope, { kind: "caller", number }).then(() => {
    isErased = true;
  });
  await vi.waitFor(async () => expect(isErased || (await waiting()) === 2).toBe(true), 10_000);
  await holder.query("select pg_advisory_unlock(4711)");
  await Promise.all([folded, erased]);
  expect(await remains(administrator)).toEqual({ calls: 0, patches: 0, turns: 0 });
});

test("events of an erased caller's call that wait to be folded go with it, whether they name the number or not", async () => {
  await using world = await createWorld();
  await world.deliver("retell", { event: "call_started", call });
  await world.settle();
  await world.deliver("retell", { event: "call_ended", call: { call_id: call.call_id } });
  await world.deliver("retell", { event: "call_started", call: { call_id: "call_other" } });
  await erase(world);
  await world.settle();
  const administrator = await world.administrator();
  expect(await remains(administrator)).toMatchObject({ calls: 1 });
  const { rows } = await administrator.query("select provider_call_id from calls");
  expect(rows).toEqual([{ provider_call_id: "call_other" }]);
});
