import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { compressAnswers } from "../src/http/compression.ts";
import type { App } from "../src/http/index.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

const authorization = `Bearer ${ownerKey}`;

function ask(world: World, url: string, encoding: string | undefined) {
  return world.app.http.inject({
    url,
    headers: { authorization, ...(encoding !== undefined && { "accept-encoding": encoding }) },
  });
}

test("a long answer comes compressed to whoever takes that, and says so", async () => {
  await using world = await createWorld();
  const plain = await ask(world, "/openapi.json", undefined);
  expect(plain.headers["content-encoding"]).toBeUndefined();
  const ways = [
    ["gzip, deflate, br", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
  ] as const;
  for (const [accepted, encoding, open] of ways) {
    const answer = await ask(world, "/openapi.json", accepted);
    expect(answer.headers).toMatchObject({ "content-encoding": encoding, vary: "accept-encoding" });
    expect(answer.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5);
    expect(open(answer.rawPayload).toString()).toBe(plain.body);
  }
});

test("short answers, secrets, answers to providers and what is compressed already go as they are", async () => {
  await using app = Fastify();
  await compressAnswers(app as unknown as App);
  const long = "x".repeat(5_000);
  const routes = {
    "/read": { config: {}, type: "application/json", body: `"${long}"` },
    "/short": { config: {}, type: "application/json", body: '"x"' },
    "/secret": { config: { isSecret: true }, type: "application/json", body: `"${long}"` },
    "/webhook": { config: { area: "webhook" }, type: "application/json", body: `"${long}"` },
    "/picture": { config: {}, type: "image/png", body: long },
    "/stream": { config: {}, type: "text/event-stream", body: long },
  };
  for (const [url, { config, type, body }] of Object.entries(routes)) {
    app.get(url, { config }, (_request, reply) => reply.type(type).send(body));
  }
  const compressed: string[] = [];
  for (const url of Object.keys(routes)) {
    const answer = await app.inject({ url, headers: { "accept-encoding": "br" } });
    expect(answer.statusCode).toBe(200);
    if (answer.headers["content-encoding"] !== undefined) compressed.push(url);
  }
  expect(compressed).toEqual(["/read"]);
});

test("a compressed request is not unpacked: a few bytes could become any number", async () => {
  await using world = await createWorld();
  const answer = await world.app.http.inject({
    method: "POST",
    url: "/api/v1/session",
    headers: { "content-type": "application/json", "content-encoding": "gzip" },
    payload: Buffer.from("1f8b0800", "hex"),
  });
  expect(answer.statusCode).toBe(400);
});
