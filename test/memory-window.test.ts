import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { createConverseService } from "../src/gateway/converse.service.ts";
import { createSecretBox } from "../src/guard/index.ts";
import { echoModel } from "../src/llm/index.ts";
import {
  type Answer,
  type ChatMessage,
  createCalibration,
  createSpoolFiles,
  createTurnSpool,
  createTurns,
  type Turn,
  type TurnRequest,
  type TurnSpool,
  withTurns,
} from "../src/memory/index.ts";
import { createLogger, createMetrics } from "../src/observe/index.ts";
import { createSearchScopes, type UnitSource } from "../src/search/index.ts";
import { type Database, inTenant } from "../src/store/index.ts";

import { createWorld, type World, worldSecretKey } from "./world.ts";

const settings = { maxContextTokens: 2_000, threshold: 0.8, hysteresis: 0.7, target: 0.6 };
const log = createLogger({ level: "silent", format: "json" });
/** Nothing here depends on how fast the machine is. */
const patience = { storeMs: 60_000, recallMs: { voice: 60_000, text: 60_000 }, busyMs: 0 };
const system: ChatMessage = { role: "system", content: "Be brief." };
const user = (content: string): ChatMessage => ({ role: "user", content });
const agent = (content: string): ChatMessage => ({ role: "assistant", content });
const noBases: UnitSource = {
  load: () => Promise.reject(new Error("there are no bases here")),
  changes: () => Promise.reject(new Error("there are no bases here")),
};

/** Turns over a world's database, and a client that speaks through them. */
function speaking(
  world: World,
  options: { db?: Database; tenantId?: string; busyMs?: number; spool?: TurnSpool } = {},
) {
  const { db = world.db, tenantId = "ten_default", busyMs = 0, spool } = options;
  const scopes = createSearchScopes({
    ...{ source: withTurns(world.db, noBases), bytesMax: 50_000_000, log },
  });
  const now = () => world.clock.now;
  const needs = {
    db,
    searchers: { scopes },
    settings,
    calibration: createCalibration(),
    now,
    log,
    patience: { ...patience, busyMs },
    ...(spool === undefined ? {} : { spool }),
  };
  const turns = createTurns(needs);
  const begin = (messages: readonly ChatMessage[], more: Partial<TurnRequest> = {}) =>
    turns.begin(
      { tenantId },
      {
        ...{ profile: "text", model: { name: "gpt-4o" }, messages, useMemory: true },
        ...{ requestKey: randomUUID(), ...more },
      },
    );
  const open = async (messages: readonly ChatMessage[], more: Partial<TurnRequest> = {}) => {
    const begun = await begin(messages, more);
    if (begun.kind !== "turn") throw new Error("It was answered.");
    return begun.turn;
  };
  return {
    ...{ turns, begin, open, scope: { tenantId } },
    /** One exchange. Returns the turn that was answered. */
    async say(messages: readonly ChatMessage[], more: Partial<TurnRequest> = {}, answer = "Yes.") {
      const turn = await open(messages, more);
      await turns.finish(turn, answered(answer));
      return turn;
    },
    [Symbol.asyncDispose]: () => scopes.close(),
  };
}

const answered = (content: string, more: Partial<Answer> = {}): Answer => ({
  ...{ content, toolCalls: [], interrupted: false, usage: null, ...more },
});
const textsOf = ({ messages }: Turn) => messages.map(({ content }) => content);

/** What is stored of a session, as far as it may be shown. */
async function transcript(world: World, sessionId: string, tenantId = "ten_default") {
  const rows = await inTenant(world.db, { tenantId }, (trx) =>
    trx
      .selectFrom("mem_entries")
      .select(["seq", "message", "is_superseded", "spoken_text", "is_interrupted"])
      .where("tenant_id", "=", tenantId)
      .where("session_id", "=", sessionId)
      .orderBy("seq")
      .execute(),
  );
  return rows.map((row) => ({ ...row, content: row.message.content }));
}

const shownIn = async (world: World, sessionId: string) =>
  (await transcript(world, sessionId))
    .filter(({ is_superseded }) => !is_superseded)
    .map(({ content, spoken_text }) => spoken_text ?? content);

