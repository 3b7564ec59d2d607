import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { refuseHoles } from "../src/store/catalogue-check.ts";
import { fixtures } from "./payloads.ts";
import { seedTables } from "./seed.ts";
import { connectionOf, createWorld, keyOf, type World } from "./world.ts";

/** Two tenants with the same calls. */
async function mirroredWorld(): Promise<World> {
  const world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  for (const tenant of ["ten_a", "ten_b"]) {
    for (const { provider, body, contentType } of fixtures) {
      if (provider === "vcp") continue;
      const path = `/webhook/${provider}/${connectionOf(tenant, provider)}`;
      await world.deliver(provider, body, { contentType, path });
      await world.deliver(provider, body, { contentType, path, isSigned: false });
    }
  }
  await world.settle();
  await seedTables(world, ["ten_a", "ten_b"]);
  return world;
}

async function tablesOf(administrator: pg.Client): Promise<string[]> {
  const { rows } = await administrator.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return rows.map((row) => row.name);
}

/** A connection as the product has it, past none of the policies. */
async function connectAsProduct<T>(world: World, work: (client: pg.PoolClient) => Promise<T>) {
  const client = await world.db.ingestPool.connect();
  try {
    return await work(client);
  } finally {
    client.release(true);
  }
}

const contexts: ReadonlyArray<readonly [name: string, statement: string]> = [
  ["another tenant's context", "select set_config('app.tenant_id', 'ten_a', true)"],
  ["an empty context", "select set_config('app.tenant_id', '', true)"],
  ["no context", "select 1"],
];

/** How many rows a statement met; one that was refused met none. */
async function attempt(client: pg.PoolClient, statement: string): Promise<number> {
  await client.query("savepoint before");
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } catch {
    await client.query("rollback to before");
    return 0;
  }
}

