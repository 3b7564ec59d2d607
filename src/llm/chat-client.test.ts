import { expect, test } from "vitest";
import { type ModelServer, startModelServer } from "../../test/model-server.ts";
import { createOutgoing } from "../guard/index.ts";
import type { ChatChunk } from "./chat.ts";
import { createChatClient } from "./chat-client.ts";
import { echoModel } from "./echo-model.ts";
import { ModelError } from "./model-error.ts";

const request = { model: "fast", messages: [{ role: "user", content: "Hello there" }] };
const patient = { wordMs: 60_000, totalMs: 120_000 };
const stays = { ...patient, signal: new AbortController().signal };

async function open() {
  const [first, second] = [await startModelServer(), await startModelServer()];
  const outgoing = createOutgoing({ isExempt: () => false });
  const endpoint = (server: ModelServer, model: string) => ({
    baseUrl: server.url,
    key: "key-of-the-model",
    modelOf: () => model,
    send: outgoing.streamFromOperator,
  });
  const endpoints = [endpoint(first, "upstream-1"), endpoint(second, "upstream-2")];
  const client = createChatClient({ endpoints, models: ["fast"] });
  const alone = createChatClient({ endpoints: endpoints.slice(0, 1), models: ["fast"] });
  return {
    ...{ first, second, client, alone },
    [Symbol.asyncDispose]: async () => {
      await outgoing.close();
      await first[Symbol.asyncDispose]();
      await second[Symbol.asyncDispose]();
    },
  };
}

async function spoken(chunks: AsyncIterable<ChatChunk>): Promise<string> {
  let text = "";
  for await (const { choices } of chunks) {
    text += (choices[0]?.delta as { content?: string } | undefined)?.content ?? "";
  }
  return text;
}

async function kindOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof ModelError ? error.kind : String(error);
}

test("an answer comes whole or in pieces, asked with the key and the endpoint's own name of the model", async () => {
  await using world = await open();
  const { client, first } = world;
  const whole = await client.complete({ ...request, temperature: 0 }, stays);
  expect(whole.choices[0]?.message).toMatchObject({ content: first.text });
  expect(await spoken(await client.stream(request, stays))).toBe(first.text);
  expect(first.requests[0]).toMatchObject({
    key: "Bearer key-of-the-model",
    body: { model: "upstream-1", temperature: 0, stream: false },
  });
  expect(first.requests[1]?.body.stream_options).toEqual({ include_usage: true });
});

test("a model that fails before its first word is followed by the second, in pieces and whole", async () => {
  await using world = await open();
  const { client, first, second } = world;
  second.text = "I stand in.";
  const faults = [{ status: 429 }, { status: 503 }, { status: 401 }, "garbage"] as const;
  for (const fault of faults) {
    first.faults = [fault, fault];
    expect(await spoken(await client.stream(request, stays))).toBe("I stand in.");
    const whole = await client.complete(request, stays);
    expect(whole.choices[0]?.message).toMatchObject({ content: "I stand in." });
  }
  first.faults = ["never answer"];
  const hurried = { ...stays, wordMs: 50 };
  second.faults = ["never answer"];
  expect(await kindOf(client.stream(request, hurried))).toBe("timeout");
  expect(second.requests.at(-1)?.body.model).toBe("upstream-2");
});

test("a model without a second is asked once more where that may help, and is no fallback for itself", async () => {
  await using world = await open();
  const { alone, first } = world;
  const by: unknown[] = [];
  const noting = { ...stays, onAnswer: (who: unknown) => void by.push(who) };
  for (const fault of [{ status: 429 }, { status: 503 }] as const) {
    first.faults = [fault];
    expect(await spoken(await alone.stream(request, noting))).toBe(first.text);
  }
  expect(by).toEqual(Array(2).fill({ model: "upstream-1", isFallback: false }));
  first.faults = [{ status: 503 }, { status: 503 }];
  expect(await kindOf(alone.complete(request, stays))).toBe("unavailable");
  first.faults = [{ status: 401 }];
  expect(await kindOf(alone.complete(request, stays))).toBe("unauthorized");
  expect(first.requests).toHaveLength(7);
});

test("what is wrong with the request is told at once, in words of ours", async () => {
  await using world = await open();
  const { client, first, second } = world;
  const secretive = "org-secret: This model's maximum context length is 8192 tokens";
  first.faults = [{ status: 400, body: JSON.stringify({ error: { message: secretive } }) }];
  const error = await client.stream(request, stays).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "too_long" });
  expect(JSON.stringify([error, String(error)])).not.toContain("org-secret");
  first.faults = [{ status: 400, body: "no such parameter" }];
  expect(await kindOf(client.complete(request, stays))).toBe("refused");
  expect(second.requests).toEqual([]);
});

test("after the first word nothing is asked again: the chunks fail", async () => {
  await using world = await open();
  const { client, first, second } = world;
  first.faults = ["garbage after the first word"];
  expect(await kindOf(spoken(await client.stream(request, stays)))).toBe("nonsense");
  first.faults = ["break off after the first word"];
  expect(await kindOf(spoken(await client.stream(request, stays)))).toBe("unavailable");
  expect(second.requests).toEqual([]);
});

test("whoever leaves ends the request", async () => {
  await using world = await open();
  const { client, first } = world;
  first.faults = ["hang after the first word"];
  const leaving = new AbortController();
  const chunks = await client.stream(request, { ...patient, signal: leaving.signal });
  const work = spoken(chunks);
  leaving.abort(new Error("enough"));
  await expect(work).rejects.toThrow("enough");
  await expect.poll(() => first.left).toBe(1);
});

test("the echo says what it was told last, with every space", async () => {
  const model = echoModel();
  expect(await spoken(await model.stream(request, stays))).toBe("Hello there");
  const parts = [{ role: "user", content: [{ type: "text", text: " a  b" }] }];
  expect(await spoken(await model.stream({ messages: parts }, stays))).toBe(" a  b");
});