test("a conversation is written down once, whatever its client sends again, and goes on where it was", async () => {
  await using world = await createWorld();
  await using client = speaking(world);
  const named = { sessionId: "chat" };
  const first = [system, user("I am Ada"), agent("Yes."), user("and I live in Ghent\0")];
  await client.say(first.slice(0, 2), named);
  await client.say(first, named);
  expect(await shownIn(world, "chat")).toEqual([
    ...["I am Ada", "Yes.", "and I live in Ghent\uFFFD", "Yes."],
  ]);
  // A client that sends only what is new: the instructions stay.
  const third = await client.say([user("Where do I live?")], named);
  expect(textsOf(third)).toEqual([
    ...["Be brief.", "I am Ada", "Yes.", "and I live in Ghent\uFFFD", "Yes.", "Where do I live?"],
  ]);
  // What people say is found by a search at once, each message once.
  const found = await world.api("POST", "/api/v1/memory/search", {
    ...{ session_id: "chat", query: "Ghent" },
  });
  expect(found.json.items[0].content).toBe("and I live in Ghent\uFFFD");
  expect((await world.api("GET", "/api/v1/memory/sessions/chat")).json.message_count).toBe(6);

  // The caller spoke over an answer, then an earlier turn is edited.
  const long = "We open at nine on weekdays, and at ten on Saturdays.";
  await client.say([user("When do you open?")], named, long);
  await client.say(
    [user("When do you open?"), agent("We open at nine"), user("Thanks")],
    named,
    "Bye.",
  );
  expect((await shownIn(world, "chat")).slice(-4)).toEqual([
    ...["When do you open?", "We open at nine", "Thanks", "Bye."],
  ]);
  await client.say([user("When do you open?"), agent("We open at nine"), user("Really?")], named);
  expect((await shownIn(world, "chat")).slice(-3)).toEqual(["We open at nine", "Really?", "Yes."]);

  // The same request again has the same answer; nothing is appended.
  const before = await transcript(world, "chat");
  const again = { ...named, requestKey: "mine" };
  await client.say([user("Once")], again, "Only once.");
  expect(await client.begin([user("Once")], again)).toMatchObject({
    ...{ kind: "answered", answer: { content: "Only once." } },
  });
  expect(await transcript(world, "chat")).toHaveLength(before.length + 2);

  // One that is very long, and says the same again and again, is written in portions and known again by its end.
  const epic = Array.from({ length: 2_501 }, (_, n) => (n % 2 ? agent : user)(`Part ${n % 10}`));
  const whole = [...epic, agent("Yes."), user("And then?")];
  await client.say(epic, { sessionId: "epic" });
  await client.say(whole, { sessionId: "epic" }, "The end.");
  const epicContents = [...whole, agent("The end.")].map(({ content }) => content);
  expect(await shownIn(world, "epic")).toEqual(epicContents);
  const epicSession = await world.api("GET", "/api/v1/memory/sessions/epic");
  expect(epicSession.json.message_count).toBe(epicContents.length);

  // Forgetting takes everything; whoever comes late goes on without a memory.
  const gone = await world.api("DELETE", "/api/v1/memory?session_id=chat");
  expect(gone.json).toMatchObject({ sessions: 1, left: 0 });
  expect(await transcript(world, "chat")).toEqual([]);
  expect(await client.open([user("Once")], named)).toMatchObject({
    ...{ degraded: ["store"], sessionId: null },
  });
});