// One world for all of them: whatever is tried is refused, or rolled back.
describe.sequential("the database", () => {
  let world: World;
  beforeAll(async () => {
    world = await mirroredWorld();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test.each(contexts)(
    "with %s no query of any role sees or changes a tenant's row",
    async (_name, context) => {
      const administrator = await world.administrator();
      const tables = await tablesOf(administrator);
      expect(tables.length).toBeGreaterThan(12);
      await connectAsProduct(world, async (client) => {
        for (const table of tables) {
          const { rows: all } = await administrator.query(
            `select count(*)::int as count from ${table} where tenant_id = 'ten_b'`,
          );
          expect([table, all[0].count]).not.toEqual([table, 0]);
          for (const role of ["voicelens_app", "voicelens_ingest", "none"]) {
            await client.query(`begin; set local role ${role}`);
            await client.query(context);
            const seen = await attempt(client, `select from ${table} where tenant_id = 'ten_b'`);
            const changed = await attempt(
              client,
              `update ${table} set tenant_id = 'ten_a' where tenant_id = 'ten_b'`,
            );
            const gone = await attempt(client, `delete from ${table} where tenant_id = 'ten_b'`);
            expect([table, role, seen, changed, gone]).toEqual([table, role, 0, 0, 0]);
            await client.query("rollback");
          }
        }
      });
    },
  );

  test("a row of another tenant cannot be written, whichever tenant is set", async () => {
    const administrator = await world.administrator();
    await connectAsProduct(world, async (client) => {
      for (const table of await tablesOf(administrator)) {
        const { rows } = await administrator.query<{ names: string }>(
          `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attname <> 'tenant_id'`,
          [table],
        );
        const names = rows[0]?.names ?? "";
        for (const context of ["ten_a", ""]) {
          await client.query("begin; set local role voicelens_app");
          await client.query("select set_config('app.tenant_id', $1, true)", [context]);
          const copy = `insert into ${table} (tenant_id, ${names}) select 'ten_b', ${names} from ${table} limit 1`;
          expect([table, await attempt(client, copy)]).toEqual([table, 0]);
          await client.query("rollback");
        }
      }
      await client.query("begin; set local role voicelens_app; set local app.tenant_id = 'ten_a'");
      const foreign = client.query(
        `insert into call_changes (tenant_id, call_id, kind) values ('ten_b', 'x', 'started')`,
      );
      await expect(foreign).rejects.toThrow(/row-level security/);
      await client.query("rollback");
    });
  });

  test("no tenant's transaction can use the door that inserts for any tenant", async () => {
    await connectAsProduct(world, async (client) => {
      for (const role of ["voicelens_app", "voicelens_worker"]) {
        const { rows } = await client.query(
          `select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
          and p.proname like 'insert%' and has_function_privilege($1, p.oid, 'execute')`,
          [role],
        );
        expect([role, rows]).toEqual([role, []]);
      }
    });
  });

  test("who accepts webhooks can insert them and do nothing else", async () => {
    const administrator = await world.administrator();
    const tables = await tablesOf(administrator);
    await connectAsProduct(world, async (client) => {
      for (const table of tables) {
        for (const statement of [
          `select from ${table} limit 1`,
          `update ${table} set tenant_id = tenant_id`,
          `delete from ${table}`,
          `truncate ${table}`,
        ]) {
          await client.query("begin; set local role voicelens_ingest");
          await expect(client.query(statement)).rejects.toThrow(/permission denied/);
          await client.query("rollback");
        }
      }
      for (const table of tables.filter(
        (name) => !/^(?:webhook_events|rejected_deliveries)$/.test(name),
      )) {
        await client.query("begin; set local role voicelens_ingest");
        const insert = client.query(`insert into ${table} (tenant_id) values ('ten_a')`);
        await expect(insert).rejects.toThrow(/permission denied/);
        await client.query("rollback");
      }
      await expect(client.query("select * from find_access('x', now())")).rejects.toThrow(
        /permission denied/,
      );
      await expect(client.query("select search_calls('x')")).rejects.toThrow(/permission denied/);
    });
  });
});

/** Who the product logs in as; on a server that was named for the tests, whoever the tests log in as. */
const login = () => inject("cluster").login.user ?? "current_user";

const mine = "tenant_id = current_setting('app.tenant_id', true)";
const holes: ReadonlyArray<readonly [name: string, statement: string, named: string]> = [
  ["row-level security switched off", "alter table calls disable row level security", "calls"],
  [
    "row-level security not forced",
    "alter table call_turns no force row level security",
    "call_turns",
  ],
  ["a policy dropped", "drop policy tenant on api_keys", "api_keys"],
  ["a policy open to everybody", "create policy open on calls using (true)", "open"],
  [
    "a policy that reads all",
    "create policy wide on calls to voicelens_app using (true) with check (true)",
    "wide",
  ],
  [
    "a policy that reads all by another name",
    `create policy sly on calls to voicelens_app using (${mine} or true) with check (${mine})`,
    "sly",
  ],
  [
    "a function with its owner's rights and an open search_path",
    "create function loose() returns int language sql security definer as 'select 1'; revoke execute on function loose from public; grant execute on function loose to voicelens_app",
    "function loose() runs with its owner's rights and has no fixed search_path",
  ],
  [
    "a function with its owner's rights for everybody",
    "create function wide() returns int language sql security definer set search_path = pg_catalog as 'select 1'",
    "function wide() runs with its owner's rights for everybody",
  ],
  [
    "a function of a role of ours without a fixed search_path",
    "alter function find_user_by_email reset search_path",
    "find_user_by_email",
  ],
  [
    "a policy that writes all",
    `create policy pen on calls to voicelens_app using (${mine}) with check (true)`,
    "pen",
  ],
  [
    "a policy that inserts all",
    "create policy put on calls for insert to voicelens_app with check (true)",
    "put",
  ],
  [
    "a table without tenant",
    "create table notes (id int); alter table notes owner to @login",
    "notes",
  ],
  [
    "a new table without protection",
    "create table notes (tenant_id text); alter table notes owner to @login",
    "notes",
  ],
  [
    "a foreign table without protection",
    "create table notes (tenant_id text); grant all on notes to voicelens_app",
    "notes",
  ],
  [
    "a view past the policies",
    "create view peek as select * from calls; grant select on peek to voicelens_app",
    "peek",
  ],
  [
    "figures of the installation for tenants",
    "grant select on request_metrics to voicelens_app",
    "request_metrics",
  ],
  [
    "figures of the installation for the accepting role",
    "grant insert on system_metrics to voicelens_ingest",
    "system_metrics",
  ],
  [
    "a view that reads with its owner's rights",
    "alter view performance_summary reset (security_invoker)",
    "performance_summary",
  ],
  [
    "the accepting role may read",
    "grant select on calls to voicelens_ingest; create policy peep on calls to voicelens_ingest using (true)",
    "voicelens_ingest",
  ],
  ["a role that can log in", "alter role voicelens_worker login", "voicelens_worker"],
  ["a role past the policies", "alter role voicelens_app bypassrls", "voicelens_app"],
  [
    "a login that inherits the worker",
    "grant voicelens_worker to @login with inherit true",
    "voicelens_worker",
  ],
  [
    "a tenant role that inherits the worker",
    "grant voicelens_worker to voicelens_app",
    "voicelens_app",
  ],
  [
    "an accepting role that inherits the worker",
    "grant voicelens_worker to voicelens_ingest",
    "voicelens_ingest",
  ],
  ["a role that owns a table", "alter table calls owner to voicelens_worker", "voicelens_worker"],
  ["a login past the policies", "alter role @login bypassrls", "bypasses row-level security"],
];

/** What keeps the product from starting on a database that was changed by a statement, which is taken back afterwards: roles belong to the whole cluster. */
async function holeAfter(client: pg.Client, statement: string): Promise<string> {
  await client.query("begin");
  try {
    const { rows } = await client.query<{ is_old: boolean }>(
      "select current_setting('server_version_num')::int < 160000 as is_old",
    );
    // Before 16 inheritance is a property of the member, not of the grant.
    const spoken = rows[0]?.is_old
      ? statement.replace(
          "grant voicelens_worker to @login with inherit true",
          "alter role @login inherit",
        )
      : statement;
    await client.query(spoken.replaceAll("@login", login()));
    await client.query(`set local session authorization ${login()}`);
    return await refuseHoles(client, {
      isProduction: inject("cluster").login.user !== undefined,
    }).then(() => "no hole was found", String);
  } finally {
    await client.query("rollback");
  }
}

test("whatever opens the database to others keeps the server from starting, by name", async () => {
  await using world = await createWorld();
  const administrator = await world.administrator();
  expect(await holeAfter(administrator, "select 1")).toBe("no hole was found");
  for (const [name, statement, named] of holes) {
    const found = await holeAfter(administrator, statement);
    expect([name, found]).toEqual([name, expect.stringContaining("does not keep tenants apart")]);
    expect([name, found]).toEqual([name, expect.stringContaining(named)]);
  }
  expect(await holeAfter(administrator, "select 1")).toBe("no hole was found");
});

/** The ids of things of a tenant, by the name they have in paths. A new kind of id fails the test until it is here. */
async function idsOf(world: World, tenant: string): Promise<Record<string, string>> {
  const administrator = await world.administrator();
  const { rows } = await administrator.query<Record<string, string>>(
    `select (select id from calls where tenant_id = $1 order by id limit 1) as "callId",
      (select id from webhook_events where tenant_id = $1 order by id limit 1)::text as "eventId",
      (select id from security_events where tenant_id = $1 limit 1)::text as "securityEventId",
      (select id from contact_notes where tenant_id = $1 limit 1)::text as "noteId",
      (select id from call_comments where tenant_id = $1 limit 1)::text as "commentId",
      (select id from follow_ups where tenant_id = $1 limit 1)::text as "followUpId",
      (select number from phone_numbers where tenant_id = $1 limit 1) as number`,
    [tenant],
  );
  return {
    ...rows[0],
    connectionId: connectionOf(tenant, "retell"),
    secretId: `sec_${tenant}`,
    sessionId: `ses_${tenant}`,
    tenantId: tenant,
    userId: `usr_${tenant}`,
    invitationId: `inv_${tenant}`,
    keyId: `key_${tenant}`,
    provider: "vapi",
    agentId: `agent_${tenant}`,
    importId: `imp_${tenant}`,
    blockId: `blk_${tenant}`,
    allowedAddressId: `blk_${tenant}`,
    subscriptionId: `sub_${tenant}`,
    relayId: `rly_${tenant}`,
    deliveryId: `msg_${tenant}`,
    alertId: `alt_${tenant}`,
    alertRuleId: `alr_${tenant}`,
    contactId: `cnt_${tenant}`,
    viewId: `viw_${tenant}`,
    shareId: `shr_${tenant}`,
    token: `shr${tenant}`,
    contactNumber: "+12125550199",
    tag: "vip",
    toolId: `tol_${tenant}`,
    inboundRuleId: `inr_${tenant}`,
    locationId: `loc_${tenant}`,
    zoneId: `zon_${tenant}`,
    categoryId: `cat_${tenant}`,
    modifierGroupId: `mod_${tenant}`,
    itemId: `itm_${tenant}`,
    textId: `txt_${tenant}`,
    knowledgeBaseId: `kb_${tenant}`,
    documentId: `doc_${tenant}`,
    questionSetId: `qst_${tenant}`,
    questionId: `qsn_${tenant}`,
    questionRunId: `qrn_${tenant}`,
    memorySessionId: `session_${tenant}`,
    memoryJobId: `mjb_${tenant}`,
    legalHoldId: `hld_${tenant}`,
    erasureId: `era_${tenant}`,
    priceId: `prc_${tenant}`,
    month: "2026-11",
    modelPriceId: `mpr_${tenant}`,
    modelSettingsId: `mst_${tenant}`,
  };
}

/** Bodies of routes that name a thing in their path. */
const bodies: Record<string, object> = {
  changeUser: { role: "viewer" },
  appendMemory: { subject_id: "mine", messages: [{ role: "user", content: "mine" }] },
  changeMemoryPinned: { entries: [{ label: "Mine", text: "mine" }] },
  changePrice: { amount: "0.5" },
  changeTool: { description: "Mine now" },
  changeInboundRule: { language: "de" },
  changeConnection: { name: "Mine now" },
  addConnectionSecret: { purpose: "api_key", value: "a-secret-of-another" },
  changeTenant: { name: "Mine now" },
  changeWebhookSubscription: { name: "Mine now" },
  changeRelay: { name: "Mine now" },
  changeAlertRule: { name: "Mine now" },
  assignAlert: { user_id: "usr_ten_a" },
  resolveAlert: {},
  noteAlert: { text: "Mine now" },
  changeContact: { name: "Mine now" },
  mergeContacts: { contact_id: "cnt_ten_b" },
  addContactTags: { tags: ["mine"] },
  addContactNumber: { number: "+12125550198" },
  addContactNote: { content: "mine" },
  changeSavedView: { name: "mine" },
  shareCall: {},
  reviewCall: { state: "reviewed" },
  commentOnCall: { content: "mine" },
  changeCallComment: { content: "mine" },
  changeContactNote: { content: "mine" },
  changeFollowUp: { title: "Mine now" },
  changeLocationKnowledge: { is_searched: true },
  changeLocation: { name: "Mine now" },
  replaceHours: { weekly: {} },
  createDeliveryZone: { name: "Mine" },
  changeDeliveryZone: { name: "Mine now" },
  replaceZoneBoundary: { type: "Polygon", coordinates: [] },
  checkDelivery: { address: "1 Main Street" },
  createCategory: { name: "Mine" },
  changeCategory: { name: "Mine now" },
  createModifierGroup: { name: "Mine", options: [{ name: "Basil" }] },
  changeModifierGroup: { name: "Mine now" },
  createItem: { name: "Mine" },
  changeItem: { name: "Mine now" },
  findItems: { query: "pizza" },
  importIntoLocation: { what: "items", json: [] },
  createLocationText: { kind: "faq", title: "Mine?", content: "Mine." },
  changeLocationText: { title: "Mine now" },
  changeKnowledgeBase: { name: "Mine now" },
  changeKnowledgeDocument: { title: "Mine now" },
  replaceKnowledgeDocument: { content: "mine" },
  changeQuestionSet: { name: "Mine now" },
  addQuestions: { questions: [{ query: "mine?", expects_nothing: true }] },
  changeQuestion: { note: "mine" },
};

/** Routes that a tenant other than the installation's own may not use at all. */
const agencyOnly = new Set([
  "removePhoneNumber",
  "removeAgent",
  "changeTenant",
  "liftBlock",
  "removeAllowedAddress",
]);

/** What they name is everybody's, named by whoever writes it, or open to whoever has the link. */
const namesNoThing = new Set(["appendMemory", "getStatement", "readSharedCall", "getPublicBrand"]);

/** What the seeded rows do not have, even for their own tenant. */
const ownMissing = new Set(["getItemImage"]);

test("no route tells a tenant anything about another's ids: each is 404, and changes nothing", async () => {
  await using world = await mirroredWorld();
  const ids = await idsOf(world, "ten_a");
  const before = await contentOf(world, "ten_a");
  const paths = pathsOf(world).filter(({ path }) => /\{(?!code)/.test(path));
  expect(paths.length).toBeGreaterThan(18);
  for (const { method, path, operationId } of paths) {
    if (/^\/webhook\//.test(path) || namesNoThing.has(operationId)) continue;
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(ids[name] ?? "{}"));
    expect(url).not.toContain("%7B%7D");
    const foreign = await world.api(method, url, bodies[operationId], keyOf("ten_b"));
    const expected = agencyOnly.has(operationId) ? 403 : 404;
    expect([method, path, foreign.status]).toEqual([method, path, expected]);
    expect(JSON.stringify(foreign.json)).not.toContain("ten_a");
  }
  // Sessions are named by whoever writes them: the other tenant gets one of its own.
  const own = `/api/v1/memory/sessions/${ids.memorySessionId}/messages`;
  const appended = await world.api("POST", own, bodies.appendMemory, keyOf("ten_b"));
  expect([appended.status, appended.json.appended]).toEqual([200, 1]);
  expect(await contentOf(world, "ten_a")).toEqual(before);
  // The ids are those of real things: their own tenant meets them.
  for (const { method, path, operationId } of paths.filter((one) => one.method === "GET")) {
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(ids[name] ?? ""));
    const own = await world.api(method, url, undefined, keyOf("ten_a"));
    expect([path, own.status]).toEqual([path, ownMissing.has(operationId) ? 404 : 200]);
  }
});

/** Every row of a tenant, as text. */
async function contentOf(world: World, tenant: string): Promise<Record<string, string>> {
  const administrator = await world.administrator();
  const content: Record<string, string> = {};
  for (const table of await tablesOf(administrator)) {
    const { rows } = await administrator.query(
      `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from ${table} t where tenant_id = $1`,
      [tenant],
    );
    content[table] = rows[0].digest;
  }
  return content;
}

test("lists, filters, replays and re-verification of one tenant never touch another's rows", async () => {
  await using world = await mirroredWorld();
  const as = (method: "GET" | "POST", url: string, payload?: object) =>
    world.api(method, url, payload, keyOf("ten_b"));
  const [callOfA] = (await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_a"))).json.data;
  for (const path of ["calls", "webhook-events", "rejected-deliveries", "connections", "notices"]) {
    const { status, json } = await as("GET", `/api/v1/${path}`);
    expect(status).toBe(200);
    expect(JSON.stringify(json)).not.toContain("ten_a");
    expect(JSON.stringify(json)).not.toContain(callOfA.id);
  }
  expect((await as("GET", `/api/v1/webhook-events?call=${callOfA.id}`)).json.data).toEqual([]);
  expect(
    (await as("GET", `/api/v1/webhook-events?connection=${connectionOf("ten_a", "retell")}`)).json
      .data,
  ).toEqual([]);
  const own = (await as("GET", "/api/v1/calls?q=cleaning")).json.data;
  expect(own).toMatchObject([{ tenant_id: "ten_b" }]);
  const before = await fingerprint(world);
  await as("POST", "/api/v1/webhook-events/replay");
  await as("POST", "/api/v1/rejected-deliveries/reverify", {});
  await as("POST", "/api/v1/webhook-events/renormalise", { dry_run: false });
  await world.settle();
  expect(await fingerprint(world)).toEqual(before);
});

async function fingerprint(world: World): Promise<unknown> {
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    `select id, attempts, status from webhook_events where tenant_id = 'ten_a' order by id`,
  );
  return rows;
}

interface ApiPath {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  path: string;
  operationId: string;
}

function pathsOf(world: World): ApiPath[] {
  const { paths = {} } = world.app.http.swagger() as {
    paths?: Record<string, Record<string, { operationId?: string }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId = "" }]) => ({
      method: method.toUpperCase() as ApiPath["method"],
      path,
      operationId,
    })),
  );
}

