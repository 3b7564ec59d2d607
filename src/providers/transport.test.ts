import { createServer } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError, apiErrorKinds } from "./api-error.ts";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import { createPacer } from "./pacer.ts";
import { pauseBeforeRetry, readRetryAfter } from "./retry.ts";
import { createTransport, type TransportOptions } from "./transport.ts";

const noon = Date.UTC(2026, 10, 25, 12);

/** A clock that pauses move at once. */
function testClock() {
  const clock = {
    at: noon,
    pauses: [] as number[],
    now: () => clock.at,
    wait: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      clock.pauses.push(ms);
      clock.at += ms;
    },
  };
  return clock;
}

/** A transport whose provider is a function. */
function transportTo(answer: (url: string, init: RequestInit) => Promise<Response>, more = {}) {
  const clock = testClock();
  const asked: string[] = [];
  const options: TransportOptions = {
    baseUrl: "https://api.example.com/",
    headers: { authorization: "Bearer key_1" },
    limits: { requestsPerSecond: 1000, concurrency: 2 },
    fetch: async (url, init) => {
      asked.push(`${init?.method} ${url}`);
      return await answer(String(url), init ?? {});
    },
    now: clock.now,
    wait: clock.wait,
    random: () => 1,
    ...more,
  };
  return { http: createTransport(options), clock, asked };
}

const get = { method: "GET", path: "/calls" } as const;
const answering =
  (status: number, headers = {}) =>
  async () =>
    new Response(status === 200 ? "{}" : "secret words", { status, headers });

test("what changes something is sent once, whatever comes back", async () => {
  for (const status of [429, 500, 502, 503, 504]) {
    const { http, asked } = transportTo(answering(status));
    await expect(http.write({ ...get, method: "POST", json: {} })).rejects.toThrow(ApiError);
    expect(asked).toHaveLength(1);
  }
});

test("a query is escaped, null left out, a form sent as one", async () => {
  const sent: RequestInit[] = [];
  const { http, asked } = transportTo(async (_, init) => {
    sent.push(init);
    return new Response("{}");
  });
  await http.read({ ...get, query: { "StartTime>": "2026-11-20", a: "x y&z", b: null, c: true } });
  expect(asked).toEqual([
    "GET https://api.example.com/calls?StartTime%3E=2026-11-20&a=x+y%26z&c=true",
  ]);
  await http.write({ method: "POST", path: "/n", form: { Url: "https://a.example.com/?b=c" } });
  expect(sent[1]?.body).toBe("Url=https%3A%2F%2Fa.example.com%2F%3Fb%3Dc");
});

test("the pause that the provider asks for is kept, with a little jitter added, by everybody", async () => {
  let isFirst = true;
  const { http, clock } = transportTo(async () => {
    const response = isFirst ? answering(429, { "retry-after": "20" }) : answering(200);
    isFirst = false;
    return await response();
  });
  await http.read(get);
  expect(clock.at - noon).toBeGreaterThanOrEqual(20_000);
  expect(clock.at - noon).toBeLessThanOrEqual(21_000);
});

test("a pause longer than the time there is, is told and not waited for", async () => {
  const { http, clock } = transportTo(answering(429, { "retry-after": "120" }));
  const error = await http.read(get).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ kind: "rate_limited", status: 429, retryAfterMs: 120_000 });
  expect(clock.pauses).toEqual([]);
});

test("Retry-After is read as seconds or as a date, and no provider can silence us for long", () => {
  expect(readRetryAfter("7", noon)).toBe(7_000);
  expect(readRetryAfter(new Date(noon + 9_000).toUTCString(), noon)).toBe(9_000);
  expect(readRetryAfter(new Date(noon - 9_000).toUTCString(), noon)).toBe(0);
  expect(readRetryAfter("999999", noon)).toBe(300_000);
  expect(readRetryAfter(null, noon)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (text) => {
      const ms = readRetryAfter(text, noon) ?? 0;
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(300_000);
    }),
  );
});

test("only failures that pass are tried again, four times at most, with pauses that grow and stay short", () => {
  const kind = fc.constantFrom(...apiErrorKinds);
  const status = fc.option(fc.constantFrom(200, 400, 401, 404, 429, 500, 502, 503, 504));
  fc.assert(
    fc.property(kind, status, fc.integer({ min: 1, max: 9 }), (kind, status, tries) => {
      const error = new ApiError(kind, "x", status === null ? {} : { status });
      const pauseMs = pauseBeforeRetry(error, tries, () => 1);
      const isPassing =
        kind === "timeout" ||
        kind === "rate_limited" ||
        (kind === "unavailable" && (status === null || [502, 503, 504].includes(status)));
      expect(pauseMs !== null).toBe(isPassing && tries < 4);
      expect(pauseMs ?? 0).toBeLessThanOrEqual(8_000);
    }),
  );
});