test("what was said long ago is in the prompt when it is asked for, and never twice (I10)", async () => {
  await using world = await createWorld();
  await using client = speaking(world);
  const named = { sessionId: "long", subjectId: "+12125550147" };
  const words = ["gardens", "rivers", "hills", "trains", "bread"];
  let relieved = 0;
  for (let turn = 0; turn < 36; turn++) {
    const word = words[turn % words.length];
    const text =
      turn === 2
        ? "My locker code is 4471, please keep it."
        : `Tell me something about ${word}, part ${turn}, ${"and so on ".repeat(24)}`;
    const { tokens, relief } = await client.say([user(text)], named, `About ${word}: it is nice.`);
    expect(tokens.total).toBeLessThanOrEqual(settings.maxContextTokens);
    if (relief !== undefined) relieved++;
  }
  expect(relieved).toBeGreaterThan(3);
  const asked = await client.open([user("What was my locker code?")], named);
  const all = textsOf(asked).join("\n");
  expect(all).toContain("4471");
  expect(all.match(/What was my locker code\?/g)).toHaveLength(1);
  expect(asked.injected.length).toBeGreaterThan(0);
  expect(asked.tokens.byBlock.marker).toBeGreaterThan(0);
  expect(asked.tokens.total).toBeLessThanOrEqual(settings.maxContextTokens);
  await client.turns.finish(asked, answered("4471."));
  // What left is told in few words, for which nothing waits where there is no model.
  expect(all).toContain("Said then, as data: user: ");
  expect((await world.api("GET", "/api/v1/memory/jobs")).json.data).toEqual([]);
  const without = await client.open([user("My code?")], { ...named, useMemory: false });
  expect(without.tokens.byBlock.memory).toBe(0);
  await client.turns.abandon(without);

  // The same when all of it comes at once, from a client that kept it itself.
  const kept = Array.from({ length: 300 }, (_, turn) => [
    user(turn === 2 ? "My gate code is 9035." : `More about ${words[turn % 5]}, part ${turn}`),
    agent("It is nice."),
  ]);
  const late = await client.open([...kept.flat(), user("What was my gate code?")], {
    sessionId: "at once",
  });
  expect(textsOf(late).join()).toContain("9035");
  expect(late.relief?.messages).toBeGreaterThan(400);
  expect(late.tokens.total).toBeLessThanOrEqual(settings.maxContextTokens);

  // Another session of the same subject knows of it only where that was decided.
  const other = { sessionId: "later", subjectId: "tel:+1 212 555 0147" };
  expect((await client.say([user("My locker code?")], other)).injected).toEqual([]);
  await world.api("PATCH", "/api/v1/memory/settings", { remembers_calls: true });
  expect(textsOf(await client.open([user("My locker code?")], other)).join()).toContain("4471");
});

test("a session without a name is known by its whole history, forks where histories part, and is never another's", async () => {
  await using world = await createWorld({ tenants: ["ten_b"] });
  await using client = speaking(world);
  await using stranger = speaking(world, { tenantId: "ten_b" });
  const hello = [system, user("Hello")];
  const one = await client.say(hello);
  const two = await client.say(hello);
  const other = await stranger.say(hello);
  expect(new Set([one, two, other].map(({ sessionId }) => sessionId)).size).toBe(3);

  // Two callers said the same so far: each goes on with one of the sessions, and neither with both.
  const more = (text: string) => [...[system, user("Hello"), agent("Yes."), user(text)]];
  const ada = await client.open(more("I am Ada"), { subjectId: "+12125550147" });
  const bob = await client.open(more("I am Bob"));
  expect(new Set([ada.sessionId, bob.sessionId])).toEqual(new Set([one.sessionId, two.sessionId]));
  await client.turns.finish(ada, answered("Good day, Ada."));
  await client.turns.finish(bob, answered("Good day, Bob."));
  const third = await client.say([...more("I am Ada"), agent("Good day, Ada."), user("Who am I?")]);
  expect(third.sessionId).toBe(ada.sessionId);
  expect(textsOf(third).join()).not.toContain("Bob");
  const session = await world.api("GET", `/api/v1/memory/sessions/${ada.sessionId}`);
  expect(session.json.subject_id).toBeNull();
  // What was told otherwise is a conversation of its own.
  const fork = await client.say([...more("I am Ada"), agent("Good day, Eve."), user("Who am I?")]);
  expect([one.sessionId, two.sessionId]).not.toContain(fork.sessionId);
  expect(await shownIn(world, ada.sessionId ?? "")).toHaveLength(6);
  expect((await stranger.say(more("Me?"))).sessionId).toBe(other.sessionId);
});

