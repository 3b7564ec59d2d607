import { expect, test } from "vitest";
import {
  enqueueJobs,
  type JobHandler,
  type NewMessage,
  syncSession,
  workOnJobs,
} from "../src/memory/index.ts";
import { createMetrics } from "../src/observe/index.ts";
import { inTenant } from "../src/store/index.ts";
import { createWorld, type World } from "./world.ts";

const caller = "+12125550147";
const settingsPath = "/api/v1/memory/settings";

interface Told {
  id: string;
  says: string[];
  from?: string;
  agent?: string;
  optsOut?: boolean;
  event?: string;
}

/** A finished call, as Retell tells of it. */
async function finish(world: World, { id, says, from = caller, agent = "agent_a", ...told }: Told) {
  const call = {
    ...{ call_id: id, agent_id: agent, direction: "inbound", from_number: from },
    ...{ to_number: "+12125550199", call_status: "ended", start_timestamp: world.clock.now },
    ...{ end_timestamp: world.clock.now + 60_000, opt_out_sensitive_data_storage: told.optsOut },
    transcript_object: says.map((content, at) => ({
      ...{ role: at % 2 === 0 ? "user" : "agent", content },
      words: [{ word: content, start: at, end: at + 1 }],
    })),
  };
  await world.deliver("retell", { event: told.event ?? "call_ended", call });
  await world.settle();
  await world.app.background.memory.drain();
}

async function find(world: World, query: string, more: object = {}): Promise<string[]> {
  const body = { subject_id: caller, query, ...more };
  const { status, json } = await world.api("POST", "/api/v1/memory/search", body);
  expect(status).toBe(200);
  return json.items.map((item: { content: string }) => item.content);
}

async function rows(world: World, text: string) {
  return (await (await world.administrator()).query(text)).rows;
}

test("finished calls enter memory only where that was decided, once, as they are told last, and past ones when asked for", async () => {
  await using world = await createWorld();
  await finish(world, { id: "before", says: ["My dog is called Biscuit", "A fine name"] });
  expect(await find(world, "dog")).toEqual([]);
  expect(await rows(world, "select from mem_jobs")).toEqual([]);
  expect((await world.api("GET", settingsPath)).json).toMatchObject({
    ...{ remembers_calls: false, shares_across_agents: false, decided_by: null, past_calls: null },
  });

  const on = await world.api("PATCH", settingsPath, { remembers_calls: true });
  expect(on.json).toMatchObject({ remembers_calls: true, decided_by: expect.any(String) });
  const audit = await world.api("GET", "/api/v1/admin/audit?limit=1");
  expect(audit.json.data[0]).toMatchObject({ action: "memory.settings_changed" });
  await finish(world, { id: "after", says: ["I like green apples", "Noted"] });
  expect(await find(world, "apples")).toEqual(["I like green apples", "Noted"]);
  expect(await find(world, "dog")).toEqual([]);

  await world.api("PATCH", settingsPath, { includes_past_calls: true });
  await world.app.background.memory.drain();
  expect((await find(world, "dog"))[0]).toBe("My dog is called Biscuit");
  expect((await world.api("GET", settingsPath)).json.past_calls).toEqual({
    ...{ status: "done", looked_at: 2, of: 2 },
  });
  const jobs = await world.api("GET", "/api/v1/memory/jobs?status=done");
  expect(jobs.json.data.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
    ...["call", "call", "past_calls"],
  ]);

  // Told again, and normalised again: nothing is there twice.
  const [session] = await rows(
    world,
    "select s.id, s.agent_id from mem_sessions s join calls c using (id) where provider_call_id = 'after'",
  );
  expect(session.agent_id).toBe("agent_a");
  const replay = await world.api("POST", "/api/v1/webhook-events/replay", {});
  expect(replay.status).toBeLessThan(300);
  await world.settle();
  await world.app.background.memory.drain();
  expect(await rows(world, "select from mem_messages")).toHaveLength(4);
  // Told otherwise: memory says what the call says.
  await finish(world, {
    id: "after",
    event: "call_analyzed",
    says: ["I like red pears", "Noted", "Thanks"],
  });
  expect((await find(world, "pears apples"))[0]).toBe("I like red pears");
  expect(await find(world, "apples")).toEqual([]);
});

test("who did not agree or was forgotten is not remembered, one caller is one however the number is written, and agents keep apart what they were told", async () => {
  await using world = await createWorld();
  await world.api("PATCH", settingsPath, {
    remembers_calls: true,
    agents: [{ agent_id: "agent_shy", remembers_calls: false }],
  });
  await finish(world, { id: "shy", agent: "agent_shy", says: ["My cat is called Moss"] });
  await finish(world, { id: "hidden", from: "anonymous", says: ["My fish is called Fin"] });
  await finish(world, { id: "a", says: ["My dog is called Biscuit"] });
  await finish(world, { id: "b", agent: "agent_b", says: ["My dog eats rice"] });
  expect(await find(world, "cat fish")).toEqual([]);
  expect(await find(world, "dog", { subject_id: "+1 (212) 555-0147" })).toHaveLength(2);
  const ofA = { agent_id: "agent_a" };
  expect(await find(world, "dog", ofA)).toEqual(["My dog is called Biscuit"]);
  expect(await find(world, "dog", { agent_id: "agent_c" })).toEqual([]);
  await world.api("PATCH", settingsPath, { shares_across_agents: true });
  expect(await find(world, "dog", ofA)).toHaveLength(2);

  await finish(world, { id: "denied", optsOut: true, says: ["My horse is called Dash"] });
  await world.api("PATCH", settingsPath, { includes_past_calls: true });
  await world.app.background.memory.drain();
  expect(await find(world, "horse")).toEqual([]);

  const optedOut = { id: "b", agent: "agent_b", event: "call_analyzed", optsOut: true };
  await finish(world, { ...optedOut, says: ["My dog eats rice"] });
  expect(await find(world, "dog")).toEqual(["My dog is called Biscuit"]);

  // Forgotten by number: calls that are not in memory yet are not remembered later either.
  const all = `/api/v1/memory?subject_id=${encodeURIComponent("+1 212-555-0147")}`;
  expect((await world.api("DELETE", all)).json).toMatchObject({ sessions: 1, left: 0 });
  await world.api("PATCH", settingsPath, {
    agents: [{ agent_id: "agent_shy", remembers_calls: null }],
    includes_past_calls: true,
  });
  await world.app.background.memory.drain();
  expect(await find(world, "dog cat horse")).toEqual([]);
  expect(await rows(world, `select from mem_scopes where subject_id = '${caller}'`)).toEqual([]);
});

