import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { follow, listen, openSocket, patience, refusalOf } from "./live-readers.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

const until = (check: () => void | Promise<void>) => vi.waitFor(check, patience);
const liveWorld = (options: Parameters<typeof createWorld>[0] = {}) =>
  createWorld({ isStarted: true, ...options, env: { SERVICE_ROLE: "api", ...options.env } });

async function sessionOf(world: World): Promise<string> {
  const answer = await world.app.http.inject({
    method: "POST",
    url: "/api/v1/session",
    payload: { key: ownerKey },
  });
  return `voicelens_session=${answer.cookies[0]?.value}`;
}

async function opened(socket: WebSocket): Promise<WebSocket> {
  await once(socket, "open");
  return socket;
}

async function closeOf(socket: WebSocket): Promise<number> {
  socket.on("error", () => undefined);
  const [code] = await once(socket, "close");
  return code;
}

/** Writes bytes to a connection of its own; `answer` grows with what comes back. */
async function write(host: string, bytes: string) {
  const [name = "", port] = host.split(":");
  const socket: Socket = connect({ host: name, port: Number(port) });
  const heard = { answer: "", isClosed: false };
  socket.on("data", (chunk) => {
    heard.answer += chunk.toString("latin1");
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    heard.isClosed = true;
  });
  socket.write(bytes);
  return { socket, heard };
}

test("a page of another site opens no WebSocket with the cookie of whoever visits it", async () => {
  await using world = await liveWorld({ env: { CORS_ORIGINS: "https://app.example.com" } });
  const host = await listen(world);
  const cookie = await sessionOf(world);
  const from = (origin: string) => ({ headers: { cookie, origin } });
  for (const origin of ["https://evil.example.com", "null", `https://${host}.example.com`]) {
    expect([origin, await refusalOf(host, from(origin))]).toEqual([origin, 403]);
  }
  for (const origin of [`http://${host}`, "https://app.example.com"]) {
    const socket = await opened(openSocket(host, from(origin)));
    socket.terminate();
  }
});

test("where any origin may ask, a key opens a WebSocket and a cookie does not", async () => {
  await using world = await liveWorld({ env: { CORS_ORIGINS: "*" } });
  const host = await listen(world);
  const origin = "https://anywhere.example.com";
  expect(await refusalOf(host, { headers: { cookie: await sessionOf(world), origin } })).toBe(403);
  (await opened(openSocket(host, { key: ownerKey, headers: { origin } }))).terminate();
});

test("without a key, with a wrong one and at other paths nothing opens", async () => {
  await using world = await liveWorld();
  const host = await listen(world);
  expect(await refusalOf(host, {})).toBe(401);
  expect(await refusalOf(host, { key: "wrong" })).toBe(401);
  expect(await refusalOf(host, { key: ownerKey }, "/nowhere")).toBe(404);
  // A path that knows no WebSocket answers as it always does.
  expect(await refusalOf(host, { key: ownerKey }, "/api/v1/calls")).toBe(200);
  expect(await refusalOf(host, { key: ownerKey }, `/ws?call_id=${"x".repeat(101)}`)).toBe(400);
});

test("a request for the path that asks for no WebSocket is told so", async () => {
  await using world = await createWorld();
  const { status, json, headers } = await world.api("GET", "/ws");
  expect(status).toBe(426);
  expect(json).toMatchObject({ type: "/problems/upgrade-required" });
  expect(headers.upgrade).toBe("websocket");
});

test.each([
  ["no JSON", "}{"],
  ["JSON of something else", '{"type":"publish"}'],
  ["a filter of the wrong type", '{"type":"subscribe","filter":{"call_id":7}}'],
  ["bytes", Buffer.from("bytes")],
])("%s closes the connection with a reason", async (_kind, message) => {
  await using world = await liveWorld();
  const host = await listen(world);
  const socket = await opened(openSocket(host, { key: ownerKey }));
  socket.send(message);
  expect(await closeOf(socket)).toBe(4400);
});

test("a message that is too long, too many of them, and what is no frame end the connection", async () => {
  await using world = await liveWorld();
  const host = await listen(world);
  const long = await opened(openSocket(host, { key: ownerKey }));
  long.send("x".repeat(5_000));
  expect(await closeOf(long)).toBe(1009);
  const many = await opened(openSocket(host, { key: ownerKey }));
  // What is still on its way when a connection is closed makes the system reset it, and then no code is heard.
  const flooded = [4429, 1006];
  for (let sent = 0; sent < 100; sent++) many.send('{"type":"subscribe"}');
  expect(flooded).toContain(await closeOf(many));
  const pinging = await opened(openSocket(host, { key: ownerKey }));
  for (let sent = 0; sent < 100; sent++) pinging.ping();
  expect(flooded).toContain(await closeOf(pinging));
  const { socket, heard } = await write(
    host,
    `GET /ws HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${ownerKey}\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  await until(() => expect(heard.answer).toContain("101 Switching Protocols"));
  socket.write(Buffer.alloc(64, 0xff));
  await until(() => expect(heard.isClosed).toBe(true));
  // The server is none the worse.
  (await opened(openSocket(host, { key: ownerKey }))).terminate();
});

test("a handshake that is none is answered 400", async () => {
  await using world = await liveWorld();
  const host = await listen(world);
  const { heard } = await write(
    host,
    `GET /ws HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${ownerKey}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`,
  );
  await until(() => expect(heard.isClosed).toBe(true));
  expect(heard.answer).toMatch(/^HTTP\/1\.1 400 /);
});

test("a delivery whose sender offers HTTP/2 is taken whole, and its connection serves on", async () => {
  await using world = await liveWorld({ hasSecrets: false });
  const host = await listen(world);
  const deliveryOf = (id: string) => {
    const body = JSON.stringify({ event: "call_started", call: { call_id: id } });
    return `POST /webhook/retell HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive, Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  };
  const { socket, heard } = await write(host, deliveryOf("first"));
  await until(() => expect(heard.answer.match(/HTTP\/1\.1 200/g)).toHaveLength(1));
  const half = deliveryOf("second").length - 20;
  socket.write(deliveryOf("second").slice(0, half));
  await new Promise((resolve) => setImmediate(resolve));
  socket.write(deliveryOf("second").slice(half));
  await until(() => expect(heard.answer.match(/HTTP\/1\.1 200/g)).toHaveLength(2));
  await world.settle();
  const { json } = await world.api("GET", "/api/v1/calls");
  const ids = json.data.map((call: { provider_call_id: string }) => call.provider_call_id);
  expect(ids.sort()).toEqual(["first", "second"]);
  const [open] = (await world.app.http.inject({ url: "/metrics" })).body.match(
    /^voicelens_active_connections .*$/m,
  ) ?? [""];
  expect(open).toBe("voicelens_active_connections 1");
  socket.destroy();
});

