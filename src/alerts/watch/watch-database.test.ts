import pg from "pg";
import { expect, inject, test } from "vitest";
import { at } from "../../../test/at.ts";
import { createWorld, type World } from "../../../test/world.ts";
import { ChannelError, type ChannelMessage } from "../tell/channel.ts";
import { watchDatabase } from "./watch-database.ts";

const minute = 60_000;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A way to take a database away from the product and to give it back. */
async function openSwitch({ place: { name } }: World) {
  const client = new pg.Client(at(inject("cluster").administrator, "postgres"));
  await client.connect();
  const allow = (isAllowed: boolean) =>
    client.query(`alter database ${pg.escapeIdentifier(name)} allow_connections ${isAllowed}`);
  return {
    async takeAway() {
      await allow(false);
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
        [name],
      );
    },
    giveBack: () => allow(true),
    async [Symbol.asyncDispose]() {
      await allow(true);
      await client.end();
    },
  };
}

/** A watch over the world's database, and what it says. */
function watching(world: World) {
  const sent: ChannelMessage[] = [];
  const state = { isWell: true, isDeaf: false, beats: 0, now: Date.now() };
  const watch = watchDatabase({
    db: world.db,
    channels: {
      webhook: async (message) => {
        if (state.isDeaf) throw new ChannelError("It answered with status 500.");
        sent.push(message);
      },
    },
    beat: async () => {
      state.beats++;
    },
    isWell: () => state.isWell,
    now: () => state.now,
    log: silent,
  });
  const look = async (times: number) => {
    for (let n = 0; n < times; n++) {
      state.now += minute / 4;
      await watch.look();
    }
  };
  return { sent, state, look };
}

test("an outage is told once without the database, and once when it is over; somebody outside hears from us only while all is well", async () => {
  await using world = await createWorld();
  await using database = await openSwitch(world);
  const { sent, state, look } = watching(world);
  await look(3);
  // Nobody looked at the rules yet.
  expect(state.beats).toBe(0);
  world.clock.now = state.now;
  await world.app.background.alertRules.drain();
  await look(8);
  expect([state.beats, sent]).toEqual([2, []]);
  state.isWell = false;
  await look(8);
  expect(state.beats).toBe(2);

  state.isWell = true;
  await database.takeAway();
  await look(4);
  expect(sent).toEqual([]);
  state.isDeaf = true;
  await look(4);
  state.isDeaf = false;
  await look(4);
  expect(sent.map(({ subject }) => subject)).toEqual(["[P1] The database does not answer"]);
  expect(state.beats).toBe(2);

  await database.giveBack();
  state.isDeaf = true;
  await look(2);
  state.isDeaf = false;
  await look(2);
  const [first, second, ...more] = sent;
  expect(second).toMatchObject({
    id: `${first?.id}_over`,
    subject: "Resolved. [P1] The database answers again",
  });
  expect(more).toEqual([]);
  expect(state.beats).toBe(3);

  // A moment without it is told to nobody.
  await database.takeAway();
  await look(2);
  await database.giveBack();
  await look(2);
  expect(sent).toHaveLength(2);
  // Whoever should look at the rules does not.
  const before = state.beats;
  state.now += 11 * minute;
  await look(4);
  expect(state.beats).toBe(before);
});
