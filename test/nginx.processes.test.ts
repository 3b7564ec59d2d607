import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { Agent, request } from "node:https";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { listen } from "./live-readers.ts";
import { type Nginx, nginx, siteName, startNginx } from "./nginx.ts";
import { signedCall } from "./sender.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

// The certificate is one for tests.
const options = { servername: siteName, rejectUnauthorized: false };
const agent = new Agent({ ...options, keepAlive: true, maxSockets: 16 });
/** A reload closes connections that are idle, and whoever is just about to send on one must send again. Those of this one are used once. */
const impatient = new Agent(options);
const authorization = `Bearer ${ownerKey}`;
const portOf = (place: string) => Number(place.split(":")[1]);

/** Asks through nginx, as the site. */
async function ask(
  proxy: Nginx,
  path: string,
  { method = "GET", headers = {}, body, over = agent }: Asked = {},
): Promise<Answer> {
  const sent = request({
    ...{ host: "127.0.0.1", port: proxy.httpsPort, agent: over, path, method },
    headers: { host: siteName, ...headers },
  });
  sent.end(body);
  const [answer] = await once(sent, "response");
  let text = "";
  for await (const part of answer) text += part;
  return { status: answer.statusCode, headers: answer.headers, body: text };
}
interface Asked {
  method?: string;
  headers?: Record<string, string | number>;
  body?: Buffer;
  over?: Agent;
}

function deliver(proxy: Nginx, id: string, over = agent): Promise<Answer> {
  const path = "/webhook/retell";
  const call = signedCall(`https://${siteName}${path}`, id);
  return ask(proxy, path, { method: "POST", ...call, over });
}