test("one turn at a time: the others wait or are told so, who speaks on a call takes over, and late answers are not shown", async () => {
  await using world = await createWorld();
  await using client = speaking(world);
  const named = { sessionId: "busy" };
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => client.say([user(`Question ${n}`)], named, `Answer ${n}`)),
  );
  const done = results.filter(({ status }) => status === "fulfilled");
  expect(done.length).toBeGreaterThan(0);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "session-busy" });
  }
  const rows = await transcript(world, "busy");
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at));
  const pairs = rows.map(({ content }) => String(content).replace(/Question|Answer/, ""));
  expect(pairs.filter((_, at) => at % 2 === 0)).toEqual(pairs.filter((_, at) => at % 2 === 1));
  expect(rows).toHaveLength(done.length * 2);

  await using patient = speaking(world, { busyMs: 60_000 });
  const first = await client.open([user("First")], named);
  const second = patient.open([user("Second")], named);
  await client.turns.finish(first, answered("One."));
  await patient.turns.abandon(await second);

  const voice = { ...named, profile: "voice" } as const;
  const spoken = await client.open([user("Third")], voice);
  const over = await client.open([user("No, fourth")], voice);
  await client.turns.finish(spoken, answered("Three."));
  await client.turns.finish(over, answered("Four, I ", { interrupted: true }));
  expect((await shownIn(world, "busy")).slice(-3)).toEqual(["Third", "No, fourth", "Four, I "]);
  const all = await transcript(world, "busy");
  expect(all.find(({ content }) => content === "Three.")).toMatchObject({ is_superseded: true });
  expect(all.at(-1)).toMatchObject({ is_interrupted: true });

  // A lease that nobody gave back ends by itself.
  await client.open([user("Fifth")], named);
  world.clock.now += 200_000;
  await client.say([user("Sixth")], named);
});

test("whatever fails in between, no message is lost and none is written twice (I2); the turn goes on meanwhile (I8)", async () => {
  await using world = await createWorld();
  await using client = speaking(world);
  const administrator = await world.administrator();
  await administrator.query(
    "create function fail() returns trigger language plpgsql as $$ begin raise 'it broke'; end $$",
  );
  const named = { sessionId: "hard" };
  const history: ChatMessage[] = [system];
  const steps = ["mem_messages", "mem_entries", "mem_windows", "mem_sessions"];
  for (const table of steps) {
    history.push(user(`What about ${table}?`));
    await administrator.query(
      `create trigger fail before insert or update on ${table} execute function fail()`,
    );
    const broken = await client.say(history, named, "Lost.");
    expect(broken).toMatchObject({ degraded: ["store"], sessionId: null });
    expect(textsOf(broken)).toEqual(history.map(({ content }) => content));
    await administrator.query(`drop trigger fail on ${table}`);
    // Now the answer cannot be written down.
    const turn = await client.open(history, named);
    await administrator.query(
      `create trigger fail before insert or update on ${table} execute function fail()`,
    );
    await client.turns.finish(turn, answered(`About ${table}.`));
    await administrator.query(`drop trigger fail on ${table}`);
    await client.turns.abandon(turn);
    history.push(agent(`About ${table}.`));
  }
  history.push(user("And now?"));
  await client.say(history, named, "Done.");
  const said = history.slice(1).map(({ content }) => content);
  expect(await shownIn(world, "hard")).toEqual([...said, "Done."]);
  const { json } = await world.api("GET", "/api/v1/memory/sessions/hard/messages?limit=100");
  expect(json.data.map(({ content }: { content: string }) => content)).toEqual([...said, "Done."]);
});

