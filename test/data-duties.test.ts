import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ErasureSubject } from "../src/store/index.ts";
import { fixture, fixtures } from "./payloads.ts";
import { seedTables } from "./seed.ts";
import { connectionOf, createWorld, keyOf, type World } from "./world.ts";

const scope = { tenantId: "ten_b" };

/** A tenant with something in every table and in the file store, beside another with the same. */
async function fullWorld(): Promise<World> {
  const world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  const audio = JSON.parse(fixture("elevenlabs", "post_call_audio.json").body);
  audio.data.full_audio = "A".repeat(400_000);
  for (const tenant of ["ten_a", "ten_b"]) {
    for (const { provider, body, contentType } of fixtures) {
      if (provider === "vcp") continue;
      const path = `/webhook/${provider}/${connectionOf(tenant, provider)}`;
      await world.deliver(provider, body, { contentType, path });
      await world.deliver(provider, body, { contentType, path, isSigned: false });
    }
    const path = `/webhook/elevenlabs/${connectionOf(tenant, "elevenlabs")}`;
    await world.deliver("elevenlabs", audio, { path });
    const answer = await world.app.http.inject({
      method: "POST",
      url: "/api/v1/session",
      payload: { key: keyOf(tenant) },
    });
    expect(answer.statusCode).toBe(200);
  }
  await world.settle();
  await seedTables(world, ["ten_a", "ten_b"]);
  return world;
}

async function countsOf(world: World, tenantId: string): Promise<Record<string, number>> {
  const administrator = await world.administrator();
  const counts: Record<string, number> = {};
  for (const name of await tablesOf(world)) {
    const { rows } = await administrator.query(
      `select count(*)::int as count from ${name} where tenant_id = $1`,
      [tenantId],
    );
    counts[name] = rows[0].count;
  }
  return counts;
}

