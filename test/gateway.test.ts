import OpenAI from "openai";
import { expect, test } from "vitest";
import { startModelServer } from "./model-server.ts";
import { createWorld, ownerKey, type WorldOptions } from "./world.ts";

const hello = [{ role: "user" as const, content: "Hello there" }];

/** A world that listens, with the official client pointed at it. */
async function open(env: WorldOptions["env"] = {}) {
  const world = await createWorld({ env });
  const address = await world.app.http.listen({ port: 0, host: "127.0.0.1" });
  const clientWith = (apiKey: string) =>
    new OpenAI({ apiKey, baseURL: `${address}/v1`, maxRetries: 0 });
  return {
    ...{ world, address, clientWith, client: clientWith(ownerKey) },
    [Symbol.asyncDispose]: async () => {
      // The client opens a spare connection after each that it gave up, and sends nothing over it.
      world.app.http.server.closeAllConnections();
      await world[Symbol.asyncDispose]();
    },
  };
}

async function read(stream: AsyncIterable<OpenAI.ChatCompletionChunk>) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
  return { chunks, text };
}

test("the official client talks to the model behind us: whole, streamed, with tools, and is told of failures as it knows them", async () => {
  await using server = await startModelServer();
  await using opened = await open({
    LLM_BASE_URL: server.url,
    LLM_API_KEY: "key-of-the-model-0123456789",
    LLM_MODEL: "house-model",
    LLM_MODEL_MAP: "fast=house-model-mini",
  });
  const { client, clientWith } = opened;
  const ids = (await client.models.list()).data.map(({ id }) => id);
  expect(ids).toEqual(["house-model", "fast"]);

  const asked = { model: "fast", messages: hello, temperature: 0, seed: 7 };
  const whole = await client.chat.completions.create({
    ...asked,
    metadata: { session_id: "s-1" },
    user: "u-1",
  });
  expect(whole).toMatchObject({
    id: expect.stringMatching(/^chatcmpl-/),
    model: "fast",
    choices: [{ message: { role: "assistant", content: server.text }, finish_reason: "stop" }],
    usage: { prompt_tokens: 21 },
  });
  const path = "/api/v1/memory/sessions/s-1/messages";
  const { data: kept } = (await opened.world.api("GET", path)).json;
  expect(kept.map(({ content }: { content: string }) => content)).toEqual([
    ...["Hello there", server.text],
  ]);
  const { body, key } = server.requests[0] ?? {};
  expect(key).toBe("Bearer key-of-the-model-0123456789");
  expect(body).toEqual({
    ...{ model: "house-model-mini", messages: hello, temperature: 0, seed: 7, stream: false },
  });

  const streamed = { ...asked, stream: true } as const;
  const plain = await read(await client.chat.completions.create(streamed));
  expect(plain.text).toBe(server.text);
  expect(plain.chunks[0]?.choices[0]?.delta.role).toBe("assistant");
  expect(plain.chunks.some(({ usage }) => usage)).toBe(false);
  const counted = await read(
    await client.chat.completions.create({ ...streamed, stream_options: { include_usage: true } }),
  );
  expect(counted.chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 28 } });

  server.toolCalls = [
    { id: "c1", name: "weather", arguments: '{"city":"Austin"}' },
    { id: "c2", name: "time", arguments: '{"zone":"America/Chicago"}' },
  ];
  const tools = ["weather", "time"].map((name) => ({
    type: "function" as const,
    function: { name, parameters: { type: "object" } },
  }));
  const runner = client.chat.completions.stream({ model: "fast", messages: hello, tools });
  const { choices } = await runner.finalChatCompletion();
  const message = choices[0]?.message;
  expect(choices[0]?.finish_reason).toBe("tool_calls");
  expect(
    message?.tool_calls?.map((call) => call.type === "function" && call.function),
  ).toMatchObject(
    server.toolCalls.map(({ name, arguments: given }) => ({ name, arguments: given })),
  );
  server.toolCalls = [];
  const results = server.requests.length;
  const history = [
    { role: "developer" as const, content: "Be brief." },
    ...hello,
    { role: "assistant" as const, content: null, tool_calls: message?.tool_calls ?? [] },
    { role: "tool" as const, tool_call_id: "c1", content: "sunny" },
    { role: "tool" as const, tool_call_id: "c2", content: "noon" },
  ];
  await client.chat.completions.create({ model: "fast", messages: history, tools });
  const passed = server.requests[results]?.body.messages;
  expect(passed.map(({ role }: { role: string }) => role)).toEqual(history.map(({ role }) => role));

  const failure = (more: object, who = client) =>
    who.chat.completions.create({ ...asked, ...more }).catch((error: unknown) => error);
  expect(await failure({}, clientWith("no-such-key"))).toBeInstanceOf(OpenAI.AuthenticationError);
  expect(await failure({ model: "another" })).toMatchObject({
    ...{ status: 404, code: "model_not_found", type: "invalid_request_error" },
  });
  expect(await failure({ n: 2 })).toMatchObject({ status: 400, param: "n" });
  expect(await failure({ messages: [{ role: "wizard", content: "x" }] })).toBeInstanceOf(
    OpenAI.BadRequestError,
  );
  expect(
    await failure({ messages: [{ role: "user", content: "x".repeat(17 * 1024 * 1024) }] }),
  ).toMatchObject({ status: 413 });
  server.faults = [{ status: 400, body: "maximum context length is 8192 tokens" }];
  expect(await failure({})).toMatchObject({ status: 400, code: "context_length_exceeded" });
  // It is asked twice where that may help.
  server.faults = [{ status: 429 }, { status: 429 }];
  expect(await failure({ stream: true })).toBeInstanceOf(OpenAI.RateLimitError);
  for (const fault of [{ status: 401, body: "org-secret" }, { status: 500 }, "garbage"] as const) {
    server.faults = [fault, fault];
    const error = await failure({ stream: true });
    expect(error).toMatchObject({ status: 502 });
    expect(String(error)).not.toContain("org-secret");
  }
});

