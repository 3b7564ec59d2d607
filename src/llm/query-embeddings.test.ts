import { expect, test, vi } from "vitest";
import { startEmbeddingServer } from "../../test/embedding-server.ts";
import { createOutgoing } from "../guard/index.ts";
import { createEmbeddingClient } from "./embedding-client.ts";
import { createQueryEmbeddings } from "./query-embeddings.ts";

const space = { model: "text-embedding-3-small", dimensions: 64 };
const scope = { tenantId: "a" };
const patient = { capMs: 10_000 };

async function open(limits: { entriesMax?: number; ttlMs?: number } = {}) {
  const server = await startEmbeddingServer();
  const outgoing = createOutgoing({ isExempt: () => false });
  const clock = { now: 0 };
  const now = () => clock.now;
  const client = createEmbeddingClient({
    baseUrl: server.url,
    key: undefined,
    space,
    send: outgoing.toOperator,
    now,
    wait: async () => undefined,
    random: () => 0,
  });
  const queries = createQueryEmbeddings({ client, now, ...limits });
  const dispose = async () => {
    await outgoing.close();
    await server[Symbol.asyncDispose]();
  };
  return { server, queries, clock, [Symbol.asyncDispose]: dispose };
}

test("the same question is asked once, whatever its spacing and case, and by each tenant", async () => {
  await using opened = await open();
  const { queries, server } = opened;
  const [one, two] = await Promise.all([
    queries.embed(scope, space, "When do you  open?", patient),
    queries.embed(scope, space, " when do you open?", patient),
  ]);
  expect(one).toEqual(two);
  expect(await queries.embed(scope, space, "WHEN DO YOU OPEN?", { capMs: 0 })).toEqual(one);
  expect(server.requests).toHaveLength(1);
  await queries.embed({ tenantId: "b" }, space, "when do you open?", patient);
  expect(server.requests).toHaveLength(2);
});

test("a question whose vector is late is answered without it, and with it the next time", async () => {
  await using opened = await open();
  const { queries, server } = opened;
  const late = gateOf();
  server.gate = late.opened;
  expect(await queries.embed(scope, space, "hello", { capMs: 5 })).toBeNull();
  late.open();
  await vi.waitFor(async () => {
    expect(await queries.embed(scope, space, "hello", { capMs: 0 })).not.toBeNull();
  });
  expect(server.requests).toHaveLength(1);
});

test("a failure is no vector, is tried once, and is not kept", async () => {
  await using opened = await open();
  const { queries, server } = opened;
  server.faults = [{ status: 503 }];
  expect(await queries.embed(scope, space, "hello", patient)).toBeNull();
  expect(server.requests).toHaveLength(1);
  expect(await queries.embed(scope, space, "hello", patient)).not.toBeNull();
});

test("what is kept is bounded in number and time", async () => {
  await using opened = await open({ entriesMax: 2, ttlMs: 1_000 });
  const { queries, server, clock } = opened;
  for (const text of ["one", "two", "three"]) await queries.embed(scope, space, text, patient);
  await queries.embed(scope, space, "three", patient);
  expect(server.requests).toHaveLength(3);
  await queries.embed(scope, space, "one", patient);
  expect(server.requests).toHaveLength(4);
  clock.now = 2_000;
  await queries.embed(scope, space, "one", patient);
  expect(server.requests).toHaveLength(5);
});

function gateOf() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
