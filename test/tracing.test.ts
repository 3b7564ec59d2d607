import { expect, test, vi } from "vitest";
import { defaultTenantId } from "../src/lib/tenant-scope.ts";
import { openTracing } from "../src/observe/index.ts";
import { addBuiltIn, askVapi } from "./callers.ts";
import { type SentSpan, startCollector } from "./collector.ts";
import { startEmbeddingServer } from "./embedding-server.ts";
import { addBase, writeDocuments } from "./knowledge-writer.ts";
import { startModelServer } from "./model-server.ts";
import { createWorld } from "./world.ts";

test("one trace leads from a webhook to its event, its call, the tool and the model that were asked, and tells nothing of anybody", async () => {
  await using collector = await startCollector();
  await using embedding = await startEmbeddingServer();
  await using model = await startModelServer();
  const tracing = await openTracing({ endpoint: collector.url, version: "1" });
  {
    await using world = await createWorld({
      tracing,
      env: {
        LLM_BASE_URL: model.url,
        LLM_MODEL: "small",
        EMBEDDING_BASE_URL: embedding.url,
        EMBEDDING_MODEL: "bag",
        EMBEDDING_DIMENSIONS: "64",
      },
    });
    await addBase(world.db, defaultTenantId, { id: "kb_hotel", name: "Hotel" });
    await writeDocuments(world.db, defaultTenantId, "kb_hotel", [
      { id: "doc_1", title: "Breakfast", text: "Breakfast is served from seven to ten." },
    ]);
    await world.app.background.embeddings.drain();
    await addBuiltIn(world, "knowledge_search", { knowledge_base: "Hotel" });
    await askVapi(world, {
      name: "knowledge_search",
      arguments: { question: "when is breakfast served, asks Mrs Miller" },
    });
    // The tool does not wait for the embedding service when it is slow.
    await vi.waitFor(() => expect(embedding.requests.length).toBeGreaterThan(1));
    await world.settle();
    for (const stream of [true, false]) {
      await world.api("POST", "/v1/chat/completions", {
        stream,
        messages: [{ role: "user", content: "My name is Mrs Miller" }],
      });
    }
    const fault = { status: 500, body: "Mrs Miller is unknown" };
    // It is asked twice.
    model.faults = [fault, fault];
    await world.api("POST", "/chat", { message: "Is Mrs Miller there?" });
    await world.deliver("vapi", { message: { type: "status-update" } }, { isSigned: false });
    await world.api("GET", "/health/live");
  }
  await tracing.close();

  const { spans } = collector;
  const named = (name: string) => spans.filter((span) => span.name === name);
  const one = (name: string): SentSpan => {
    const [span] = named(name);
    if (span === undefined) throw new Error(`no ${name} in ${spans.map((each) => each.name)}`);
    return span;
  };
  const parentOf = (span: SentSpan) => spans.find(({ spanId }) => spanId === span.parentSpanId);

  const tool = one("execute_tool knowledge_search");
  const webhook = parentOf(tool);
  expect(webhook).toMatchObject({ name: "POST /webhook/vapi", kind: 2 });
  expect(webhook?.parentSpanId ?? "").toBe("");
  // Of the questions to the embedding service this one was the tool's; the other was in the background.
  const questions = named("embeddings bag").map((span) => parentOf(span)?.name);
  expect(questions).toContain("execute_tool knowledge_search");
  const event = one("fold event");
  expect(event.kind).toBe(5);
  expect(parentOf(event)).toBe(webhook);
  expect(parentOf(one("fold call"))).toBe(event);
  const eventId = String(event.attributes["voicelens.event.id"]);
  const trace = [webhook, tool, event, one("fold call")].map((span) => span?.traceId);
  expect(new Set(trace)).toEqual(new Set([eventId.replaceAll("-", "")]));
  expect(BigInt(event.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(event.startTimeUnixNano));

  const chats = named("chat small");
  expect(chats.map((span) => parentOf(span)?.name).sort()).toEqual([
    "POST /chat",
    "POST /v1/chat/completions",
    "POST /v1/chat/completions",
  ]);
  expect(chats[0]?.attributes).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "small",
    "gen_ai.response.model": "small",
    "gen_ai.usage.input_tokens": 21,
    "gen_ai.usage.output_tokens": 7,
  });
  const failed = chats.find(({ status }) => status.code === 2);
  expect(failed?.attributes["error.type"]).toBeDefined();
  expect(failed?.status.message).toBeUndefined();
  // A refused delivery is an error of its webhook, and folds nothing.
  const refused = named("POST /webhook/vapi").find(({ status }) => status.code === 2);
  expect(refused?.attributes["error.type"]).toBe("signature-invalid");
  expect(named("GET /health/live")).toEqual([]);

  const all = collector.sent.join("\n");
  for (const word of ["Miller", "breakfast", "Breakfast", "5550147", "key-of", "whsec"]) {
    expect([word, all.includes(word)]).toEqual([word, false]);
  }
});

test("log lines within a span name its trace, and a collector that refuses everything holds nothing up", async () => {
  await using collector = await startCollector();
  collector.status = 400;
  const tracing = await openTracing({ endpoint: `${collector.url}/`, version: "1" });
  expect(tracing.logFields()).toEqual({});
  const span = tracing.begin({ name: "work", eventId: "0195c0de-0000-7000-8000-0123456789ab" });
  const fields = await span.within(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return tracing.logFields();
  });
  expect(fields).toEqual({
    trace_id: "0195c0de000070008000" + "0123456789ab",
    span_id: "80000123456789ab",
  });
  span.end();
  await tracing.close();
  expect(collector.spans).toHaveLength(1);
  const silent = await openTracing({ endpoint: undefined, version: "1" });
  expect([silent.isOn, silent.begin({ name: "x" }).within(() => 7)]).toEqual([false, 7]);
});
