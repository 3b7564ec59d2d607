import { expect, test } from "vitest";
import {
  type Answer,
  type ChatMessage,
  createTurns,
  type Turn,
  type TurnRequest,
  withTurns,
} from "../src/memory/index.ts";
import { createLogger } from "../src/observe/index.ts";
import { createSearchScopes, type UnitSource } from "../src/search/index.ts";
import { type Database, inTenant } from "../src/store/index.ts";

import { createWorld, type World } from "./world.ts";

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
  options: { db?: Database; tenantId?: string; busyMs?: number } = {},
) {
  const { db = world.db, tenantId = "ten_default", busyMs = 0 } = options;
  const scopes = createSearchScopes({
    ...{ source: withTurns(world.db, noBases), bytesMax: 50_000_000, log },
  });
  const now = () => world.clock.now;
  const needs = { db, scopes, settings, now, log, patience: { ...patience, busyMs } };
  const turns = createTurns(needs);
  let requests = 0;
  const begin = (messages: readonly ChatMessage[], more: Partial<TurnRequest> = {}) =>
    turns.begin(
      { tenantId },
      {
        ...{ profile: "text", model: { name: "gpt-4o" }, messages, useMemory: true },
        ...{ requestKey: `request ${++requests}`, ...more },
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

  // Forgetting takes everything; whoever comes late goes on without a memory.
  const gone = await world.api("DELETE", "/api/v1/memory?session_id=chat");
  expect(gone.json).toMatchObject({ sessions: 1, left: 0 });
  expect(await transcript(world, "chat")).toEqual([]);
  expect(await client.open([user("Once")], named)).toMatchObject({
    ...{ degraded: ["store"], sessionId: null },
  });
});

test("what was said long ago is in the prompt when it is asked for, and never twice", async () => {
  await using world = await createWorld();
  await using client = speaking(world);
  const named = { sessionId: "long", subjectId: "+12125550147" };
  const words = ["gardens", "rivers", "hills", "trains", "bread"];
  let relieved = 0;
  for (let turn = 0; turn < 120; turn++) {
    const word = words[turn % words.length];
    const text =
      turn === 2
        ? "My locker code is 4471, please keep it."
        : `Tell me something about ${word}, part ${turn}, ${"and so on ".repeat(10)}`;
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
  const without = await client.open([user("My code?")], { ...named, useMemory: false });
  expect(without.tokens.byBlock.memory).toBe(0);
  await client.turns.abandon(without, "failed");

  // Another session of the same subject knows of it only where that was decided.
  const other = { sessionId: "later", subjectId: "tel:+1 212 555 0147" };
  expect((await client.say([user("My locker code?")], other)).injected).toEqual([]);
  await world.api("PATCH", "/api/v1/memory/settings", { remembers_calls: true });
  expect(textsOf(await client.open([user("My locker code?")], other)).join()).toContain("4471");
});