/** What answers without credentials: providers prove themselves otherwise, probes tell nothing, and somebody has to sign in. */
const open = [/^\/webhook\//, /^\/vcp\/ingest$/, /^\/health(?:\/|$)/];
const openRoutes = new Set([
  "POST /api/v1/session",
  "POST /api/v1/invitations/accept",
  "GET /api/v1/session/options",
  "GET /api/v1/shared/{token}",
  "GET /api/v1/brands/{tenantId}",
  "GET /api/v1/session/oidc",
  "GET /api/v1/session/oidc/callback",
]);

test("every documented route but the public ones answers 401 without a key, and with a wrong one", async () => {
  await using world = await createWorld();
  const closed = pathsOf(world).filter(
    ({ method, path }) =>
      !open.some((shape) => shape.test(path)) && !openRoutes.has(`${method} ${path}`),
  );
  expect(closed.length).toBeGreaterThan(15);
  let tries = 0;
  for (const { method, path } of closed) {
    const url = path.replaceAll(/\{\w+\}/g, "0198f3c2-7a41-7c0e-9d55-6b1f20e7a9d4");
    for (const headers of [
      {},
      { authorization: "Bearer nobody" },
      { cookie: "voicelens_session=x" },
    ]) {
      const answer = await world.app.http.inject({
        method,
        url,
        headers,
        // Many wrong keys from one address would block it.
        remoteAddress: `203.0.113.${(tries++ >> 5) + 1}`,
      });
      expect([method, path, answer.statusCode]).toEqual([method, path, 401]);
      const { type, error } = JSON.parse(answer.body);
      // Below /v1 clients read OpenAI's errors.
      expect(error?.code ?? type).toBe(
        path.startsWith("/v1/") ? "invalid_api_key" : "/problems/unauthorized",
      );
    }
  }
});

test("details of health stay on this machine", async () => {
  await using world = await createWorld({ env: { METRICS_TOKEN: "0123456789abcdef0123" } });
  const ask = async (url: string, headers: Record<string, string> = {}) =>
    world.app.http.inject({ url, headers, remoteAddress: "203.0.113.9" });
  expect((await ask("/health?detailed")).json().details).toBeUndefined();
  expect((await ask("/metrics")).statusCode).toBe(401);
  const authorization = "Bearer 0123456789abcdef0123";
  expect((await ask("/metrics", { authorization })).statusCode).toBe(200);
  expect((await ask("/api/health?detailed", { authorization })).json().details).toBeDefined();
});