test("a message changes what is followed, and where from", async () => {
  await using world = await liveWorld();
  const host = await listen(world);
  const say = async (id: string) => {
    await world.deliver("retell", { event: "call_started", call: { call_id: id } });
    await world.settle();
  };
  await using reader = await follow("socket", host, { key: ownerKey });
  const socket = await opened(openSocket(host, { key: ownerKey, query: { provider: "vapi" } }));
  const heard: Array<{ type: string; id: number; call?: { provider_call_id: string } }> = [];
  socket.on("message", (bytes) => heard.push(JSON.parse(String(bytes))));
  const names = () => heard.flatMap(({ call }) => call?.provider_call_id ?? []);
  await say("one");
  await until(() => expect(reader.told()).toHaveLength(1));
  expect(names()).toEqual([]);
  socket.send('{"type":"subscribe","last_event_id":"0"}');
  await until(() => expect(names()).toEqual(["one"]));
  socket.send(JSON.stringify({ type: "subscribe", filter: { agent: "nobody" } }));
  const marks = heard.length;
  await until(() => expect(heard.length).toBeGreaterThan(marks));
  await say("two");
  await until(() => expect(reader.told()).toHaveLength(2));
  socket.send('{"type":"subscribe"}');
  const later = heard.length;
  await until(() => expect(heard.length).toBeGreaterThan(later));
  await say("three");
  await until(() => expect(names()).toEqual(["one", "three"]));
  socket.terminate();
});

test("who does not answer a ping is given up; who does, hears where it stands and stays", async () => {
  await using world = await liveWorld({ liveHeartbeatMs: 500 });
  const host = await listen(world);
  await using alive = await follow("socket", host, { key: ownerKey });
  const dead = new WebSocket(`ws://${host}/ws`, {
    headers: { authorization: `Bearer ${ownerKey}` },
    autoPong: false,
  });
  await opened(dead);
  expect(await closeOf(dead)).toBe(1006);
  await until(() => expect(alive.heard.length).toBeGreaterThan(4));
  expect(alive.isOpen()).toBe(true);
});

const dropped = async (world: World) =>
  /^live_readers_dropped_total (\d+)$/m.exec(
    (await world.app.http.inject({ url: "/metrics" })).body,
  )?.[1] ?? "0";

/** Much to tell at once: one call with a long summary, changed often. */
async function flood(world: World) {
  const call = { call_id: "long", call_analysis: { call_summary: "word ".repeat(20_000) } };
  await world.deliver("retell", { event: "call_analyzed", call });
  await world.settle();
  const administrator = await world.administrator();
  await administrator.query(`insert into call_changes (tenant_id, call_id, kind)
    select 'ten_default', id, 'updated' from calls, generate_series(1, 400)`);
}

test("a reader that does not read is let go with a notice, holds nobody else up, and loses nothing when it comes back", async () => {
  await using world = await liveWorld();
  const host = await listen(world);
  await using quick = await follow("events", host, { key: ownerKey });
  const slow = await opened(openSocket(host, { key: ownerKey }));
  let lastId = quick.lastId() ?? 0;
  let count = 0;
  slow.on("message", (bytes) => {
    const { id, call } = JSON.parse(String(bytes));
    lastId = id;
    if (call !== undefined) count += 1;
  });
  slow.pause();
  const { socket, heard } = await write(
    host,
    `GET /api/v1/live HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${ownerKey}\r\n\r\n`,
  );
  await until(() => expect(heard.answer).toContain("id: "));
  socket.pause();
  await flood(world);
  await until(async () => expect(await dropped(world)).toBe("2"));
  await until(() => expect(quick.told()).toHaveLength(401));
  slow.resume();
  socket.resume();
  expect(await closeOf(slow)).toBe(1013);
  await until(() => expect(heard.isClosed).toBe(true));
  expect(heard.answer).toContain("event: dropped\n");
  expect(count).toBeLessThan(401);
  await using back = await follow("socket", host, { key: ownerKey, after: lastId });
  await until(() => expect(count + back.told().length).toBe(401));
}, 30_000);
