import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { findProvider, simulators } from "../providers/index.ts";
import { createSimulation, type PlannedDelivery } from "./create-simulation.ts";
import { send } from "./send.ts";

const secret = "whsec_c2VjcmV0LW9mLXRoZS1zZW5kZXItMDAwMDAwMDAwMQ==";

function deliveries(count: number, providers = [...simulators.keys()]): PlannedDelivery[] {
  const options = { seed: 1, startAt: Date.now(), everyMs: 1, speed: 1e6 };
  return [...createSimulation({ ...options, count, providers })];
}

/** A provider's counterpart on a free port. */
async function listen(handler: RequestListener) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const usual = { secretOf: () => secret, isPaced: false };

test("every provider's own adapter verifies what is sent", async () => {
  const unproven: string[] = [];
  await using server = await listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = request.url ?? "";
    const id = url.split("/").at(-1) ?? "";
    const delivery = {
      method: "POST",
      url,
      publicUrls: [`https://calls.example.com${url}`],
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks),
      receivedAt: Date.now(),
    };
    const verdict = findProvider(id)?.verify(delivery, { secrets: [secret] });
    if (verdict?.isVerified !== true) unproven.push(id);
    response.end("{}");
  });
  const sent = deliveries(21);
  const publicUrl = "https://calls.example.com";
  const report = await send(sent, { ...usual, url: server.url, publicUrl });
  expect(unproven).toEqual([]);
  expect(report).toMatchObject({ deliveries: sent.length, accepted: sent.length, retries: 0 });
  expect(report.byStatus).toEqual({ 200: sent.length });
});

test("a delivery answered 503 is sent again after the pause asked for", async () => {
  let answers = 0;
  await using server = await listen((request, response) => {
    request.resume();
    answers++;
    response.writeHead(answers <= 2 ? 503 : 200, { "retry-after": "7" }).end();
  });
  const pauses: number[] = [];
  const report = await send(deliveries(1, ["bland"]).slice(0, 1), {
    ...usual,
    url: server.url,
    wait: async (ms) => {
      pauses.push(ms);
    },
  });
  expect(pauses).toEqual([7000, 7000]);
  expect(report).toMatchObject({ accepted: 1, retries: 2, byStatus: { 200: 1 } });
});

test("what is refused is told by provider and not sent again", async () => {
  await using server = await listen((request, response) => {
    request.resume();
    response.writeHead(401).end();
  });
  const sent = deliveries(2, ["retell"]);
  const report = await send(sent, { ...usual, url: server.url, secretOf: () => undefined });
  expect(report).toMatchObject({ accepted: 0, retries: 0, byStatus: { 401: sent.length } });
  expect(report.refusedByProvider).toEqual({ retell: sent.length });
});

test("where nobody listens, the report says so", async () => {
  const { url } = await (async () => {
    await using gone = await listen((_request, response) => response.end());
    return { url: gone.url };
  })();
  const sent = deliveries(1, ["retell"]).slice(0, 1);
  const report = await send(sent, { ...usual, url, wait: async () => undefined });
  expect(report).toMatchObject({ accepted: 0, retries: 5, byStatus: { none: 1 } });
});

test("no more than the given number is under way at once", async () => {
  let open = 0;
  let most = 0;
  await using server = await listen((request, response) => {
    open++;
    most = Math.max(most, open);
    request.resume().on("end", () =>
      setImmediate(() => {
        open--;
        response.end();
      }),
    );
  });
  await send(deliveries(14), { ...usual, url: server.url, concurrency: 3 });
  expect(most).toBeLessThanOrEqual(3);
});

test("the signal ends an endless simulation", async () => {
  const ending = new AbortController();
  await using server = await listen((request, response) => {
    request.resume();
    response.end();
    ending.abort();
  });
  const endless = createSimulation({
    seed: 1,
    providers: ["bland"],
    count: Number.POSITIVE_INFINITY,
    startAt: Date.now(),
    everyMs: 10,
    speed: 1,
  });
  const report = await send(endless, {
    ...usual,
    url: server.url,
    isPaced: true,
    signal: ending.signal,
  });
  expect(report.accepted).toBeGreaterThan(0);
});