test("a job that keeps failing is dead, seen as such, and done when it is tried again", async () => {
  await using world = await createWorld();
  await world.api("PATCH", settingsPath, { remembers_calls: true });
  const administrator = await world.administrator();
  await administrator.query(`create function refuse() returns trigger language plpgsql as
    $$ begin raise 'no'; end $$; create trigger refuse before insert on mem_messages execute function refuse()`);
  await finish(world, { id: "one", says: ["My dog is called Biscuit"] });
  for (let n = 0; n < 8; n++) {
    world.clock.now += 600_000;
    await world.app.background.memory.drain();
  }
  const { json } = await world.api("GET", "/api/v1/memory/jobs?status=dead");
  expect(json.data).toMatchObject([{ kind: "call", attempts: 8, last_error: expect.any(String) }]);
  // Nothing of the half that went well was kept.
  expect(await rows(world, "select from mem_sessions")).toEqual([]);
  await administrator.query("drop trigger refuse on mem_messages; drop function refuse");
  const retried = await world.api("POST", `/api/v1/memory/jobs/${json.data[0].id}/retry`);
  expect([retried.status, retried.json.status]).toEqual([200, "pending"]);
  await world.app.background.memory.drain();
  expect(await find(world, "dog")).toEqual(["My dog is called Biscuit"]);
  expect((await world.api("POST", "/api/v1/memory/jobs/mjb_none/retry")).status).toBe(404);
});

test("whenever work on memory is broken off, asked for again or taken over, nothing is lost and nothing written twice (I7)", async () => {
  await using world = await createWorld();
  const scope = { tenantId: "ten_default" };
  const now = () => world.clock.now;
  const enqueue = () =>
    inTenant(world.db, scope, (trx) =>
      enqueueJobs(trx, scope, [{ kind: "say", key: "say", payload: {} }], new Date(now())),
    );
  const say = (content: string): NewMessage => ({ role: "user", content, attachments: [] });
  /** Two stages, each of which appends; between any two steps something may happen. */
  const begun: string[] = [];
  const happens: Array<(() => Promise<void>) | undefined> = [];
  const happen = async () => happens.shift()?.();
  const handler: JobHandler = async ({ stage }) => {
    begun.push(stage);
    await happen();
    return async (trx) => {
      await happen();
      const messages = stage === "" ? [say("one")] : [say("one"), say("two")];
      await syncSession(trx, scope, { sessionId: "s", body: { messages }, at: new Date(now()) });
      await happen();
      return stage === "" ? { stage: "second", dueAt: new Date(now()) } : null;
    };
  };
  const open = () =>
    workOnJobs({
      ...{ db: world.db, handlers: new Map([["say", handler]]), workers: 2, now },
      notice: async () => 0,
      metrics: createMetrics(now),
      ...{ random: () => 0, log: { debug() {}, info() {}, warn() {}, error() {} } },
    });
  const work = open();
  const fault = async () => {
    throw new Error("broken off");
  };
  const outcome = async () => ({
    said: (await rows(world, "select content from mem_messages order by seq")).map(
      ({ content }) => content,
    ),
    jobs: (await rows(world, "select status from mem_jobs")).map(({ status }) => status),
  });
  const whole = { said: ["one", "two"], jobs: ["done"] };
  const never = undefined;
  for (const place of [0, 1, 2, 3, 4, 5]) {
    await rows(world, "delete from mem_scopes");
    happens.splice(0, happens.length, ...Array(place).fill(never), fault);
    await enqueue();
    await work.drain();
    expect([place, await outcome()]).toEqual([place, whole]);
  }

  // Asked for again while it is done: what was begun before is not written, and it is done as a whole.
  await rows(world, "delete from mem_scopes");
  happens.splice(0, happens.length, enqueue);
  begun.length = 0;
  await enqueue();
  await work.drain();
  expect([begun, await outcome()]).toEqual([["", "", "second"], whole]);

  // Its process dies with it in hand: another takes it when the lease is over, and what the first still writes is left out.
  await rows(world, "delete from mem_scopes");
  begun.length = 0;
  happens.splice(0, happens.length, async () => {
    world.clock.now += 200_000;
    await open().drain();
  });
  await enqueue();
  await work.drain();
  expect([begun, await outcome()]).toEqual([["", "", "second"], whole]);
});
