import type pg from "pg";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { describe, expect, test, vi } from "vitest";
import { follow, listen, patience, type Reader } from "./live-readers.ts";
import { startReceiver } from "./receiver.ts";
import { createWorld, keyOf, ownerKey, type World } from "./world.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Monday, eleven o'clock in New York. */
const monday = Date.UTC(2026, 2, 2, 16);
const number = "+12125550100";

/** Looks at all rules some times, a minute apart. */
async function look(world: World, times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    world.clock.now += minute;
    await world.app.background.alertRules.drain();
  }
}

/** Calls as they would be in the database. */
async function addCalls(
  administrator: pg.Client,
  of: { tenant?: string; at: number; count: number; status?: string; to?: string; more?: object },
): Promise<void> {
  const { tenant = "ten_default", at, count, status = "success", to = number } = of;
  await administrator.query(
    `insert into calls (tenant_id, id, provider, provider_call_id, lifecycle, disposition, status, direction, to_number,
       first_seen_at, last_event_at, counted_at, captured_by)
     select $1, 'call_' || gen_random_uuid(), 'retell', gen_random_uuid(), 'ended', 'completed', $4, 'inbound', $5,
       to_timestamp($2::float8 / 1000) + make_interval(secs => n), now(), now(), $6
     from generate_series(1, $3::int) n`,
    [tenant, at, count, status, to, (of.more as { capturedBy?: string })?.capturedBy ?? "webhook"],
  );
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
type Json = any;

async function alertsOf(world: World, query = "", key?: string): Promise<Json[]> {
  return (await world.api("GET", `/api/v1/alerts${query}`, undefined, key)).json.data;
}

const only = (alerts: Json[], rule: string) => alerts.filter(({ rule_id }) => rule_id === rule);

describe("rules", () => {
  test("a bad success rate is told after its duration, once, and resolved when it is well; few, old and imported calls are not", async () => {
    await using world = await createWorld({ tenants: ["ten_a"] });
    const administrator = await world.administrator();
    world.clock.now = monday;
    const at = () => world.clock.now - 10 * minute;
    await addCalls(administrator, { at: at() - 2 * hour, count: 100, status: "failure" });
    await addCalls(administrator, { at: at(), count: 19, status: "failure" });
    const more = { capturedBy: "import" };
    await addCalls(administrator, { at: at(), count: 50, status: "failure", more });
    await addCalls(administrator, { at: at(), count: 50, status: "timeout" });
    await look(world, 15);
    expect(only(await alertsOf(world), "low-success")).toEqual([]);
    await addCalls(administrator, { at: world.clock.now - minute, count: 6, status: "failure" });
    await look(world, 10);
    expect(only(await alertsOf(world), "low-success")).toEqual([]);
    await look(world, 1);
    const [opened, ...others] = only(await alertsOf(world), "low-success");
    expect(others).toEqual([]);
    expect(opened).toMatchObject({
      status: "open",
      priority: "P2",
      subject: "all",
      value: 0,
      sample: 25,
    });
    expect(opened.description).toContain("0 % of 25 (below 90 %)");
    expect(await alertsOf(world, "", keyOf("ten_a"))).toEqual([]);
    await look(world, 3);
    expect(only(await alertsOf(world), "low-success")).toHaveLength(1);
    await addCalls(administrator, { at: world.clock.now - minute, count: 1_000 });
    await look(world, 11);
    const resolved = only(await alertsOf(world), "low-success");
    expect(resolved).toMatchObject([{ id: opened.id, status: "resolved", resolved_by: "system" }]);
  });

  test("a number that usually has calls by now and has none today is told of, by the clock of the tenant; one that has some is not", async () => {
    await using world = await createWorld();
    const administrator = await world.administrator();
    world.clock.now = monday - 11 * minute;
    await world.api("PATCH", "/api/v1/settings/time-zone", { time_zone: "America/New_York" });
    const busy = "+12125550101";
    for (const weeks of [1, 2, 3, 4]) {
      const morning = monday - weeks * 7 * day - 2 * hour;
      await addCalls(administrator, { at: morning, count: 12 });
      await addCalls(administrator, { at: morning, count: 12, to: busy });
      // Another day and another hour say nothing.
      await addCalls(administrator, { at: morning + day, count: 12, to: "+12125550102" });
      await addCalls(administrator, { at: morning + 6 * hour, count: 12, to: "+12125550103" });
    }
    await addCalls(administrator, { at: monday - hour, count: 1, to: busy });
    // What an import brings was not spoken just now.
    const more = { capturedBy: "import" };
    await addCalls(administrator, { at: monday - hour, count: 9, more });
    await look(world, 11);
    const silent = only(await alertsOf(world), "silent-number");
    expect(silent).toMatchObject([
      { subject: `number:${number}`, subject_name: number, value: 0, sample: 12, status: "open" },
    ]);
    await addCalls(administrator, { at: world.clock.now, count: 1 });
    await look(world, 12);
    expect(only(await alertsOf(world), "silent-number")).toMatchObject([{ status: "resolved" }]);
  });

  test("twice as many calls as ever at this hour are unusual, a normal morning is not", async () => {
    await using world = await createWorld();
    const administrator = await world.administrator();
    world.clock.now = monday - 3 * minute;
    for (const weeks of [1, 2, 3, 4]) {
      const morning = monday - weeks * 7 * day - 2 * hour;
      await addCalls(administrator, { at: morning, count: 98 + weeks });
    }
    await addCalls(administrator, { at: monday - 2 * hour, count: 104 });
    await look(world, 20);
    expect(only(await alertsOf(world), "unusual-calls")).toEqual([]);
    await addCalls(administrator, { at: monday - 2 * hour, count: 100 });
    await look(world, 20);
    expect(only(await alertsOf(world), "unusual-calls")).toMatchObject([{ status: "open" }]);
  });

  test("a provider that is down, refused deliveries and the installation's own trouble are told of", async () => {
    await using world = await createWorld({
      tenants: ["ten_a"],
      env: { BACKUP_SCHEDULE: "0 * * * *" },
    });
    const administrator = await world.administrator();
    world.clock.now = Date.now();
    const { rows } = await administrator.query(
      "select id from connections where tenant_id = 'ten_default' and provider = 'retell'",
    );
    const connection = rows[0].id;
    await administrator.query(
      `insert into sweeps (tenant_id, connection_id, next_sweep_at, failures, last_error)
        values ('ten_default', $1, now(), 5, 'unavailable')`,
      [connection],
    );
    for (let n = 0; n < 11; n++) {
      await world.deliver("retell", { event: "call_started", n }, { isSigned: false });
    }
    await world.deliver("retell", "not JSON");
    await world.deliver("retell", { event: "call_started", call: { call_id: "waits" } });
    await world.settle();
    await administrator.query(
      `update webhook_events set status = 'received', claimable_at = now() - interval '10 minutes'
        where status <> 'dead'`,
    );
    const addBackup = (kind: string, status: string, hoursAgo: number) => {
      const at = new Date(world.clock.now - hoursAgo * hour);
      return administrator.query(
        `insert into backups (id, kind, slot, place, status, requested_by, requested_at, started_at, finished_at)
          values ($1, $2, $3, 'backups', $4, 'system', $3, $3, $3)`,
        [`bkp_${status}_${hoursAgo}`, kind, at, status],
      );
    };
    await addBackup("backup", "failed", 3);
    await addBackup("drill", "failed", 2);
    await look(world, 3);
    const alerts = await alertsOf(world);
    expect(only(alerts, "backup-late")).toMatchObject([{ status: "open", priority: "P1" }]);
    expect(only(alerts, "drill-failed")).toMatchObject([{ value: 1, priority: "P2" }]);
    expect(only(alerts, "provider-down")).toMatchObject([
      { subject: `connection:${connection}`, value: 5 },
    ]);
    expect(only(alerts, "signature-failures")).toMatchObject([{ value: 11 }]);
    expect(only(alerts, "dead-letters")).toMatchObject([{ value: 1, priority: "P3" }]);
    expect(only(alerts, "queue-age")).toMatchObject([{ status: "open", priority: "P1" }]);
    expect(await alertsOf(world, "", keyOf("ten_a"))).toEqual([]);
    await administrator.query("update sweeps set failures = 0");
    await addBackup("backup", "done", 1);
    await addBackup("drill", "done", 0);
    await look(world, 1);
    for (const rule of ["provider-down", "backup-late", "drill-failed"]) {
      expect(only(await alertsOf(world), rule)).toMatchObject([{ status: "resolved" }]);
    }
  });
});

const smtpOptions: SMTPServerOptions = { hideSTARTTLS: true, authOptional: true, logger: false };

/** A real mail server, which keeps what it takes in. */
async function startMailServer(more: SMTPServerOptions = {}) {
  const mails: Array<{ to: string[]; text: string }> = [];
  const server = new SMTPServer({
    ...smtpOptions,
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text: Buffer.concat(parts).toString() });
        done();
      });
    },
    ...more,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}?from=alerts@example.com`,
    mails,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** A tenant of the installation with an owner who reads e-mail. */
async function addOwner(administrator: pg.Client, email: string, tenant = "ten_default") {
  await administrator.query(
    `insert into users (tenant_id, id, email, name, role) values ($1, 'usr_' || $2::text, $2, 'Ada Example', 'owner')`,
    [tenant, email],
  );
}

const deadLetter = (world: World) => world.deliver("retell", `not JSON ${Math.random()}`);

describe("messages", () => {
  test("reach the webhook, the owners and subscriptions, each once with an id of its own, and again when it is over", async () => {
    await using receiver = await startReceiver();
    await using subscriber = await startReceiver();
    await using mail = await startMailServer();
    await using world = await createWorld({
      env: {
        ...{ ALERT_WEBHOOK_URL: receiver.url, SMTP_URL: mail.url },
        OUTBOUND_ALLOW: "127.0.0.1/32",
      },
    });
    const administrator = await world.administrator();
    await addOwner(administrator, "ada@example.com");
    world.clock.now = Date.now();
    const subscription = { url: subscriber.url, event_types: ["alert.opened", "alert.resolved"] };
    await world.api("POST", "/api/v1/webhook-subscriptions", subscription);
    const { alertMessages, deliveries } = world.app.background;

    const tested = await world.api("POST", "/api/v1/alert-settings/test");
    expect([tested.status, tested.json.message_ids.length]).toEqual([202, 2]);
    await alertMessages.drain();
    expect(receiver.requests[0]?.body.toString()).toContain("VoiceLens: a test");
    expect(mail.mails[0]?.to).toEqual(["ada@example.com"]);

    await deadLetter(world);
    await world.settle();
    receiver.answer = 500;
    await look(world, 1);
    await alertMessages.drain();
    const shown = (status: string) =>
      world.api("GET", `/api/v1/alert-messages?status=${status}&limit=1`);
    expect((await shown("pending")).json.data).toMatchObject([
      { channel: "webhook", attempts: 1, last_error: "It answered with status 500." },
    ]);
    receiver.answer = 200;
    world.clock.now += minute;
    await alertMessages.drain();
    await deliveries.drain();
    expect((await shown("pending")).json).toEqual({ data: [], next_cursor: null });
    const [, first, second] = receiver.requests;
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    const { text } = JSON.parse(second?.body.toString() ?? "");
    expect(text).toContain("[P3] Events are not understood");
    expect(text).toContain("https://voicelens.example.com/alerts?alert=alt_");
    expect(receiver.requests).toHaveLength(3);
    expect(mail.mails).toHaveLength(2);
    expect(mail.mails[1]?.text).toMatch(/^From: VoiceLens <alerts@example\.com>/m);
    expect(mail.mails[1]?.text).toMatch(/^Message-ID: <msg_\w+@127\.0\.0\.1>/im);
    expect(mail.mails[1]?.text).toContain("Auto-Submitted: auto-generated");

    world.clock.now += 2 * hour;
    await look(world, 2);
    await alertMessages.drain();
    await deliveries.drain();
    expect(receiver.requests).toHaveLength(4);
    expect(receiver.requests[3]?.body.toString()).toContain("Resolved. [P3]");
    expect(mail.mails[2]?.text).toContain("Resolved. [P3]");
    const told = subscriber.requests.map(({ body }) => JSON.parse(body.toString()));
    expect(told).toMatchObject([
      { type: "alert.opened", data: { alert: { rule_id: "dead-letters", subject: "all" } } },
      { type: "alert.resolved", data: { alert: { status: "resolved" } } },
    ]);
  });

  test("wait for the end of quiet hours unless they are most urgent, and are taken back when it is over by then", async () => {
    await using receiver = await startReceiver();
    await using world = await createWorld({ env: { ALERT_WEBHOOK_URL: receiver.url } });
    world.clock.now = Date.now();
    const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);
    const quiet_hours = {
      from: clock(world.clock.now - hour),
      until: clock(world.clock.now + 4 * hour),
    };
    await world.api("PATCH", "/api/v1/alert-settings", { quiet_hours });
    const { alertMessages } = world.app.background;
    await deadLetter(world);
    await world.settle();
    await look(world, 1);
    await alertMessages.drain();
    expect(await alertsOf(world)).toHaveLength(1);
    expect(receiver.requests).toEqual([]);
    world.clock.now += 2 * hour;
    await look(world, 2);
    expect(await alertsOf(world, "?status=unresolved")).toEqual([]);
    world.clock.now += 3 * hour;
    await alertMessages.drain();
    expect(receiver.requests).toEqual([]);

    world.clock.now -= 4 * hour;
    await world.api("PATCH", "/api/v1/alert-rules/dead-letters", { priority: "P1" });
    await deadLetter(world);
    await world.settle();
    await look(world, 2);
    await alertMessages.drain();
    expect(receiver.requests).toHaveLength(1);
    // Nobody takes it: it is told again, each time after twice as long.
    await look(world, 16);
    await alertMessages.drain();
    const [, second, third, ...more] = receiver.requests.map(({ body }) => body.toString());
    expect(second).toContain("Nobody took it yet. [P1]");
    expect([third, more]).toEqual([expect.stringContaining("Nobody took it yet."), []]);
  });
});

test("people acknowledge, assign, note and resolve alerts; what is still wrong is told anew after a day", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({
    // The live stream runs; rules are looked at when the test says so.
    isStarted: true,
    env: { SERVICE_ROLE: "api", ALERT_WEBHOOK_URL: receiver.url },
    tenants: ["ten_a"],
  });
  const administrator = await world.administrator();
  await addOwner(administrator, "ada@example.com");
  await addOwner(administrator, "eve@example.com", "ten_a");
  world.clock.now = Date.now();
  const rule = { metric: "calls", comparison: "below", value: 1, duration_minutes: 0 };
  const made = await world.api("POST", "/api/v1/alert-rules", { name: "No calls", ...rule });
  expect([made.status, made.json.is_default]).toEqual([201, false]);
  const host = await listen(world);
  await using page = await follow("events", host, { key: ownerKey });
  await using socket = await follow("socket", host, { key: ownerKey });
  await look(world, 1);
  const [{ id }] = await alertsOf(world, `?rule=${made.json.id}`);
  const act = (verb: string, body?: object) =>
    world.api("POST", `/api/v1/alerts/${id}/${verb}`, body);

  expect((await act("acknowledge")).json).toMatchObject({ status: "acknowledged" });
  expect((await act("assign", { user_id: "usr_eve@example.com" })).status).toBe(404);
  expect((await act("assign", { user_id: "usr_ada@example.com" })).json).toMatchObject({
    ...{ status: "assigned", assignee_name: "Ada Example" },
  });
  expect((await act("acknowledge")).json.status).toBe("assigned");
  expect((await act("notes", { text: " " })).status).toBe(400);
  await act("notes", { text: "The line was moved." });
  await look(world, 5);
  const { json } = await act("resolve", { note: "Moved back." });
  expect(json).toMatchObject({ status: "resolved", resolved_by: expect.stringMatching(/^key:/) });
  expect(json.entries.map(({ kind, text }: Json) => [kind, text])).toEqual([
    ["opened", ""],
    ["acknowledged", ""],
    ["assigned", "Ada Example"],
    ["acknowledged", ""],
    ["note", "The line was moved."],
    ["resolved", "Moved back."],
  ]);
  const told = ({ heard }: Reader) => heard.filter(({ alert }) => alert?.id === id);
  for (const reader of [page, socket]) {
    await vi.waitFor(() => {
      const kinds = ["opened", "acknowledged", "assigned", "acknowledged", "noted", "resolved"];
      expect(told(reader).map(({ type }) => type)).toEqual(kinds.map((kind) => `alert.${kind}`));
    }, patience);
  }
  const after = Number(told(page)[0]?.id) - 1;
  const limits = { name: "limited", role: "viewer", scopes: ["calls:read"] };
  const limited = (await world.api("POST", "/api/v1/api-keys", limits)).json.key;
  const further = [
    { key: ownerKey },
    { key: ownerKey, query: { provider: "vapi" } },
    { key: limited },
    { key: keyOf("ten_a") },
  ];
  const counts = [];
  for (const how of further) {
    await using reader = await follow("events", host, { ...how, after }, false);
    // What was missed is told before the place where it ends.
    await vi.waitFor(() => expect(reader.heard.at(-1)?.type).toBe("position"), patience);
    counts.push(told(reader).length);
  }
  expect(counts).toEqual([6, 0, 0, 0]);
  for (const verb of ["acknowledge", "resolve"]) {
    const again = await act(verb, {});
    expect([again.status, again.json.type]).toEqual([409, "/problems/alert-resolved"]);
  }
  await look(world, 3);
  expect(await alertsOf(world, "?status=unresolved")).toEqual([]);
  world.clock.now += day;
  await look(world, 2);
  const [anew] = await alertsOf(world, "?status=unresolved");
  expect(anew.id).not.toBe(id);
  // It is over while somebody is being told of it: they are told that, too.
  const { alertMessages } = world.app.background;
  const about = (words: string) =>
    receiver.requests.filter(({ body }) => {
      const text = body.toString();
      return text.includes(anew.id) && text.includes(words);
    });
  receiver.answer = async (response, { body }) => {
    if (body.toString().includes(anew.id)) {
      await world.api("POST", `/api/v1/alerts/${anew.id}/resolve`, {});
    }
    response.writeHead(200).end();
  };
  await alertMessages.drain();
  expect([about("").length, about("Resolved.").length]).toEqual([2, 1]);
  const first = await world.api("GET", "/api/v1/alerts?limit=1");
  expect(first.json.data.map((one: Json) => one.id)).toEqual([anew.id]);
  const second = await alertsOf(world, `?limit=1&cursor=${first.json.next_cursor}`);
  expect(second.map((one: Json) => one.id)).toEqual([id]);

  // What opens and is over by itself is told live as well.
  world.clock.now += day;
  await look(world, 2);
  const [third] = await alertsOf(world, "?status=unresolved");
  await addCalls(administrator, { at: world.clock.now, count: 1 });
  await look(world, 1);
  for (const { heard } of [page, socket]) {
    await vi.waitFor(() => {
      const types = heard.filter(({ alert }) => alert?.id === third.id).map(({ type }) => type);
      expect(types).toEqual(["alert.opened", "alert.resolved"]);
    }, patience);
  }
  await world.api("PATCH", `/api/v1/alert-rules/${made.json.id}`, { is_enabled: false });
  await look(world, 1);
  expect(await alertsOf(world, "?status=unresolved")).toEqual([]);
  const audit = await world.api("GET", "/api/v1/admin/audit?limit=50");
  const actions = audit.json.data.map(({ action }: Json) => action);
  for (const action of ["alert.assigned", "alert.resolved", "alert.noted", "alert_rule.changed"]) {
    expect(actions).toContain(action);
  }
  expect(JSON.stringify(audit.json)).not.toContain("The line was moved.");
});

test("rules that come with the product are changed and come back; those of the installation are its own tenant's", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const path = "/api/v1/alert-rules";
  const list = async (key?: string) => (await world.api("GET", path, undefined, key)).json.data;
  const ids = async (key?: string) => (await list(key)).map(({ id }: Json) => id);
  expect(await ids()).toContain("queue-age");
  expect(await ids(keyOf("ten_a"))).not.toContain("queue-age");
  const one = `${path}/low-success`;
  const changed = await world.api("PATCH", one, { value: 0.8, priority: "P1" });
  expect(changed.json).toMatchObject({ value: 0.8, priority: "P1", minimum_sample: 20 });
  expect((await world.api("GET", one, undefined, keyOf("ten_a"))).json.value).toBe(0.9);
  expect((await world.api("DELETE", one)).status).toBe(204);
  expect((await world.api("DELETE", one)).status).toBe(204);
  expect((await world.api("GET", one)).json).toMatchObject({ value: 0.9, changed_by: null });
  const rule = { name: "Mine", metric: "success_rate", comparison: "below", value: 0.5 };
  const problemOf = async (more: object, key?: string) => {
    const { status, json } = await world.api("POST", path, { ...rule, ...more }, key);
    return [status, json.type];
  };
  const invalid = [422, "/problems/alert-rule-invalid"];
  expect(await problemOf({ metric: "queue_age_seconds" }, keyOf("ten_a"))).toEqual(invalid);
  expect(await problemOf({ value: 0 })).toEqual(invalid);
  expect(await problemOf({ value: 50 })).toEqual(invalid);
  for (const more of [
    { metric: "moon" },
    { window_minutes: 0 },
    { value: "x" },
    { value: 1e300 },
  ]) {
    expect((await problemOf(more))[0]).toBe(400);
  }
  expect((await world.api("GET", `${path}/alr_none`)).json.type).toBe(
    "/problems/alert-rule-not-found",
  );
  const settings = (body: object) => world.api("PATCH", "/api/v1/alert-settings", body);
  for (const body of [
    { emails: ["ada"] },
    { quiet_hours: { from: "22:00", until: "22:00" } },
    { quiet_hours: { from: "25:00", until: "07:00" } },
  ]) {
    expect((await settings(body)).status).toBe(400);
  }
  expect((await settings({ emails: ["ada@example.com"] })).json).toMatchObject({
    ...{ emails: ["ada@example.com"], channels: [] },
  });
  const test = await world.api("POST", "/api/v1/alert-settings/test");
  expect([test.status, test.json.type]).toEqual([409, "/problems/no-alert-channel"]);
});

test("two processes that look at once open an alert once, and what a process measures is looked at wherever it is", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env: { ALERT_WEBHOOK_URL: receiver.url } });
  await using other = await createWorld({ on: world, env: { ALERT_WEBHOOK_URL: receiver.url } });
  world.clock.now = Date.now();
  await deadLetter(world);
  await world.settle();
  const administrator = await world.administrator();
  const full = { pool_share: 0.95, memory_share: 0.2, http_requests: 5, http_error_ratio: 1 };
  const tell = () =>
    administrator.query(
      `insert into alert_processes (tenant_id, process, measured_at, figures)
        values ('ten_default', 'worker/1', to_timestamp($1::float8 / 1000), $2)
        on conflict (tenant_id, process) do update set measured_at = excluded.measured_at`,
      [world.clock.now, JSON.stringify(full)],
    );
  for (let n = 0; n < 7; n++) {
    world.clock.now += minute;
    other.clock.now = world.clock.now;
    await tell();
    await Promise.all([world, other].map(({ app }) => app.background.alertRules.drain()));
  }
  await world.app.background.alertMessages.drain();
  const alerts = await alertsOf(world);
  expect(only(alerts, "dead-letters")).toHaveLength(1);
  expect(only(alerts, "database-pool")).toMatchObject([
    { subject: "process:worker/1", value: 0.95, status: "open" },
  ]);
  // Five requests are too few to judge by.
  expect(only(alerts, "http-errors")).toEqual([]);
  expect(receiver.requests).toHaveLength(2);
  // A process that is no more has no trouble.
  await look(world, 9);
  expect(only(await alertsOf(world), "database-pool")).toMatchObject([{ status: "resolved" }]);
});
