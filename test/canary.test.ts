import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { refuseLeaks, secretsIn } from "./leaks.ts";
import { fixtures } from "./payloads.ts";
import { createWorld, keyOf, ownerKey, type World, worldSecret, worldSecretKey } from "./world.ts";

/** What a caller said and who they are. Their words are looked for in what we write about ourselves. */
const caller = {
  number: "+12125550142",
  name: "Peregrine Kestrelson",
  email: "peregrine.kestrelson@example.com",
  words: "the grey heron flies at midnight",
  card: "4242424242424242",
};
/** What opens something. */
const secrets: Record<string, string> = {
  metricsToken: "mt-Hq3vZk8sWn5xTb2yLd7r",
  password: "seven herons in the reed",
  wrongPassword: "eight storks on the roof",
  wrongSecret: "wrong-secret-Vb4nKq9tXe2m",
  wrongKey: "vl_WrongKeyJw8Zs4Rt6Yp2",
  connectionSecret: "connection-secret-Pz6dGf1hMc",
};

interface Told {
  what: string;
  text: string;
}

/** The product in use, with everything it answered beside the answer itself. */
class Run {
  readonly told: Told[] = [];
  readonly #world: World;
  constructor(world: World) {
    this.#world = world;
  }

  async ask(
    method: "GET" | "POST" | "PUT" | "DELETE",
    url: string,
    payload?: object | string,
    headers: Record<string, string> = { authorization: `Bearer ${ownerKey}` },
  ) {
    const answer = await this.#world.app.http.inject({
      method,
      url,
      headers:
        typeof payload === "string" ? { "content-type": "application/json", ...headers } : headers,
      ...(payload === undefined ? {} : { payload }),
    });
    this.note(`${method} ${url.split("?")[0]} ${answer.statusCode}`, answer.headers, answer.body);
    const cookie = answer.cookies.find(({ name }) => name === "voicelens_session");
    return { status: answer.statusCode, body: answer.body, cookie: cookie?.value };
  }

  async deliver(provider: string, body: string, options: object) {
    const answer = await this.#world.deliver(provider, body, options);
    this.note(`delivery of ${provider} ${answer.statusCode}`, answer.headers, answer.body);
    return answer;
  }

  /** Headers always; the body when it is about a failure. A session goes out in a cookie, where it belongs. */
  note(what: string, headers: Record<string, unknown>, body: string): void {
    const { "set-cookie": _, ...others } = headers;
    this.told.push({ what: `headers of ${what}`, text: JSON.stringify(others) });
    const isProblem = String(headers["content-type"]).includes("problem");
    if (isProblem) this.told.push({ what: `problem of ${what}`, text: body });
  }
}

/** The fixture with the caller in every place that holds somebody. */
function aboutCaller(body: string): string {
  return body
    .replace(/(?:\+|%2B)\d{8,15}/g, (number) =>
      number[0] === "+" ? caller.number : "%2B12125550142",
    )
    .replace(
      /("(?:content|transcript|message|summary|user_message)"\s*:\s*")[^"\\]+"/g,
      `$1${caller.words} ${caller.card}"`,
    )
    .replace(
      /("(?:name|customer_name|email)"\s*:\s*")[^"\\]+"/g,
      `$1${caller.name} ${caller.email}"`,
    );
}

async function receiveDeliveries(run: Run): Promise<void> {
  const statuses = new Set<number>();
  for (const { provider, body, contentType } of fixtures) {
    const told = aboutCaller(body);
    for (const options of [
      { contentType },
      { contentType, secret: secrets.wrongSecret },
      { contentType, isSigned: false, headers: { authorization: `Bearer ${secrets.wrongKey}` } },
    ]) {
      statuses.add((await run.deliver(provider, told, options)).statusCode);
    }
    await run.deliver(provider, `{"${caller.words}": ${caller.card}`, { contentType });
  }
  await run.ask("POST", `/webhook/${encodeURIComponent(caller.words)}`, {});
  await run.ask("POST", `/webhook/vapi/con_${caller.card}?secret=${secrets.wrongSecret}`, {});
  for (const status of [200, 401]) expect(statuses).toContain(status);
}

/** Somebody joins, signs in with a second factor, and mistypes everything. */
async function signInAndFail(run: Run, world: World): Promise<void> {
  const { email } = caller;
  const { password, wrongPassword } = secrets;
  const invited = await run.ask("POST", "/api/v1/invitations", { email, role: "owner" });
  secrets.invitation = String(JSON.parse(invited.body).token);
  const join = { token: secrets.invitation, name: caller.name, password };
  const joined = await run.ask("POST", "/api/v1/invitations/accept", join, {});
  secrets.session = joined.cookie ?? "";
  await run.ask("POST", "/api/v1/invitations/accept", join, {});
  const cookie = `voicelens_session=${secrets.session}`;
  const begun = await run.ask("POST", "/api/v1/me/totp", {}, { cookie });
  secrets.totp = String(JSON.parse(begun.body).secret);
  const code = new TOTP({ secret: secrets.totp }).generate({ timestamp: world.clock.now });
  expect((await run.ask("POST", "/api/v1/me/totp/confirm", { code }, { cookie })).status).toBe(204);
  for (let n = 0; n < 6; n++) {
    await run.ask("POST", "/api/v1/session", { email, password: wrongPassword }, {});
  }
  await run.ask("POST", "/api/v1/session", { key: secrets.wrongKey }, {});
  await run.ask("POST", "/api/v1/session", `{"email":"${email}","password":"${password}`, {});
}