describe.skipIf(nginx === undefined)("nginx as it is shipped", () => {
  let world: World;
  let proxy: Nginx;
  beforeAll(async () => {
    world = await createWorld({ env: { TRUSTED_PROXIES: "127.0.0.1" }, isStarted: true });
    proxy = await startNginx([portOf(await listen(world))]);
  });
  afterAll(async () => {
    agent.destroy();
    await proxy?.[Symbol.asyncDispose]();
    await world?.[Symbol.asyncDispose]();
  });

  test("it has nothing to complain of", async () => {
    expect(await proxy.complaints()).not.toMatch(/warn|emerg|error/);
  });

  test("every kind of path keeps the server's headers, once each", async () => {
    const paths = ["/", "/nowhere", "/api/v1/calls", "/health/live", "/docs", "/openapi.json"];
    for (const path of paths) {
      const { headers } = await ask(proxy, path);
      expect([path, headers]).toEqual([
        path,
        expect.objectContaining({
          "strict-transport-security": "max-age=31536000",
          "content-security-policy": expect.stringMatching(/^default-src 'none'[^,]*$/),
          "x-content-type-options": "nosniff",
          "x-frame-options": "DENY",
          server: "nginx",
        }),
      ]);
    }
    expect((await deliver(proxy, "headers")).status).toBe(200);
  });

  test("names that are not ours are answered by nothing, and http leads to https", async () => {
    const plain = async (host: string) => {
      const socket = connect({ host: "127.0.0.1", port: proxy.httpPort });
      socket.on("error", () => undefined);
      let text = "";
      socket.setEncoding("latin1").on("data", (part: string) => {
        text += part;
      });
      socket.end(`GET /a?b=c HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      await once(socket, "close");
      return text;
    };
    expect(await plain("elsewhere.example.com")).toBe("");
    expect(await plain(siteName)).toMatch(
      /^HTTP\/1.1 308 [\s\S]*location: https:\/\/voicelens\.example\.com\/a\?b=c\r/i,
    );
    const socket = connectTls({
      ...{ host: "127.0.0.1", port: proxy.httpsPort, rejectUnauthorized: false },
      servername: "elsewhere.example.com",
    });
    const [error] = await once(socket, "error");
    expect(String(error)).toContain("unrecognized name");
  });

  test("figures of the installation stay inside, also from whoever claims to be this machine", async () => {
    const headers = { "x-forwarded-for": "127.0.0.1", forwarded: "for=127.0.0.1" };
    expect((await ask(proxy, "/metrics", { headers })).status).toBe(404);
    for (const path of ["/health", "/api/health"]) {
      const { body } = await ask(proxy, `${path}?detailed&database&metrics`, { headers });
      expect(Object.keys(JSON.parse(body)).sort()).toEqual(["status", "timestamp", "version"]);
    }
  });

  test("what the server refuses is refused in its words, what nginx refuses in the same form", async () => {
    const large = await ask(proxy, "/webhook/retell", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: Buffer.alloc(2 * 1024 * 1024, " "),
    });
    expect([large.status, JSON.parse(large.body)]).toEqual([
      413,
      expect.objectContaining({ type: "/problems/body-too-large", instance: expect.any(String) }),
    ]);
    const endless = await ask(proxy, "/webhook/retell", {
      method: "POST",
      headers: { "content-length": 65 * 1024 * 1024 },
    });
    expect(endless).toMatchObject({
      status: 413,
      headers: { "x-content-type-options": "nosniff" },
    });
    expect(JSON.parse(endless.body)).toMatchObject({ type: "/problems/body-too-large" });
  });

  test("people are slowed down, providers never", async () => {
    const all = async (one: (n: number) => Promise<Answer>) => {
      const answers = await Promise.all(Array.from({ length: 260 }, (_, n) => one(n)));
      return new Map(answers.map((answer) => [answer.status, answer]));
    };
    expect([...(await all((n) => deliver(proxy, `flood-${n}`))).keys()]).toEqual([200]);
    const refused = (await all(() => ask(proxy, "/favicon.ico"))).get(429);
    expect(refused?.headers).toMatchObject({
      "retry-after": "1",
      "strict-transport-security": "max-age=31536000",
    });
    expect(JSON.parse(refused?.body ?? "")).toMatchObject({ type: "/problems/too-many-requests" });
  });

  test("events and words come at once, over both transports", async () => {
    const sent = request({
      ...{ host: "127.0.0.1", port: proxy.httpsPort, agent },
      path: "/api/v1/live",
      headers: { host: siteName, authorization },
    });
    sent.on("error", () => undefined).end();
    const [stream] = await once(sent, "response");
    let told = "";
    stream.on("error", () => undefined);
    stream.setEncoding("utf8").on("data", (part: string) => {
      told += part;
    });
    const socket = new WebSocket(`wss://127.0.0.1:${proxy.httpsPort}/ws`, {
      headers: { host: siteName, authorization },
      agent,
    });
    socket.on("error", () => undefined);
    let heard = "";
    socket.on("message", (part) => {
      heard += part.toString();
    });
    await once(socket, "open");
    await deliver(proxy, "live-through-nginx");
    await vi.waitFor(() => {
      expect(told).toContain("live-through-nginx");
      expect(heard).toContain("live-through-nginx");
    });
    socket.terminate();
    sent.destroy();
  });

  test("what goes into the log has no queries", async () => {
    await ask(proxy, "/health/live?token=a-secret-of-a-link");
    await vi.waitFor(() => expect(proxy.accessLog()).toContain('"path":"/health/live"'));
    expect(proxy.accessLog()).not.toContain("a-secret");
  });

  test("another server takes over under load, and not one delivery is lost", async () => {
    const other = await createWorld({ env: { TRUSTED_PROXIES: "127.0.0.1" }, on: world });
    const place = await listen(other);
    const before = await countEvents(other);
    const ids = Array.from({ length: 150 }, (_, n) => `switched-${n}`);
    const answers: number[] = [];
    const next = ids.values();
    const send = async () => {
      for (const id of next) answers.push((await deliver(proxy, id, impatient)).status);
    };
    const sending = Promise.all(Array.from({ length: 8 }, send));
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(30));
    await proxy.switchTo([portOf(place)]);
    await world.app.http.close();
    await sending;
    expect(new Set(answers)).toEqual(new Set([200]));
    expect((await countEvents(other)) - before).toBe(ids.length);
    await other[Symbol.asyncDispose]();
    const away = await deliver(proxy, "nobody-there", impatient);
    expect(away).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  });

  test("a share of the connections goes to a second release, each always to the same", async () => {
    await using first = await startEcho();
    await using second = await startEcho();
    await proxy.switchTo([first.port]);
    await proxy.shareWith(second.port);
    agent.destroy();
    const sideOf = async (path: string) => JSON.parse((await ask(proxy, path)).body).port;
    const paths = Array.from({ length: 100 }, (_, n) => `/webhook/vapi/con_${n}`);
    const sides = await Promise.all(paths.map(sideOf));
    const share = sides.filter((port) => port === second.port).length;
    expect(share).toBeGreaterThan(10);
    expect(share).toBeLessThan(60);
    // What belongs to a connection goes with it.
    const tools = await Promise.all(paths.map((path) => sideOf(`${path}/tools/find_items`)));
    expect(tools).toEqual(sides);
    await proxy.shareWith(undefined);
  });

  test("servers hear who asks from nginx alone", async () => {
    await using echo = await startEcho();
    await proxy.switchTo([echo.port]);
    agent.destroy();
    const headers = {
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "http",
      "x-forwarded-host": "elsewhere.example.com",
      forwarded: "for=203.0.113.9",
    };
    const { host, ...seen } = JSON.parse((await ask(proxy, "/", { headers })).body);
    expect(host).toBe(siteName);
    expect(seen).toMatchObject({ "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https" });
    expect(seen).not.toHaveProperty("forwarded");
    expect(seen).not.toHaveProperty("x-forwarded-host");
  });
});

async function countEvents(of: World): Promise<number> {
  const { rows } = await (await of.administrator()).query("select from webhook_events");
  return rows.length;
}

/** A server that says who it is and which headers reached it. */
async function startEcho() {
  const server = createServer((asked, answer) => {
    const { port } = server.address() as AddressInfo;
    answer.end(JSON.stringify({ ...asked.headers, port }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
