import { expect, test } from "vitest";
import { ChatRequest } from "./gateway.schema.ts";
import { identityOf } from "./identity.ts";

const of = (fields: object, header?: string) => {
  const messages = [{ role: "user", content: "Hello" }];
  return identityOf(ChatRequest.parse({ messages, ...fields }), header);
};

test("the first place that names the session counts", () => {
  const all = {
    metadata: { session_id: "from-metadata" },
    session_id: "from-body",
    call: { id: "from-call" },
    user: "ada",
  };
  expect(of(all, "from-header").sessionId).toBe("from-header");
  expect(of(all).sessionId).toBe("from-metadata");
  expect(of({ ...all, metadata: null }).sessionId).toBe("from-body");
  expect(of({ call: { id: "from-call" }, user: "ada" }).sessionId).toBe("from-call");
  const first = of({ user: "ada" }).sessionId;
  expect(first).toMatch(/^user_/);
  expect(of({ user: "bob" }).sessionId).not.toBe(first);
  expect(of({}).sessionId).toBeUndefined();
});

test("Vapi names call, caller and assistant; ElevenLabs its extra body and user", () => {
  const vapi = { call: { id: "v-1", assistantId: "a-1" }, customer: { number: "(212) 555-0147" } };
  expect(of(vapi)).toEqual({
    ...{ sessionId: "v-1", subjectId: "+12125550147", agentId: "a-1", profile: "voice" },
  });
  const inside = { call: { id: "v-1", customer: { number: "+1 212 555 0147" } } };
  expect(of(inside).subjectId).toBe("+12125550147");
  const eleven = { elevenlabs_extra_body: { conversation_id: "e-1" }, user_id: "u-1" };
  expect(of(eleven)).toMatchObject({ sessionId: "e-1", subjectId: "u-1", profile: "voice" });
  expect(of({}).profile).toBe("text");
});

test("what is no name names nothing", () => {
  const odd = { metadata: { session_id: { $ne: 1 } }, customer: { number: "" } };
  expect(of(odd)).toMatchObject({ sessionId: undefined, subjectId: undefined });
});
