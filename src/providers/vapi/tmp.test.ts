import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCallEnd } from "./vapi.end-reasons.ts";
import { vapi } from "./vapi.ts";
import { retell } from "../retell/retell.ts";
import { NormaliseError } from "../provider.ts";
test("cover", () => {
  const c: Record<string, number> = {}; 
  for (const r of readFileSync("/tmp/vapi-reasons.txt", "utf8").trim().split("\n")) {
    const e = readCallEnd(r, { isTransferred: false, isConversation: false, isReport: true });
    for (const k of [`st:${e.endStatus}`, `d:${e.disposition}/${e.failureClass}`, `by:${e.endedBy}`]) c[k] = (c[k] ?? 0) + 1;
    if (e.isUnlisted || e.endStatus === "unknown") console.log(r, JSON.stringify(e));
  }
  console.log(c);
});
test("big", () => {
  const msgs = Array.from({ length: 200000 }, (_, i) => ({ role: i % 2 ? "bot" : "user", message: "hello there", time: 1795192801300 + i, endTime: 1795192801400 + i, secondsFromStart: i, toolCallId: i % 3 ? undefined : `t${i}` }));
  let t = Date.now();
  vapi.normalise({ message: { type: "end-of-call-report", endedReason: "x", call: { id: "1" }, artifact: { messages: msgs, transcript: "AI: x\n".repeat(200000) }, toolCalls: msgs.map((m, i) => ({ id: `${i}`, name: "x" })), costs: msgs } }, { receivedAt: 1, headers: {} });
  console.log("vapi", Date.now() - t);
  t = Date.now();
  retell.normalise({ event: "call_ended", call: { call_id: "1", transcript: "Agent: x\ny\n".repeat(300000), transcript_with_tool_calls: Array.from({ length: 200000 }, (_, i) => ({ role: i % 2 ? "dtmf" : "tool_call_invocation", digit: "1", tool_call_id: `${i}`, name: "n", arguments: "{}" })), call_cost: { product_costs: Array.from({ length: 100000 }, () => ({ product: "gpt" , cost: 1 })) } } }, { receivedAt: 1, headers: {} });
  console.log("retell", Date.now() - t);
});
test("fuzz", () => {
  const words = fc.constantFrom("agent", "user", "tool_calls", "completed", "ended", 1e308, -1, "1e400", "9".repeat(400), null, true, "2026-11-20T16:40:01.300Z", 1795192801300);
  const keys = fc.constantFrom("event", "call", "call_id", "id", "message", "type", "artifact", "messages", "transfers", "toolCalls", "function", "transcript_with_tool_calls", "role", "words", "start", "end", "metadata", "analysis", "costs", "cost", "latency", "e2e", "p50", "call_cost", "product_costs", "secondsFromStart", "time", "endTime", "content", "successEvaluation", "structuredOutputs", "customer", "number", "compliance", "duration_ms", "toolCallId", "name", "args", "destination", "transfer_destination");
  const { tree } = fc.letrec((tie) => ({ tree: fc.oneof({ depthSize: "large" }, words, fc.array(tie("tree"), { maxLength: 4 }), fc.dictionary(keys, tie("tree"), { maxKeys: 8 })) }));
  const run = (p: typeof vapi, b: unknown) => { try { const r = p.normalise(b, { receivedAt: 1, headers: {} }); JSON.stringify(r);
    for (const q of r.patches) for (const v of JSON.stringify(q).matchAll(/NaN|Infinity/g)) throw new Error(String(v)); } catch (e) { if (!(e instanceof NormaliseError)) throw e; } p.answer?.(b, {}); };
  fc.assert(fc.property(fc.dictionary(keys, tree), fc.constantFrom("end-of-call-report", "status-update", "tool-calls", "transcript", "transfer-update"), fc.constantFrom("call_ended", "call_analyzed", "transfer_bridged", "transcript_updated"), (o, t, e) => {
    run(vapi, { message: { ...o, type: t, call: { ...(o.call as object), id: "1" } } });
    run(retell, { ...o, event: e, call: { ...o, call_id: "1" } });
    run(retell, { ...o, event: undefined, name: "x", call: { ...o, call_id: "1" } });
  }), { numRuns: 20000 });
});