/** Every table that holds anything of a tenant. */
async function tablesOf(world: World): Promise<string[]> {
  const administrator = await world.administrator();
  const { rows } = await administrator.query<{ name: string }>(
    `select relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  return rows.map((row) => row.name);
}

function filesOf(world: World): number {
  return readdirSync(join(world.config.DATA_DIR, "files"), { recursive: true }).filter(
    (name) => String(name).length > 60,
  ).length;
}

async function erase(world: World, subject: ErasureSubject): Promise<number> {
  let rows = 0;
  for (const room of world.app.tenantData) rows += await room.erase(world.db, scope, subject);
  return rows;
}

test("every table belongs to exactly one room", async () => {
  await using world = await createWorld();
  const owned = world.app.tenantData.flatMap((room) => [...room.tables]);
  expect(owned.sort()).toEqual(await tablesOf(world));
});

test("erasing a tenant leaves nothing of it in any table or file, and everything of the others", async () => {
  await using world = await fullWorld();
  const full = await countsOf(world, "ten_b");
  for (const [table, count] of Object.entries(full))
    expect([table, count > 0]).toEqual([table, true]);
  const others = await countsOf(world, "ten_a");
  expect(filesOf(world)).toBe(2);
  expect(await erase(world, { kind: "tenant" })).toBeGreaterThan(0);
  expect(await countsOf(world, "ten_b")).toEqual(
    Object.fromEntries(Object.keys(full).map((table) => [table, 0])),
  );
  expect(await countsOf(world, "ten_a")).toEqual(others);
  expect(filesOf(world)).toBe(1);
  expect(await erase(world, { kind: "tenant" })).toBe(0);
  expect((await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_b"))).status).toBe(401);
});

test("erasing a caller removes the calls with the number, what hangs on them, and the events that told of them", async () => {
  await using world = await fullWorld();
  const number = "+12025550147";
  const before = await countsOf(world, "ten_b");
  const others = await countsOf(world, "ten_a");
  expect(await erase(world, { kind: "caller", number })).toBeGreaterThan(0);
  const after = await countsOf(world, "ten_b");
  for (const table of ["calls", "call_patches", "call_turns", "webhook_events"]) {
    expect(after[table]).toBeLessThan(before[table] ?? 0);
    expect(after[table]).toBeGreaterThan(0);
  }
  const traces = [];
  for await (const { table, row } of exported(world)) {
    if (JSON.stringify(plain(row)).includes("2025550147"))
      traces.push(`${table} ${row.event_type ?? ""}`);
  }
  expect(traces).toEqual([]);
  expect(await countsOf(world, "ten_a")).toEqual(others);
  for (const table of ["tenants", "connections", "api_keys", "sessions"]) {
    expect(after[table]).toBe(before[table]);
  }
});

test("what is older than an instant goes, what is younger stays, and what was not folded yet is kept", async () => {
  await using world = await fullWorld();
  world.clock.now += 3_600_000;
  const path = `/webhook/retell/${connectionOf("ten_b", "retell")}`;
  await world.deliver("retell", { event: "call_started", call: { call_id: "young" } }, { path });
  await world.settle();
  const expire = async (at: number) => {
    for (const room of world.app.tenantData) await room.expire(world.db, scope, new Date(at));
  };
  const full = await countsOf(world, "ten_b");
  await expire(world.clock.now - 7_200_000);
  expect(await countsOf(world, "ten_b")).toEqual(full);
  const others = await countsOf(world, "ten_a");
  await expire(world.clock.now - 1_800_000);
  expect(await countsOf(world, "ten_b")).toMatchObject({
    calls: 1,
    webhook_events: 1,
    rejected_deliveries: 0,
    call_turns: 0,
    tenants: 1,
    api_keys: 1,
  });
  expect(filesOf(world)).toBe(1);
  expect(await countsOf(world, "ten_a")).toEqual(others);
  await world.deliver("retell", { event: "call_started", call: { call_id: "waits" } }, { path });
  await expire(world.clock.now + 1_000);
  expect(await countsOf(world, "ten_b")).toMatchObject({ calls: 0, webhook_events: 1 });
});

async function* exported(world: World) {
  for (const room of world.app.tenantData) yield* room.exportData(world.db, scope);
}

/** A row with its body as text. */
function plain(row: Record<string, unknown>): Record<string, unknown> {
  const body = typeof row.body === "string" ? Buffer.from(row.body, "base64").toString() : null;
  return { ...row, body };
}

/** What an export leaves out, and why. */
const notExported: Record<string, string> = {
  sessions: "hold nothing but secrets",
  connection_secrets: "are secrets",
  outgoing_secrets: "are secrets",
  rejected_deliveries: "anybody may have sent them: what is not proven is nobody's data",
  contact_backfills: "say how far we looked through the calls",
  estimate_recounts: "say how far calls are estimated again",
  call_search: "is made of the transcript",
  contact_calls: "is made of the calls",
  call_changes: "is made of the calls, and lasts an hour",
  knowledge_chunks: "are made of the documents",
  knowledge_changes: "say which chunks changed, and last a day",
  knowledge_vector_sets: "say how far the vectors are",
  knowledge_vectors: "are made of the chunks",
  knowledge_large_bases: "say how far the next three are",
  knowledge_large_units: "are made of the chunks",
  knowledge_large_words: "are made of the chunks",
  knowledge_large_grams: "are made of the words",
  mem_scopes: "say what is searched as one",
  mem_vectors: "are made of the messages",
  mem_jobs: "say what is done in the background, and last a day",
  mem_tombstones: "say which sessions were forgotten",
  mem_forgotten_subjects: "say who was forgotten, by a keyed hash",
  model_turns: "say which turns began within a minute",
  alert_looks: "say when rules are looked at",
  alert_processes: "say how processes of ours are",
  analytics_call_sums: "are made of the figures",
  analytics_cost_sums: "are made of the figures",
  analytics_word_sums: "are made of the figures",
  analytics_latency_sums: "are made of the figures",
  analytics_due_sums: "say which hours and days are to be added up again",
  analytics_frozen_calls: "say which figures stay though their calls went",
  analytics_frozen_links: "say by digests which calls those are elsewhere",
  analytics_marks: "say which quarter hours are to be counted again",
  analytics_recounts: "say whose calls were all marked for that",
  rate_windows: "count requests, and last two minutes",
};

test("an export holds every row of the tenant, bodies readable, without secrets, and no row of others", async () => {
  await using world = await fullWorld();
  const counts: Record<string, number> = {};
  const bodies = new Set<string>();
  for await (const { table, row } of exported(world)) {
    counts[table] = (counts[table] ?? 0) + 1;
    expect([table, row.tenant_id]).toEqual([table, "ten_b"]);
    for (const secret of ["key_hash", "token_hash", "password_hash", "sealed", "sealed_totp"]) {
      expect(Object.keys(row)).not.toContain(secret);
    }
    if (typeof row.body === "string") bodies.add(Buffer.from(row.body, "base64").toString());
  }
  const full = await countsOf(world, "ten_b");
  for (const table of Object.keys(notExported)) delete full[table];
  expect(counts).toEqual(full);
  for (const { provider, body } of fixtures) {
    if (provider !== "vcp") expect(bodies.has(body)).toBe(true);
  }
});

test("a body that is gone or cannot be opened does not keep the rest from being exported", async () => {
  await using world = await fullWorld();
  const administrator = await world.administrator();
  await administrator.query(
    "update webhook_events set sealed = '\\x00' where event_type = 'call_ended'",
  );
  await administrator.query(
    `update webhook_events set file_ref = repeat('0', 64) where file_ref is not null and tenant_id = 'ten_b'`,
  );
  const seen = [];
  for await (const { table } of exported(world)) if (table === "webhook_events") seen.push(table);
  expect(seen).toHaveLength((await countsOf(world, "ten_b")).webhook_events ?? 0);
});
