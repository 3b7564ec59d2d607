import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createWorld, ownerKey, type World } from "./world.ts";

/** One server for all: each test has connections of its own. */
let world: World;
let port: number;
beforeAll(async () => {
  world = await createWorld({
    limits: {
      headersTimeoutMs: 500,
      requestTimeoutMs: 1_000,
      keepAliveTimeoutMs: 400,
      checkEveryMs: 20,
      headersMax: 50,
    },
  });
  port = await listen(world);
});
afterAll(() => world[Symbol.asyncDispose]());

async function listen(each: World): Promise<number> {
  await each.app.http.listen({ host: "127.0.0.1", port: 0 });
  return (each.app.http.server.address() as AddressInfo).port;
}

/** A connection on which anything can be written. */
function dial(to = port) {
  const socket = connect({ host: "127.0.0.1", port: to });
  let text = "";
  let isClosed = false;
  socket.setEncoding("latin1").on("data", (part: string) => {
    text += part;
  });
  // The server may close while we still write.
  socket
    .on("error", () => undefined)
    .on("close", () => {
      isClosed = true;
    });
  return {
    write: (bytes: string | Buffer) => {
      if (!socket.destroyed) socket.write(bytes);
    },
    closed: async () => {
      if (!isClosed) await once(socket, "close");
      return text;
    },
    get text() {
      return text;
    },
    get isClosed() {
      return isClosed;
    },
    end: () => socket.destroy(),
  };
}

/** Writes one thing and reads until the server closes. */
async function tell(bytes: string | Buffer, to?: number): Promise<string> {
  const line = dial(to);
  line.write(bytes);
  return line.closed();
}

function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

const get = (path: string, headers = "") =>
  `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${headers}connection: close\r\n\r\n`;
const post = (path: string, headers: string) =>
  `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${headers}\r\n`;
const authorization = `authorization: Bearer ${ownerKey}\r\n`;

function expectProblem(answer: string, status: number, code: string): void {
  expect(statusOf(answer)).toBe(status);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
  expect(head).toMatch(/\r\ncontent-security-policy: default-src 'none'/i);
  expect(head).toMatch(/\r\nconnection: close/i);
  expect(JSON.parse(body)).toMatchObject({ type: `/problems/${code}`, status });
}

describe("slow senders", () => {
  test("headers that come one by one end in 408, however steadily they come", async () => {
    const line = dial();
    line.write("GET /health/live HTTP/1.1\r\nhost: localhost\r\n");
    const drip = setInterval(() => line.write("x-a: b\r\n"), 20);
    expectProblem(await line.closed(), 408, "request-timeout");
    clearInterval(drip);
  });

  test("whoever is signed in may take longer over a large file, and nobody else may", async () => {
    const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';
    const body = `${part}We open at nine.\r\n--x--\r\n`;
    const upload = async (key: string) => {
      const line = dial();
      line.write(
        `POST /api/v1/knowledge/documents HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\n` +
          `content-type: multipart/form-data; boundary=x\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`,
      );
      // Longer than the time for a request, in as many pieces as there are characters.
      const letters = [...body];
      const drip = setInterval(() => line.write(letters.shift() ?? ""), 1_500 / body.length);
      const answer = await line.closed();
      clearInterval(drip);
      return answer;
    };
    expect(await upload(ownerKey)).toMatch(/^HTTP\/1.1 202/);
    expect(await upload("nobody")).toMatch(/^HTTP\/1.1 401/);
  });

  test("a connection that says nothing, or half a line, is closed", async () => {
    for (const bytes of ["", "GET /hea"]) expect(statusOf(await tell(bytes))).toBe(408);
  });

  test("a body that does not come is not waited for", async () => {
    const line = dial();
    line.write(post("/webhook/retell", "content-length: 1000\r\n"));
    const drip = setInterval(() => line.write(" "), 20);
    expect(statusOf(await line.closed())).toBe(408);
    clearInterval(drip);
  });

  test("a connection that is kept for nothing is closed", async () => {
    const line = dial();
    line.write("GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n");
    expect(statusOf(await line.closed())).toBe(200);
  });

  test("a hundred of them keep nobody else waiting", async () => {
    const slow = Array.from({ length: 100 }, () => {
      const line = dial();
      line.write("POST /webhook/retell HTTP/1.1\r\nhost: localhost\r\n");
      return line;
    });
    expect(statusOf(await tell(get("/health/live")))).toBe(200);
    for (const line of slow) expect(statusOf(await line.closed())).toBe(408);
  });
});

