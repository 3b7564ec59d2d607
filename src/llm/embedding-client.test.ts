import { expect, test } from "vitest";
import {
  type EmbeddingServer,
  startEmbeddingServer,
  vectorOf,
} from "../../test/embedding-server.ts";
import { createOutgoing, ServiceError } from "../guard/index.ts";
import { createEmbeddingClient } from "./embedding-client.ts";

const small = { model: "text-embedding-3-small", dimensions: 64 };

/** A client whose pauses pass at once. */
async function open(server: EmbeddingServer, space = small, key: string | undefined = "sk-test") {
  const outgoing = createOutgoing({ isExempt: () => false });
  let at = 0;
  const pauses: number[] = [];
  const client = createEmbeddingClient({
    baseUrl: server.url,
    key,
    space,
    send: outgoing.toOperator,
    now: () => at,
    wait: async (ms) => {
      pauses.push(ms);
      at += ms;
    },
    random: () => 0.5,
  });
  return { client, pauses, pass: (ms: number) => (at += ms), close: outgoing.close };
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof ServiceError ? error.kind : String(error);
}

test("texts come back as vectors of length one in their order, with tokens", async () => {
  await using server = await startEmbeddingServer();
  const { client, close } = await open(server);
  const texts = Array.from({ length: 150 }, (_, n) => `text number ${n} about ${n % 7}`);
  const { vectors, tokens, requests } = await client.embed(small, texts);
  expect(vectors).toHaveLength(150);
  for (const [place, vector] of vectors.entries()) {
    const given = vectorOf(texts[place] ?? "", 64);
    const length = Math.hypot(...given);
    expect(vector?.[3]).toBeCloseTo((given[3] ?? 0) / length, 5);
  }
  expect(tokens).toBe(150 * 5);
  expect(requests).toBe(3);
  expect(server.requests.map(({ input }) => input.length)).toEqual([64, 64, 22]);
  expect(server.requests[0]).toMatchObject({ dimensions: 64, key: "Bearer sk-test" });
  await close();
});

test("only a model that can shorten its vectors is told how long they shall be", async () => {
  await using server = await startEmbeddingServer();
  const other = { model: "house-model", dimensions: 64 };
  const { client, close } = await open(server, other);
  await client.embed(other, ["good morning"]);
  expect(server.requests[0]).not.toHaveProperty("dimensions");
  await close();
});

test("what passes is tried again, after the pause that the service asks for", async () => {
  await using server = await startEmbeddingServer();
  const { client, pauses, close } = await open(server);
  server.faults = [{ status: 429, headers: { "retry-after": "3" } }, { status: 503 }, "hang up"];
  expect((await client.embed(small, ["hello"])).vectors).toHaveLength(1);
  expect(pauses[0]).toBe(3_250);
  expect(pauses).toHaveLength(3);
  await close();
});

test("a pause that is too long to wait for is left to the caller", async () => {
  await using server = await startEmbeddingServer();
  const { client, pauses, close } = await open(server);
  server.faults = [{ status: 429, headers: { "retry-after": "120" } }];
  const error = await client.embed(small, ["hello"]).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "rate_limited", retryAfterMs: 120_000 });
  expect(pauses).toEqual([]);
  await close();
});

test("answers that are not what is documented are told, not used", async () => {
  await using server = await startEmbeddingServer();
  const { client, close } = await open(server);
  for (const fault of ["too few", "too short", "no numbers", "garbage"] as const) {
    server.faults = [fault];
    expect(await kindOf(client.embed(small, ["one", "two"]))).toBe("nonsense");
  }
  server.faults = ["too short"];
  await expect(client.embed(small, ["one"])).rejects.toThrow("set EMBEDDING_DIMENSIONS");
  await close();
});

test("a text that is refused does not hold up the others", async () => {
  await using server = await startEmbeddingServer();
  const { client, close } = await open(server);
  server.refuses = (text) => text.includes("bad");
  const texts = Array.from({ length: 20 }, (_, n) => (n === 13 ? "bad" : `good ${n}`));
  const { vectors } = await client.embed(small, texts);
  expect(vectors.flatMap((vector, place) => (vector === null ? [place] : []))).toEqual([13]);
  await close();
});

test("a service that takes few texts at once is asked with few", async () => {
  await using server = await startEmbeddingServer();
  const { client, close } = await open(server);
  server.textsMax = 8;
  const texts = Array.from({ length: 30 }, (_, n) => `good ${n}`);
  const { vectors } = await client.embed(small, texts);
  expect(vectors).not.toContain(null);
  await close();
});

test("when everything is refused the settings are wrong, and no text is blamed", async () => {
  await using server = await startEmbeddingServer();
  const { client, close } = await open(server);
  server.refuses = () => true;
  expect(await kindOf(client.embed(small, ["one", "two"]))).toBe("refused");
  server.faults = [{ status: 401 }];
  expect(await kindOf(client.embed(small, ["one"]))).toBe("unauthorized");
  await close();
});

test("a service that is down is left alone, and tried again later", async () => {
  await using server = await startEmbeddingServer();
  const { client, pass, close } = await open(server);
  server.faults = Array.from({ length: 5 }, () => ({ status: 503 }));
  expect(await kindOf(client.embed(small, ["one"]))).toBe("unavailable");
  expect(await kindOf(client.embed(small, ["one"]))).toBe("unavailable");
  const asked = server.requests.length;
  expect(client.isOpen()).toBe(true);
  expect(await kindOf(client.embed(small, ["one"]))).toBe("unavailable");
  expect(server.requests).toHaveLength(asked);
  pass(31_000);
  expect((await client.embed(small, ["one"])).vectors).toHaveLength(1);
  expect(client.isOpen()).toBe(false);
  await close();
});

test("whoever gives up is heard at once", async () => {
  await using server = await startEmbeddingServer();
  const { client, close } = await open(server);
  server.faults = ["never answer"];
  const aborting = new AbortController();
  const work = client.embed(small, ["one"], { signal: aborting.signal });
  aborting.abort(new Error("enough"));
  await expect(work).rejects.toThrow("enough");
  await close();
});