test("a model that breaks off is an error to the client, never words; a client that leaves ends the model's work", async () => {
  await using server = await startModelServer();
  await using opened = await open({ LLM_BASE_URL: server.url });
  const { client } = opened;
  const asked = { model: "gpt-4o-mini", messages: hello, stream: true } as const;
  server.faults = ["break off after the first word"];
  const broken = await client.chat.completions.create(asked);
  const words: string[] = [];
  const reading = (async () => {
    for await (const { choices } of broken) words.push(choices[0]?.delta.content ?? "");
  })();
  await expect(reading).rejects.toBeInstanceOf(OpenAI.APIError);
  expect(words.join("")).toBe("Good ");

  server.left = 0;
  server.faults = ["hang after the first word"];
  const left = await client.chat.completions.create(asked);
  for await (const { choices } of left) if (choices[0]?.delta.content) break;
  await expect.poll(() => server.left, { timeout: 20_000 }).toBe(1);

  server.faults = ["never answer"];
  const leaving = new AbortController();
  const whole = client.chat.completions.create(
    { model: "gpt-4o-mini", messages: hello },
    { signal: leaving.signal },
  );
  await expect.poll(() => server.requests.length, { timeout: 20_000 }).toBe(3);
  leaving.abort();
  await expect(whole).rejects.toThrow();
  await expect.poll(() => server.left, { timeout: 20_000 }).toBe(2);
});

test("without a key the echo answers, and says that it is one", async () => {
  await using opened = await open();
  const { client, world } = opened;
  const { data, response } = await client.chat.completions
    .create({ model: "vicw-echo", messages: hello })
    .withResponse();
  expect(data.choices[0]?.message.content).toBe("Hello there");
  expect(response.headers.get("x-voicelens-degraded")).toBe("tokenizer, echo");
  const streamed = await client.chat.completions.create({
    ...{ model: "echo", messages: hello, stream: true },
  });
  expect((await read(streamed)).text).toBe("Hello there");
  const vapi = {
    model: "echo",
    messages: hello,
    call: { id: "c" },
    metadata: { any: { deep: 1 } },
  };
  expect((await world.api("POST", "/v1/chat/completions", vapi)).status).toBe(200);
});