describe("oversized senders", () => {
  test("headers beyond what we read are refused", async () => {
    const bomb = get("/health/live", `x-bomb: ${"x".repeat(64 * 1024)}\r\n`);
    expectProblem(await tell(bomb), 431, "headers-too-large");
    const many = get("/health/live", "x-many: 1\r\n".repeat(5_000));
    expectProblem(await tell(many), 431, "headers-too-large");
    const cookies = get("/api/v1/calls", `cookie: ${"a=b; ".repeat(10_000)}\r\n`);
    expectProblem(await tell(cookies), 431, "headers-too-large");
  });

  test("of more headers than we take the rest is not read", async () => {
    const padding = "x-pad: 1\r\n".repeat(100);
    expect(statusOf(await tell(get("/api/v1/calls", `${padding}${authorization}`)))).toBe(401);
  });

  test("a body of unknown length is cut off while it comes, at the limit", async () => {
    const line = dial();
    line.write(post("/webhook/retell", "transfer-encoding: chunked\r\n"));
    const chunk = `${(64 * 1024).toString(16)}\r\n${" ".repeat(64 * 1024)}\r\n`;
    let sent = 0;
    const sending = setInterval(() => {
      sent += 64 * 1024;
      if (sent < 64 * 1024 * 1024) line.write(chunk);
    }, 1);
    const answer = await line.closed();
    clearInterval(sending);
    expect(statusOf(answer)).toBe(413);
    expect(sent).toBeLessThan(8 * 1024 * 1024);
  });

  test("a body that announces too much is refused before it comes", async () => {
    const answer = await tell(post("/webhook/retell", "content-length: 999999999\r\n"));
    expect(statusOf(answer)).toBe(413);
  });
});

