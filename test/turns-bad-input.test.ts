import { expect, test } from "vitest";
import { ChatRequest } from "../src/gateway/gateway.schema.ts";
import { type ModelFault, startModelServer } from "./model-server.ts";
import { createWorld, ownerKey } from "./world.ts";

/** Nobody waits for what hangs: it always does. Everything else has all the time there is. */
const hurried = { wordMs: 300, piecesMs: 60_000, wholeMs: 300 };
const patient = { wordMs: 60_000, piecesMs: 60_000, wholeMs: 60_000 };
const secrets = /org-secret|db\.internal|127\.0\.0\.1|key-of-the-model|\bat \S+:\d+/;

/** What a client hears of an answer in either shape: its words, and how it failed. */
function heard(body: string) {
  const events = body.startsWith("data: ")
    ? [...body.matchAll(/^data: (\{.*)$/gm)].map(([, json = ""]) => JSON.parse(json))
    : [JSON.parse(body)];
  const choices = events.flatMap((event) => event.choices ?? []);
  const words = choices.map(({ delta, message }) => (delta ?? message).content ?? "").join("");
  const code: string | undefined = events.find(({ error }) => error)?.error.code;
  return { words, code };
}

test("whatever a client sends or a model does, the turn ends, with an answer or a clear error, and nothing internal is spoken", async () => {
  await using model = await startModelServer();
  await using world = await createWorld({
    modelPatience: { voice: hurried, text: patient },
    env: { LLM_BASE_URL: model.url, LLM_API_KEY: "key-of-the-model", LLM_MODEL: "gpt-4o-mini" },
  });
  const post = async (payload: object | Buffer) => {
    const headers = { authorization: `Bearer ${ownerKey}`, "content-type": "application/json" };
    const url = "/v1/chat/completions";
    const { body, statusCode } = await world.app.http.inject({
      ...{ method: "POST", url, headers, payload },
    });
    expect(body).not.toMatch(secrets);
    return { status: statusCode, ...heard(body) };
  };
  const hello = [{ role: "user", content: "Hello?" }];
  const ask = (messages: unknown, more: object = {}) => post({ messages, ...more });
  const prompt = () => model.requests.at(-1)?.body.messages;

  const internal = { status: 500, body: "org-secret at db.internal:5432" };
  const tooLong = { status: 400, body: "maximum context length is 8192 tokens; org-secret" };
  const call = { call: { id: "c-1" } };
  const failing: ReadonlyArray<readonly [ModelFault[], object, string]> = [
    [["never answer"], { ...call, stream: true }, "model_timeout"],
    [["never answer"], call, "model_timeout"],
    [["hang after the first word"], { ...call, stream: true }, "model_timeout"],
    [[tooLong], { stream: true }, "context_length_exceeded"],
    [[tooLong], {}, "context_length_exceeded"],
    [["garbage"], { stream: true }, "model_failed"],
    [["garbage"], {}, "model_failed"],
    [["garbage after the first word"], { stream: true }, "model_failed"],
    [["break off after the first word"], { stream: true }, "model_failed"],
    [[internal, internal], { stream: true }, "model_failed"],
    [[internal, internal], {}, "model_failed"],
  ];
  for (const [faults, more, code] of failing) {
    model.faults = [...faults];
    const answer = await ask(hello, more);
    expect([faults, more, answer.code]).toEqual([faults, more, code]);
    expect(model.text.startsWith(answer.words)).toBe(true);
    // Nobody is kept waiting by what failed before.
    const next = await ask(hello, { metadata: { session_id: "c-1" } });
    expect(next).toMatchObject({ status: 200, words: model.text });
  }

  const refused: ReadonlyArray<object | Buffer> = [
    ...[{ messages: [] }, { messages: "Hello" }, { messages: [{ role: "user", content: 7 }] }],
    { messages: [{ role: "wizard", content: "Hello" }] },
    { messages: Array.from({ length: 100_001 }, () => hello[0]) },
    ...[Buffer.from("{"), Buffer.from("null"), Buffer.from([0xff, 0xfe])],
  ];
  for (const payload of refused) expect((await post(payload)).status).toBe(400);

  const long = "a word ".repeat(40_000);
  expect((await ask([{ role: "user", content: long }])).words).toBe(model.text);
  expect(prompt()[0].content).toMatch(/^a word .*\[… \d+ characters are stored …\].*a word $/s);
  expect(prompt()[0].content.length).toBeLessThan(long.length / 2);
  const instructed = await ask([{ role: "system", content: long }, ...hello]);
  expect(instructed).toMatchObject({ status: 400, code: "context_length_exceeded" });
  const atMost = Array.from({ length: 100_000 }, () => hello[0]);
  expect(ChatRequest.safeParse({ messages: atMost }).success).toBe(true);
  const many = Array.from({ length: 20_000 }, (_, n) => ({ role: "user", content: `${n}` }));
  const last = { role: "user", content: "And now?" };
  expect((await ask([...many, last])).words).toBe(model.text);
  expect(prompt().at(-1)).toEqual(last);

  const asked = (id: string) => ({ id, type: "function", function: { name: "f", arguments: "{" } });
  const torn = [
    { role: "tool", tool_call_id: "nobody's", content: "rain" },
    { role: "user", content: "What is the weather?" },
    { role: "assistant", content: null, tool_calls: [asked("one"), asked("two")] },
    { role: "tool", tool_call_id: "two", content: "sun" },
    { role: "tool", tool_call_id: "three", content: "snow" },
    last,
  ];
  expect((await ask(torn)).words).toBe(model.text);
  const open = new Set<string>();
  for (const { role, tool_calls: calls, tool_call_id: id } of prompt()) {
    if (role === "tool") expect(open.delete(id)).toBe(true);
    else expect(open.size).toBe(0);
    for (const each of calls ?? []) open.add(each.id);
  }

  const picture = { type: "image_url", image_url: { url: "https://example.com/menu.png" } };
  const parts = [{ type: "text", text: "What is this?" }, picture];
  const seen = { metadata: { session_id: "parts" } };
  expect((await ask([{ role: "user", content: parts }], seen)).words).toBe(model.text);
  expect(prompt()[0].content).toEqual(parts);

  const broken = JSON.stringify({
    messages: [{ role: "user", content: "a\ud800b\0c~d" }],
    ...seen,
  });
  const bytes = Buffer.from(broken);
  bytes[bytes.indexOf("~")] = 0xff;
  expect((await post(bytes)).words).toBe(model.text);
  const { json } = await world.api("GET", "/api/v1/memory/sessions/parts/messages");
  const texts = json.data.map(({ content }: { content: string }) => content);
  expect(texts).toEqual(
    expect.arrayContaining(["What is this?\n[image_url]", "a\ufffdb\ufffdc\ufffdd"]),
  );
});