test("a turn that the store cannot take waits on the disk, sealed, and is written down once, in its place", async () => {
  await using world = await createWorld();
  const folder = join(world.place.dataDir, "turns");
  const metrics = createMetrics();
  const openSpool = () => {
    const files = createSpoolFiles({ folder, box: createSecretBox("a key of tests", "turns") });
    return createTurnSpool({ db: world.db, files, secretKeys: [worldSecretKey], metrics, log });
  };
  await using client = speaking(world, { spool: openSpool() });
  const { options } = world.db;
  const away = () => world.db.moveTo(async () => ({ ...options, host: "127.0.0.1", port: 1 }));
  const back = () => world.db.moveTo(async () => options);
  const waiting = () => readdirSync(folder).length;
  const saidIn = async (session: string) => {
    const path = `/api/v1/memory/sessions/${session}/messages?limit=100`;
    const { json } = await world.api("GET", path);
    return json.data.map(({ content }: { content: string }) => content);
  };

  // One client sends all there is, the other what is new, the same words more than once.
  const all: ChatMessage[] = [system, user("Hello"), agent("Yes."), user("A table")];
  await client.say(all.slice(0, 2), { sessionId: "all" });
  await client.say([user("Hello")], { sessionId: "new" });
  await away();
  world.clock.now += 1_000;
  expect((await client.say(all, { sessionId: "all" })).degraded).toContain("store");
  for (const again of ["Go on", "Go on"]) {
    world.clock.now += 1_000;
    await client.say([user(again)], { sessionId: "new" });
  }
  expect(waiting()).toBe(3);
  for (const name of readdirSync(folder)) {
    expect(readFileSync(join(folder, name)).includes("table")).toBe(false);
  }
  await back();
  // What waits comes before what is said next.
  await client.say([user("And now")], { sessionId: "new" });
  const pairs = ["Hello", "Go on", "Go on", "And now"].flatMap((text) => [text, "Yes."]);
  expect(await shownIn(world, "new")).toEqual(pairs);
  expect(await saidIn("new")).toEqual(pairs);
  expect(waiting()).toBe(1);

  // Who began otherwise waits for nobody, and a conversation that nobody named goes on where it was.
  await away();
  const unnamed = [user("Unnamed"), agent("Yes.")];
  await client.say(unnamed.slice(0, 1), {});
  await back();
  await client.say([user("Somebody else")], {});
  expect(waiting()).toBe(2);
  await client.say([...unnamed, user("Still here")], {});
  expect(waiting()).toBe(1);

  // As after a kill: another process finds it, and what was written already is not written again.
  const [left = ""] = readdirSync(folder);
  const sealed = readFileSync(join(folder, left));
  for (const _ of [1, 2]) {
    await openSpool().write();
    expect(waiting()).toBe(0);
    expect(await shownIn(world, "all")).toEqual(["Hello", "Yes.", "A table", "Yes."]);
    writeFileSync(join(folder, left), sealed);
  }
  await client.say([...all, agent("Yes."), user("For two")], { sessionId: "all" });
  const whole = ["Hello", "Yes.", "A table", "Yes.", "For two", "Yes."];
  expect(await shownIn(world, "all")).toEqual(whole);
  await openSpool().write();
  expect(await saidIn("all")).toEqual(whole);

  // Nothing can be written of an answer alone; nothing may be of who was forgotten.
  const begun = await client.open([user("For three")], { sessionId: "new" });
  await away();
  await client.turns.finish(begun, answered("Three, then."));
  await client.say([user("Forget me")], { sessionId: "all" });
  await back();
  await world.api("DELETE", "/api/v1/memory?session_id=all");
  await openSpool().write();
  expect(await saidIn("new")).toEqual([...pairs, "For three", "Three, then."]);
  expect(waiting()).toBe(0);
  const refused = async () => {
    const { values } = await metrics.memorySpooled.get();
    return values.find(({ labels }) => labels.outcome === "refused")?.value;
  };
  expect(await refused()).toBe(1);

  // Whoever is forgotten before their turns are written does not come back with them, also where a turn does not name them; what they say afterwards is kept.
  const subjectId = "+12125550147";
  await away();
  await client.say([user("I am Ada")], { sessionId: "of ada", subjectId });
  await client.say([user("For two, please")], { sessionId: "of ada" });
  await back();
  const { json: receipt } = await world.api(
    "DELETE",
    `/api/v1/memory?subject_id=${encodeURIComponent(subjectId)}`,
  );
  expect(receipt).toMatchObject({ sessions: 0, left: 0 });
  await away();
  world.clock.now += 1_000;
  await client.say([user("Ada again")], { sessionId: "ada again", subjectId });
  await back();
  await openSpool().write();
  expect(waiting()).toBe(0);
  expect(await refused()).toBe(3);
  const gone = await world.api("GET", "/api/v1/memory/sessions/of%20ada/messages");
  expect(gone.status).toBe(404);
  expect(await saidIn("ada%20again")).toEqual(["Ada again", "Yes."]);

  // Who takes the store too long, and what was said behind it, keeps nobody else waiting.
  const administrator = await world.administrator();
  await administrator.query(`create function too_long() returns trigger language plpgsql as
    $$ begin raise exception using errcode = 'query_canceled'; end $$;
    create trigger too_long before insert on mem_entries for each row when (new.session_id = 'slow') execute function too_long()`);
  await away();
  for (const [text, sessionId] of Object.entries({ A: "slow", B: "other", C: "slow" })) {
    world.clock.now += 1_000;
    await client.say([user(text)], { sessionId });
  }
  await back();
  const spool = openSpool();
  await spool.write();
  expect(await shownIn(world, "other")).toEqual(["B", "Yes."]);
  expect(waiting()).toBe(2);
  await administrator.query("drop trigger too_long on mem_entries; drop function too_long");
  await spool.write();
  expect(await shownIn(world, "slow")).toEqual(["A", "Yes.", "C", "Yes."]);

  const files = createSpoolFiles({ folder, box: createSecretBox("a key of tests", "turns") });
  expect(await files.put(Buffer.alloc(65 * 1024 * 1024), 0)).toBeNull();
});