test("an aborted reading stops at once, with the caller's own reason", async () => {
  const abort = new AbortController();
  const reason = new Error("shutting down");
  const { http } = transportTo(async (_, { signal }) => {
    queueMicrotask(() => abort.abort(reason));
    return await new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  });
  await expect(http.read(get, abort.signal)).rejects.toBe(reason);
  await expect(http.read(get, abort.signal)).rejects.toBe(reason);
  expect(http.state()).toMatchObject({ state: "closed", failures: 0 });
});

test("a pause that is aborted ends with the caller's own reason, whatever the timer says", async () => {
  const abort = new AbortController();
  const reason = new Error("shutting down");
  const { http } = transportTo(answering(503), {
    wait: async () => {
      abort.abort(reason);
      throw new DOMException("The operation was aborted", "AbortError");
    },
  });
  await expect(http.read(get, abort.signal)).rejects.toBe(reason);
});

test("a redirect is not followed, so that the key stays where it belongs", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { http } = transportTo(fetch, { baseUrl: `http://127.0.0.1:${port}`, fetch });
    await expect(http.read(get)).rejects.toMatchObject({ kind: "refused", status: 302 });
    expect(asked).toEqual(["/calls"]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("five failures in a row open the circuit for thirty seconds; then one request goes first", async () => {
  const clock = testClock();
  const breaker = createCircuitBreaker(clock);
  const fail = () => breaker.run(() => Promise.reject(new ApiError("unavailable", "down")));
  for (let count = 1; count <= 5; count++) {
    expect(breaker.state().state).toBe("closed");
    await expect(fail()).rejects.toThrow("down");
  }
  expect(breaker.state()).toEqual({
    state: "open",
    failures: 5,
    openUntil: noon + 30_000,
    since: noon,
  });
  await expect(fail()).rejects.toMatchObject({ kind: "unavailable", retryAfterMs: 30_000 });
  clock.at += 30_000;
  let finish = () => {};
  const probe = breaker.run(() => new Promise<void>((resolve) => (finish = resolve)));
  expect(breaker.state().state).toBe("probing");
  await expect(fail()).rejects.toThrow("left alone");
  finish();
  await probe;
  expect(breaker.state()).toEqual({
    state: "closed",
    failures: 0,
    openUntil: null,
    since: null,
  });
});

test("a probe that fails keeps the circuit open; answers of any kind are no failures", async () => {
  const clock = testClock();
  const breaker = createCircuitBreaker(clock);
  const fail = (kind: ApiError["kind"]) =>
    breaker.run(() => Promise.reject(new ApiError(kind, "no"))).catch(() => {});
  for (const kind of ["unauthorized", "not_found", "nonsense", "refused"] as const) {
    for (let count = 0; count < 6; count++) await fail(kind);
  }
  expect(breaker.state().state).toBe("closed");
  for (let count = 0; count < 5; count++) await fail("timeout");
  clock.at += 30_000;
  await fail("unavailable");
  expect(breaker.state()).toMatchObject({ state: "open", openUntil: clock.at + 30_000 });
});

test("while the circuit is open nobody is asked", async () => {
  const { http, asked } = transportTo(answering(503));
  await expect(http.read(get)).rejects.toThrow(ApiError);
  await expect(http.read(get)).rejects.toThrow(ApiError);
  expect(asked).toHaveLength(5);
  await expect(http.read(get)).rejects.toThrow("left alone");
  expect(asked).toHaveLength(5);
});

test("requests start evenly spaced and never more at a time than allowed", async () => {
  const clock = testClock();
  const pacer = createPacer({ requestsPerSecond: 4, concurrency: 2 }, clock);
  const starts: number[] = [];
  let running = 0;
  let most = 0;
  const task = async () => {
    starts.push(clock.at);
    running++;
    most = Math.max(most, running);
    await Promise.resolve();
    running--;
  };
  await Promise.all(Array.from({ length: 9 }, () => pacer.run(task)));
  expect(starts).toHaveLength(9);
  expect(most).toBeLessThanOrEqual(2);
  expect(clock.at - noon).toBeGreaterThanOrEqual(8 * 250);
});

test("whoever waits for a place can leave the queue, and the place goes to the next", async () => {
  const pacer = createPacer({ requestsPerSecond: 1000, concurrency: 1 }, testClock());
  let finish = () => {};
  const first = pacer.run(() => new Promise<void>((resolve) => (finish = resolve)));
  const abort = new AbortController();
  const second = pacer.run(async () => "second", abort.signal);
  const third = pacer.run(async () => "third");
  abort.abort(new Error("enough"));
  await expect(second).rejects.toThrow("enough");
  finish();
  await first;
  expect(await third).toBe("third");
});