test("one message at a time: /chat answers whole or in events, and is told of failures in problem documents", async () => {
  await using server = await startModelServer();
  await using opened = await open({ LLM_BASE_URL: server.url });
  const { world, address } = opened;
  const said = await world.api("POST", "/chat", { message: "Hello there", session_id: "s-9" });
  expect(said).toMatchObject({
    status: 200,
    json: {
      response: server.text,
      turn_id: expect.any(String),
      usage: { prompt: 21, completion: 7, total: 28 },
      relief: { triggered: false },
    },
  });
  expect(server.requests[0]?.body).toMatchObject({ messages: hello });
  expect(server.requests[0]?.body).not.toHaveProperty("session_id");
  const told = { message: "Hello there", debug: true };
  const { json: debugged } = await world.api("POST", "/chat", told);
  expect(debugged.debug).toEqual({
    messages: server.requests.at(-1)?.body.messages,
    tokens: expect.objectContaining({ window: expect.any(Number), memory: 0 }),
  });
  expect(server.requests.at(-1)?.body).not.toHaveProperty("debug");

  const streamed = async () => {
    const answer = await fetch(`${address}/chat`, {
      method: "POST",
      headers: { authorization: `Bearer ${ownerKey}`, "content-type": "application/json" },
      body: JSON.stringify({ message: "Hello there", stream: true }),
    });
    expect(answer.headers.get("content-type")).toMatch("text/event-stream");
    return [...(await answer.text()).matchAll(/event: (\w+)\ndata: (.*)\n/g)].map(
      ([, name, json = ""]) => ({ name, fields: JSON.parse(json) }),
    );
  };
  const events = await streamed();
  const deltas = events.filter(({ name }) => name === "delta").map(({ fields }) => fields.text);
  expect(deltas.join("")).toBe(server.text);
  expect(events.at(-1)).toMatchObject({
    ...{ name: "done", fields: { response: server.text, usage: { total: 28 } } },
  });
  server.text = "We are open from nine in the morning until six in the evening.";
  const ask = (message: string) => world.api("POST", "/chat", { message, session_id: "s-echo" });
  expect((await ask("When are you open?")).json).toMatchObject({ echo: { detected: false } });
  const before = server.requests.length;
  const given = { detected: true, attempts: 3, similarity: 1, resolved: false };
  const { json } = await ask("I see");
  expect(json).toMatchObject({ response: server.text, echo: given, loop_detected: false });
  const warnings = server.requests.slice(before + 1).map(({ body }) => body.messages.at(-1));
  expect(warnings.map(({ content }) => /^\[(.{10})/.exec(content)?.[1])).toEqual([
    ...["You said t", "Do not rep", "Do not rep"],
  ]);
  await ask("Hm");
  expect((await ask("Right")).json).toMatchObject({ loop_detected: true });
  const repeated = (await ask("Could you repeat that?")).json;
  expect(repeated).toMatchObject({ response: server.text, echo: { detected: false } });
  expect((await world.api("GET", "/stats?session_id=s-echo")).json.repetition).toEqual({
    ...{ echoes: 3, echoes_resolved: 0, loops: 1 },
  });
  const { body: measured } = await world.app.http.inject({ url: "/metrics" });
  expect(measured).toContain('memory_echo_total{level="3",outcome="given"} 3');
  server.text = "Good morning, how can I help?";
  server.faults = ["break off after the first word"];
  expect((await streamed()).at(-1)).toMatchObject({
    ...{ name: "error", fields: { type: "/problems/model-failed", status: 502 } },
  });

  const refused = async (body: object) => (await world.api("POST", "/chat", body)).json;
  expect(await refused({})).toMatchObject({ type: "/problems/invalid-request" });
  const fault = { status: 500, body: "org-secret" };
  server.faults = [fault, fault];
  const failed = await refused({ message: "Hello there" });
  expect(failed).toMatchObject({ type: "/problems/model-failed", status: 502 });
  expect(JSON.stringify(failed)).not.toContain("org-secret");
  server.text = "";
  expect(await refused({ message: "Hi" })).toMatchObject({ type: "/problems/model-failed" });
});