async function manageAndFail(run: Run): Promise<void> {
  const made = await run.ask("POST", "/api/v1/api-keys", {
    name: "reports",
    scopes: ["calls:read"],
  });
  secrets.apiKey = String(JSON.parse(made.body).key);
  const mine = { authorization: `Bearer ${secrets.apiKey}` };
  const value = secrets.connectionSecret;
  await run.ask(
    "POST",
    "/api/v1/connections/con_ten_a_vapi/secrets",
    { value },
    {
      authorization: `Bearer ${keyOf("ten_a")}`,
    },
  );
  const words = encodeURIComponent(caller.words);
  // The problem of a call that is not there says its id again, which is no news to whoever asked.
  const failures: Array<Parameters<Run["ask"]>> = [
    ["GET", `/api/v1/calls?limit=${words}&from=${encodeURIComponent(caller.number)}`],
    ["GET", `/api/v1/calls?cursor=${words}`],
    ["GET", `/api/v1/calls?q=${words}`, undefined, { authorization: `Bearer ${secrets.wrongKey}` }],
    ["GET", `/api/v1/users?token=${secrets.wrongKey}`, undefined, mine],
    ["POST", "/api/v1/tenants", { name: caller.name, slug: caller.words }],
    ["POST", "/api/v1/phone-numbers", { number: caller.card, tenant_id: caller.name }],
    ["POST", "/api/v1/api-keys", { name: 1, [caller.words]: secrets.password }],
    ["POST", "/api/v1/tenants", `{"${caller.words}"`],
    ["GET", `/${words}/${caller.card}`],
    ["GET", `/api/v1/calls/%zz${caller.card}`],
    ["DELETE", `/api/v1/api-keys/${caller.card}`],
  ];
  for (const failure of failures) await run.ask(...failure);
}

/** A failure of ours: the table is gone, and PostgreSQL's words quote the query. */
async function breakDatabase(run: Run, world: World): Promise<void> {
  const administrator = await world.administrator();
  await administrator.query("alter table calls rename to calls_away");
  const words = encodeURIComponent(caller.words);
  const broken = await run.ask(
    "GET",
    `/api/v1/calls?q=${words}&from=${encodeURIComponent(caller.number)}`,
  );
  expect(broken.status).toBe(500);
  await run.deliver(
    "vapi",
    aboutCaller(fixtures.find(({ provider }) => provider === "vapi")?.body ?? ""),
    {},
  );
  await world.settle();
  await administrator.query("alter table calls_away rename to calls");
  await administrator.query("alter table webhook_events rename to webhook_events_away");
  const refused = await run.deliver(
    "retell",
    JSON.stringify({ event: caller.words, call: caller }),
    {},
  );
  expect(refused.statusCode).toBe(503);
  await administrator.query("alter table webhook_events_away rename to webhook_events");
}

/** Everything that the product has written about its own work. */
async function writtenBy(world: World, run: Run): Promise<Told[]> {
  const administrator = await world.administrator();
  const rows = async (table: string) => {
    const { rows: found } = await administrator.query(`select t::text as text from ${table} t`);
    expect([table, found.length]).not.toEqual([table, 0]);
    return found.map(({ text }) => ({ what: table, text: String(text) }));
  };
  const metrics = await run.ask("GET", "/metrics", undefined, {
    authorization: `Bearer ${secrets.metricsToken}`,
  });
  expect(metrics.status).toBe(200);
  return [
    { what: "the log", text: world.logged() },
    { what: "metrics", text: metrics.body },
    ...(await rows("audit_log")),
    ...(await rows("security_events")),
    ...run.told,
  ];
}

test("no secret and nothing of a caller gets into logs, metrics, problems, headers, the audit log or security events", async () => {
  await using world = await createWorld({
    tenants: ["ten_a"],
    env: { METRICS_TOKEN: secrets.metricsToken ?? "" },
  });
  const run = new Run(world);
  await receiveDeliveries(run);
  await world.settle();
  await signInAndFail(run, world);
  await manageAndFail(run);
  await breakDatabase(run, world);
  const written = await writtenBy(world, run);
  expect(world.logged()).toContain("request failed");
  const canaries = {
    ...caller,
    ...secrets,
    ownerKey,
    worldSecret,
    worldSecretKey,
    tenantKey: keyOf("ten_a"),
  };
  const leaks = Object.entries(canaries).flatMap(([name, value]) => {
    expect([name, value.length]).not.toEqual([name, 0]);
    return written
      .filter(({ text }) => text.includes(value) || text.includes(encodeURIComponent(value)))
      .map(({ what }) => `${name} in ${what}`);
  });
  expect(leaks).toEqual([]);
});

test("a world whose log holds a secret or a caller's number fails its test, and no other does", () => {
  const [secret = ""] = secretsIn({ METRICS_TOKEN: "hush-hush-hush", LOG_LEVEL: "debug-debug" });
  for (const leak of [
    secret,
    "+12125550177",
    "%2B12125550177",
    "+1 212 555 0177",
    "1 (212) 555-0177",
  ]) {
    expect(() => refuseLeaks([`{"x":"${leak}"}`], [secret])).toThrow("was logged");
  }
  expect(() =>
    refuseLeaks(['{"at":1764093269123,"from":"[phone]"}'], [secret, "debug"]),
  ).not.toThrow();
});