test("whoever leaves before the first word is read keeps nobody waiting", async () => {
  await using world = await createWorld();
  await using one = speaking(world);
  const { turns, scope } = one;
  const converse = createConverseService({ model: echoModel(), turns, agentsOf: async () => [] });
  const asked = (signal: AbortSignal) => ({
    ...{ scope, signal, useMemory: true, sessionHeader: "left", idempotencyKey: undefined },
    request: { messages: [{ role: "user" as const, content: "Hello" }] },
  });
  const leaving = new AbortController();
  await converse.pieces(asked(leaving.signal));
  const stays = asked(new AbortController().signal);
  await expect(converse.whole(stays)).rejects.toMatchObject({ code: "session-busy" });
  leaving.abort();
  await vi.waitFor(async () => {
    const { choices } = await converse.whole(stays);
    expect(choices[0]?.message).toMatchObject({ content: "Hello" });
  });
});

test("how a model counts is learned by all processes together, and outlives them", async () => {
  await using world = await createWorld();
  const at = new Date(world.clock.now);
  const [one, other] = [createCalibration(), createCalibration()];
  one.learn("house-model", 100, 150);
  other.learn("house-model", 100, 130);
  other.learn("another", 100, 90);
  await one.exchange(world.db, at);
  await other.exchange(world.db, at);
  await one.exchange(world.db, at);
  const next = createCalibration();
  expect((await next.countingFor("house-model")).factor).toBe(1.15);
  await next.exchange(world.db, at);
  for (const process of [one, other, next]) {
    expect((await process.countingFor("house-model")).factor).toBe(1.5);
    expect((await process.countingFor("another")).tokenizer).toBe("estimate 0.9");
  }
  // What could not be written is written the next time; what is too old counts no more.
  for (let time = 0; time < 60; time++) next.learn("house-model", 100, 120);
  const { options } = world.db;
  await world.db.moveTo(async () => ({ ...options, host: "127.0.0.1", port: 1 }));
  await expect(next.exchange(world.db, at)).rejects.toThrow();
  await world.db.moveTo(async () => options);
  expect(next.hasNews()).toBe(true);
  await next.exchange(world.db, at);
  await other.exchange(world.db, at);
  expect((await other.countingFor("house-model")).factor).toBe(1.2);
  for (let count = 0; count < 300; count++) one.learn(`model ${count}`, 100, 100);
  await one.exchange(world.db, new Date(at.getTime() + 1));
  const { rows } = await (await world.administrator()).query(
    "select count(*)::int as models, max(cardinality(ratios)) as most from mem_token_ratios",
  );
  expect(rows).toEqual([{ models: 200, most: 1 }]);
});