describe("requests that two readers read differently", () => {
  test.each([
    ["two lengths", "content-length: 5\r\ncontent-length: 6\r\n\r\nhello"],
    ["a list of lengths", "content-length: 5, 5\r\n\r\nhello"],
    ["a length that is none", "content-length: +5\r\n\r\nhello"],
    ["a length and chunks", "content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["chunks twice", "transfer-encoding: chunked, chunked\r\n\r\n0\r\n\r\n"],
    ["chunks under another name", "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n"],
    ["a length of chunks that is none", "transfer-encoding: chunked\r\n\r\nzz\r\n\r\n"],
    ["a folded header", "x-a: b\r\n  c: d\r\ncontent-length: 0\r\n\r\n"],
    ["a space before the colon", "content-length : 5\r\n\r\nhello"],
    ["a bare line feed", "x-a: b\nx-c: d\r\ncontent-length: 0\r\n\r\n"],
    ["a NUL in a header", "x-a: b\u0000c\r\ncontent-length: 0\r\n\r\n"],
  ])("%s: refused, and what follows is never a request", async (_name, headers) => {
    const smuggled = get("/smuggled");
    const request = `POST /webhook/retell HTTP/1.1\r\nhost: localhost\r\n${headers}${smuggled}`;
    const answer = await tell(request);
    expect(statusOf(answer)).toBe(400);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  test("what is no HTTP is answered once and closed", async () => {
    for (const bytes of [
      "\u0016\u0003\u0001\u0002\u0000",
      "hello\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
    ]) {
      expectProblem(await tell(bytes), 400, "invalid-request");
    }
  });

  test("two hosts, or none, lead nowhere", async () => {
    expect(statusOf(await tell("GET / HTTP/1.1\r\nconnection: close\r\n\r\n"))).toBe(400);
    expect(statusOf(await tell(get("/metrics", "host: elsewhere.example.com\r\n")))).toBe(400);
  });
});

describe("paths, methods, hosts", () => {
  test.each([
    "//",
    "//api/v1/calls",
    "/../etc/passwd",
    "/assets/../../package.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/docs/static/%2e%2e%2f%2e%2e%2fpackage.json",
    "/docs/static/..%5c..%5cpackage.json",
    "/problems/%2e%2e%2fREADME",
    "/problems/..%2f..%2fREADME",
    "/api/v1/calls%2f..%2fhealth",
    "/api//v1/calls",
    "/API/V1/CALLS",
    "/api/v1/calls;x=1/",
    "/problems/unexpected%00.md",
    "http://elsewhere.example.com/secret",
  ])("%s leads nowhere", async (path) => {
    const answer = await tell(get(path, authorization));
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toMatch(/root:|"dependencies"/);
  });

  test("a path that is written otherwise is not let past the check of access", async () => {
    for (const path of [
      "/api/v1/calls",
      "/api/v1/%63alls",
      "/api/v1/calls?x",
      "http://localhost/api/v1/calls",
    ]) {
      expect([path, [401, 404]]).toEqual([
        path,
        expect.arrayContaining([statusOf(await tell(get(path)))]),
      ]);
    }
  });

  test.each(["TRACE", "CONNECT", "PROPFIND", "get", "OPTIONS"])(
    "the method %s reads nothing",
    async (method) => {
      const request = get("/api/v1/calls", authorization).replace("GET", method);
      const status = statusOf(await tell(request));
      expect([0, 400, 404]).toContain(status);
    },
  );

  test("a header that names another method changes nothing", async () => {
    const tricks = "x-http-method-override: DELETE\r\nx-method-override: DELETE\r\n";
    const answer = await tell(get("/api/v1/session", `${authorization}${tricks}`));
    expect(statusOf(answer)).toBe(200);
  });

  test("headers that rewrite the path change nothing", async () => {
    const tricks = "x-original-url: /health/live\r\nx-rewrite-url: /health/live\r\n";
    expect(statusOf(await tell(get("/api/v1/calls", tricks)))).toBe(401);
  });

  test("an invitation's link is ours, whatever host the request names", async () => {
    const answer = await world.app.http.inject({
      method: "POST",
      url: "/api/v1/invitations",
      headers: {
        authorization: `Bearer ${ownerKey}`,
        host: "elsewhere.example.com",
        "x-forwarded-host": "elsewhere.example.com",
      },
      payload: { email: "host@example.com", role: "viewer" },
    });
    expect(answer.json().url).toMatch(/^https:\/\/voicelens\.example\.com\/join/);
  });

  test("a name that was pointed at this machine does not open what only this machine may read", async () => {
    for (const [host, status] of [
      ["localhost:8080", 200],
      ["127.0.0.1", 200],
      ["[::1]:8080", 200],
      ["rebound.example.com", 401],
      ["localhost.example.com", 401],
      ["127.0.0.1.example.com", 401],
    ] as const) {
      const answer = await world.app.http.inject({ url: "/metrics", headers: { host } });
      expect([host, answer.statusCode]).toEqual([host, status]);
    }
  });
});

describe("cookies", () => {
  const session = async () => {
    const answer = await world.app.http.inject({
      method: "POST",
      url: "/api/v1/session",
      payload: { key: ownerKey },
    });
    return String(answer.cookies[0]?.value);
  };
  const read = async (cookie: string) =>
    (await world.app.http.inject({ url: "/api/v1/session", headers: { cookie } })).statusCode;

  test("one session opens; two, in whatever order, open nothing", async () => {
    const value = await session();
    const name = "voicelens_session";
    expect(await read(`${name}=${value}`)).toBe(200);
    expect(await read(`other=1; ${name}=${value}; more=2; not_${name}=3`)).toBe(200);
    expect(await read(`${name}=${value}; ${name}=planted`)).toBe(401);
    expect(await read(`${name}=planted; ${name}=${value}`)).toBe(401);
    expect(await read(`${name}=${value}; ${name}=${value}`)).toBe(401);
  });

  test("a cookie that is odd or long opens nothing and breaks nothing", async () => {
    for (const value of ["", "%", "%00", '"', "__proto__", "x".repeat(8_000), "ü".repeat(100)]) {
      expect(await read(`voicelens_session=${value}`)).toBe(401);
    }
    expect(await read("__proto__=x; constructor=y; voicelens_session")).toBe(401);
  });
});

/** The address that the sign-in limit counts under, told by when it strikes. */
async function triesUntilLimited(
  each: World,
  forwardedFor: (n: number) => string,
): Promise<number> {
  for (let n = 1; n <= 40; n++) {
    const answer = await each.app.http.inject({
      method: "POST",
      url: "/api/v1/session",
      headers: { "x-forwarded-for": forwardedFor(n), "x-real-ip": `203.0.113.${n}` },
      payload: { key: "no-such-key" },
      remoteAddress: "198.51.100.7",
    });
    if (answer.statusCode === 429) return n;
  }
  return Number.POSITIVE_INFINITY;
}

describe("X-Forwarded-For", () => {
  test("from anybody is not believed: a sender cannot be somebody else each time", async () => {
    await using each = await createWorld();
    expect(await triesUntilLimited(each, (n) => `203.0.113.${n}`)).toBeLessThan(30);
  });

  test("from our own proxy counts in its last entry; what the client wrote before it does not", async () => {
    const env = { TRUSTED_PROXIES: "198.51.100.0/24" };
    await using each = await createWorld({ env });
    expect(await triesUntilLimited(each, (n) => `203.0.113.${n}`)).toBe(Number.POSITIVE_INFINITY);
    await using other = await createWorld({ env });
    const spoofed = (n: number) => `203.0.113.${n}, 192.0.2.9`;
    expect(await triesUntilLimited(other, spoofed)).toBeLessThan(30);
    await using third = await createWorld({ env });
    const chained = (n: number) => `203.0.113.${n}, 192.0.2.9, 198.51.100.8`;
    expect(await triesUntilLimited(third, chained)).toBeLessThan(30);
  });
});

test("a connection carries so many requests, and only so many connections are open", async () => {
  await using each = await createWorld({
    limits: { requestsPerConnectionMax: 2, connectionsMax: 2, keepAliveTimeoutMs: 10_000 },
  });
  const to = await listen(each);
  const request = "GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n";
  const first = dial(to);
  first.write(request + request + request);
  const answers = await vi.waitFor(() => {
    const [, ...each] = first.text.split("HTTP/1.1 ");
    expect(each).toHaveLength(3);
    return each;
  });
  first.end();
  const connections = promisify(each.app.http.server.getConnections.bind(each.app.http.server));
  await vi.waitFor(async () => expect(await connections()).toBe(0));
  expect(answers.map((answer) => Number(answer.slice(0, 3)))).toEqual([200, 200, 503]);
  expect(answers[0]).not.toMatch(/connection: close/i);
  expect(answers[1]).toMatch(/connection: close/i);
  const open = [dial(to), dial(to)];
  for (const line of open) {
    line.write(request);
    await vi.waitFor(() => expect(statusOf(line.text)).toBe(200));
  }
  expect(await tell(request, to)).toBe("");
  for (const line of open) line.end();
});

test("after all that the server is well", async () => {
  await vi.waitFor(async () => expect(statusOf(await tell(get("/health/ready")))).toBe(200));
  const failures = world
    .logged()
    .split("\n")
    .filter((line) => line.includes('"level":"error"'));
  expect(failures).toEqual([]);
});
