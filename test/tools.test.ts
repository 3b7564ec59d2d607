import type { ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import { expect, test, vi } from "vitest";
import { startReceiver } from "./receiver.ts";
import { createWorld, type World } from "./world.ts";

const env = { OUTBOUND_ALLOW: "127.0.0.1/32" };
const schema = {
  type: "object",
  properties: { day: { type: "string" }, guests: { type: "integer" } },
  required: ["day"],
};

async function addTool(world: World, url: string, more: object = {}) {
  const answer = await world.api("POST", "/api/v1/tools", {
    kind: "http",
    name: "book",
    description: "Books a table.",
    parameters: schema,
    url,
    ...more,
  });
  expect(answer.status).toBe(201);
  world.clock.now += 2_000;
  return answer.json;
}

let asked = 0;

/** Asks as Vapi does, several tools at once. */
async function ask(world: World, uses: Array<{ name: string; arguments: unknown; id?: string }>) {
  const answer = await world.deliver("vapi", {
    message: {
      type: "tool-calls",
      timestamp: world.clock.now,
      call: { id: "0194-call", type: "inboundPhoneCall", customer: { number: "+12125550147" } },
      toolCallList: uses.map(({ id = `t${++asked}`, name, arguments: given }) => ({
        id,
        type: "function",
        function: { name, arguments: given },
      })),
    },
  });
  expect(answer.statusCode).toBe(200);
  return JSON.parse(answer.body).results;
}

async function usesOf(world: World) {
  return vi.waitFor(async () => {
    const { json } = await world.api("GET", "/api/v1/tool-uses");
    expect(json.data.every(({ outcome }: { outcome: string }) => outcome !== "running")).toBe(true);
    expect(json.data.length).toBeGreaterThan(0);
    return json.data;
  });
}

const says =
  (text: string, type = "application/json") =>
  (response: ServerResponse) => {
    response.writeHead(200, { "content-type": type }).end(text);
  };

test("a tool is asked with a signed request, and its answer is given to the model in one line", async () => {
  await using receiver = await startReceiver();
  receiver.answer = says('{"result":"Booked,\\nsee you."}');
  await using world = await createWorld({ env });
  const { secret } = await addTool(world, receiver.url, { headers: { "x-api-key": "k-123456" } });
  const [result] = await ask(world, [{ name: "book", arguments: { day: "Friday", guests: "4" } }]);
  expect(result).toMatchObject({ name: "book" });
  expect(JSON.parse(result.result)).toEqual({ result: "Booked,\nsee you." });
  const [request] = receiver.requests;
  expect(request?.headers["x-api-key"]).toBe("k-123456");
  const headers = request?.headers as Record<string, string>;
  const body = String(request?.body);
  expect(() => new Webhook(secret).verify(body, headers)).not.toThrow(/signature/i);
  expect(JSON.parse(body)).toMatchObject({
    tool: "book",
    arguments: { day: "Friday", guests: 4 },
    call: { provider: "vapi", provider_call_id: "0194-call", from: "+12125550147" },
  });
  expect(await usesOf(world)).toMatchObject([
    { tool: "book", outcome: "answered", failure: null, attempts: 1 },
  ]);
});

test("several tools in one message are asked side by side and answered in their order, whatever becomes of one", async () => {
  await using receiver = await startReceiver();
  receiver.answer = (response, { body }) => {
    const { day } = JSON.parse(body.toString()).arguments;
    if (day === "broken") response.writeHead(500).end();
    else setTimeout(() => says(JSON.stringify({ result: day }))(response), day === "slow" ? 80 : 0);
  };
  await using world = await createWorld({ env });
  await addTool(world, receiver.url);
  const days = ["slow", "broken", "quick"];
  const results = await ask(
    world,
    days.map((day, place) => ({
      id: `t${place}`,
      name: "book",
      arguments: JSON.stringify({ day }),
    })),
  );
  expect(results.map(({ toolCallId }: { toolCallId: string }) => toolCallId)).toEqual([
    "t0",
    "t1",
    "t2",
  ]);
  expect(results[0].result).toContain("slow");
  expect(results[1]).toMatchObject({ error: expect.stringContaining("can't look that up") });
  expect(results[2].result).toContain("quick");
});

test("when its server fails in any way, the caller hears the tenant's own words, and the report tells why", async () => {
  const fallbacks = { en: "Our booking desk is closed." };
  type Answering = (response: ServerResponse) => void;
  const ways: Array<readonly [failure: string, answer: Answering]> = [
    ["deadline", () => undefined],
    ["server-error", (response) => response.writeHead(503).end()],
    ["refused", (response) => response.writeHead(404).end()],
    ["refused", (response) => response.writeHead(302, { location: "/x" }).end()],
    ["unreachable", (response) => response.destroy()],
    ["unreadable-answer", says("")],
    ["unreadable-answer", says('{"a":')],
    ["unreadable-answer", says("<html></html>", "text/html")],
    ["unreadable-answer", says("x".repeat(70_000), "text/plain")],
  ];
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  await addTool(world, receiver.url, { deadline_ms: 1_500, fallbacks });
  for (const [failure, answer] of ways) {
    receiver.answer = answer;
    const [result] = await ask(world, [{ name: "book", arguments: { day: failure } }]);
    expect([failure, result]).toMatchObject([failure, { error: fallbacks.en }]);
  }
  const from = new Date(world.clock.now - 60_000).toISOString();
  const until = new Date(world.clock.now + 60_000).toISOString();
  const report = await world.api("GET", `/api/v1/tool-uses/report?from=${from}&until=${until}`);
  const uses = await usesOf(world);
  expect(uses.every(({ outcome }: { outcome: string }) => outcome === "fallback")).toBe(true);
  expect(report.json.data).toMatchObject([
    {
      tool: "book",
      uses: 9,
      fallback: 9,
      failures: { deadline: 1, "server-error": 1, refused: 2, unreachable: 1 },
      heard: [{ text: fallbacks.en, count: 9 }],
    },
  ]);
});

test("arguments are read in every form that models write, or the model is told what is wrong", async () => {
  await using receiver = await startReceiver();
  receiver.answer = says('"done"');
  await using world = await createWorld({ env });
  await addTool(world, receiver.url);
  const forms: Array<readonly [given: unknown, isGood: boolean]> = [
    [{ day: "Friday" }, true],
    ['{"day":"Friday"}', true],
    [JSON.stringify('{"day":"Friday"}'), true],
    [{ day: "Friday", mood: "good" }, true],
    [undefined, false],
    ["", false],
    ["day: Friday", false],
    [[1, 2], false],
    [{ day: "Friday", guests: "many" }, false],
  ];
  for (const [given, isGood] of forms) {
    const [result] = await ask(world, [{ name: "book", arguments: given }]);
    if (isGood) expect([given, result]).toMatchObject([given, { result: "done" }]);
    else expect(result.error).toMatch(/arguments/);
  }
  expect(receiver.requests).toHaveLength(4);
});

test("a tool that nobody set up says so, and its use is noted", async () => {
  await using world = await createWorld();
  const [result] = await ask(world, [{ name: "dance", arguments: {} }]);
  expect(result).toMatchObject({ error: "This tool is not set up yet." });
  expect(await usesOf(world)).toMatchObject([{ outcome: "refused", failure: "unknown-tool" }]);
});

test("what has an effect is done once, however often and however quickly the provider asks", async () => {
  await using receiver = await startReceiver();
  let release: (() => void) | undefined;
  receiver.answer = (response) => {
    release = () => says('{"result":"booked"}')(response);
  };
  await using world = await createWorld({ env });
  await addTool(world, receiver.url);
  const use = [{ id: "same", name: "book", arguments: { day: "Friday" } }];
  const both = Promise.all([ask(world, use), ask(world, use)]);
  await vi.waitFor(() => expect(release).toBeDefined());
  release?.();
  const [first, second] = await both;
  expect(first).toMatchObject([{ toolCallId: "same" }]);
  expect(first[0].result).toContain("booked");
  expect(second[0].result).toContain("booked");
  expect((await ask(world, use))[0].result).toContain("booked");
  expect(receiver.requests).toHaveLength(1);
  expect((await usesOf(world)).length).toBe(1);
  // What was done is done, whatever characters it is told in.
  receiver.answer = says('{"result":"booked\\u0000 at \\ud800 8"}');
  const strange = [{ id: "strange", name: "book", arguments: { day: "Monday" } }];
  for (const _ of [1, 2]) expect((await ask(world, strange))[0].result).toContain("booked");
  expect(receiver.requests).toHaveLength(2);
});

test("what does no harm twice is tried again at once, what might is not", async () => {
  await using receiver = await startReceiver();
  let count = 0;
  receiver.answer = (response) => {
    count++;
    if (count % 2 === 1) response.writeHead(500).end();
    else says('"fine"')(response);
  };
  await using world = await createWorld({ env });
  await addTool(world, receiver.url, { name: "read", is_idempotent: true });
  expect(await ask(world, [{ name: "read", arguments: { day: "Friday" } }])).toMatchObject([
    { result: "fine" },
  ]);
  await addTool(world, receiver.url, { name: "write" });
  const [result] = await ask(world, [{ name: "write", arguments: { day: "Friday" } }]);
  expect(result).toHaveProperty("error");
  expect(count).toBe(3);
});

test("the last good answer to the same question stands in while its server is down, for as long as the tool says", async () => {
  await using receiver = await startReceiver();
  receiver.answer = says('"two tables left"');
  await using world = await createWorld({ env });
  await addTool(world, receiver.url, { is_idempotent: true, keep_answer_sec: 60 });
  const look = (day: string) => ask(world, [{ name: "book", arguments: { day } }]);
  await look("Friday");
  receiver.answer = 500;
  expect(await look("Friday")).toMatchObject([{ result: "two tables left" }]);
  expect((await look("Monday"))[0]).toHaveProperty("error");
  world.clock.now += 61_000;
  expect((await look("Friday"))[0]).toHaveProperty("error");
});

test("a server that fails again and again is left alone, and asked again after a while", async () => {
  await using receiver = await startReceiver();
  receiver.answer = 500;
  await using world = await createWorld({ env });
  const tool = await addTool(world, receiver.url);
  const look = (day: string) => ask(world, [{ name: "book", arguments: { day } }]);
  for (let day = 0; day < 7; day++) await look(`day ${day}`);
  expect(receiver.requests).toHaveLength(5);
  const { json } = await world.api("GET", `/api/v1/tools/${tool.id}`);
  expect(json).toMatchObject({ is_circuit_open: true });
  receiver.answer = says('"back"');
  world.clock.now += 21_000;
  expect(await look("later")).toMatchObject([{ result: "back" }]);
});

test("a hung server of one tenant delays nobody else", async () => {
  await using hung = await startReceiver();
  hung.answer = () => undefined;
  await using quick = await startReceiver();
  quick.answer = says('"here"');
  await using world = await createWorld({ env });
  await addTool(world, hung.url, { name: "hung", deadline_ms: 1_500 });
  await addTool(world, quick.url, { name: "quick" });
  const waiting = Array.from({ length: 20 }, (_, day) =>
    ask(world, [{ name: "hung", arguments: { day: String(day) } }]),
  );
  let isOver = false;
  const all = Promise.all(waiting).then(() => {
    isOver = true;
  });
  expect(await ask(world, [{ name: "quick", arguments: { day: "x" } }])).toMatchObject([
    { result: "here" },
  ]);
  expect(isOver).toBe(false);
  await all;
});

test("an address within the network is never asked, and its headers and secret are told to nobody", async () => {
  await using world = await createWorld();
  const body = { kind: "http", name: "x", description: "x", parameters: { type: "object" } };
  const inside = await world.api("POST", "/api/v1/tools", { ...body, url: "http://10.0.0.7/x" });
  expect([inside.status, inside.json.type]).toEqual([422, "/problems/outbound-refused"]);
  const made = await world.api("POST", "/api/v1/tools", {
    ...body,
    url: "https://example.com/x",
    headers: { authorization: "Bearer of-the-crm-123456" },
  });
  const shown = await world.api("GET", `/api/v1/tools/${made.json.id}`);
  expect(shown.json).toMatchObject({ header_names: ["authorization"] });
  expect(JSON.stringify(shown.json)).not.toContain("of-the-crm");
  expect(JSON.stringify(shown.json)).not.toContain(made.json.secret);
});

test("a tool that cannot work, or would be a second of its name, is refused", async () => {
  await using world = await createWorld();
  await addTool(world, "https://example.com/a");
  const given = { kind: "http", name: "x", description: "x", url: "https://example.com/x" };
  const faults = [
    [{ parameters: { type: "string" } }, "tool-invalid"],
    [{ parameters: { type: "object", properties: { a: { type: "nonsense" } } } }, "tool-invalid"],
    [{ headers: { host: "example.com" } }, "tool-invalid"],
    [{ headers: { "x-a": "a\r\nb: c" } }, "tool-invalid"],
    [{ name: "two words" }, "invalid-request"],
    [{ deadline_ms: 60_000 }, "invalid-request"],
    [{ name: "book" }, "tool-exists"],
  ] as const;
  for (const [more, code] of faults) {
    const body = { ...given, parameters: { type: "object" }, ...more };
    const { json } = await world.api("POST", "/api/v1/tools", body);
    expect([more, json.type]).toEqual([more, `/problems/${code}`]);
  }
});

test("an answer does not wait for the disk, and what was asked is stored all the same", async () => {
  await using world = await createWorld({ env });
  const administrator = await world.administrator();
  await administrator.query("begin; lock table webhook_events in share row exclusive mode");
  const asking = ask(world, [{ name: "book", arguments: {} }]);
  await vi.waitFor(async () => {
    const { body } = await world.app.http.inject("/metrics");
    expect(body).toContain('webhook_requests_total{provider="vapi",status="accepted"} 1');
  });
  const eventsOf = async () => (await world.api("GET", "/api/v1/webhook-events")).json.data;
  expect(await eventsOf()).toEqual([]);
  await administrator.query("commit");
  expect((await asking)[0].result ?? (await asking)[0].error).toContain("not set up yet");
  expect(await eventsOf()).toHaveLength(1);
});
