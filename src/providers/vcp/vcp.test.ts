import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import placeholder04 from "../../vcp/fixtures/v0.4.placeholder-consent.json" with { type: "json" };
import complete05 from "../../vcp/fixtures/v0.5.complete.json" with { type: "json" };
import legacy05 from "../../vcp/fixtures/v0.5.legacy-spelling.json" with { type: "json" };
import { type Delivery, NormaliseError } from "../provider.ts";
import { vcp } from "./vcp.ts";

const settings = { secrets: ["old-secret", "new-secret"] };
const context = { receivedAt: Date.UTC(2026, 10, 21, 10), headers: {} };

function delivery(body: Buffer, headers: Record<string, string>): Delivery {
  return {
    method: "POST",
    url: "/webhook/vcp",
    publicUrls: [],
    headers,
    body,
    receivedAt: context.receivedAt,
  };
}

function signature(body: Buffer, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

test("a delivery signed with any live secret is accepted, with any other refused", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, other) => {
      const body = Buffer.from(bytes);
      const signed = (secret: string) =>
        vcp.verify(delivery(body, { "x-vcp-signature": signature(body, secret) }), settings);
      expect(signed("old-secret")).toEqual({ isVerified: true });
      expect(signed("new-secret")).toEqual({ isVerified: true });
      expect(signed(other).isVerified).toBe(settings.secrets.includes(other));
    }),
  );
});

test("a changed body is refused", () => {
  const headers = { "x-vcp-signature": signature(Buffer.from("{}"), "new-secret") };
  expect(vcp.verify(delivery(Buffer.from("{} "), headers), settings)).toEqual({
    isVerified: false,
    reason: "wrong-signature",
  });
});

test.each([
  [{}, "missing-signature"],
  [{ authorization: "Bearer guess" }, "wrong-signature"],
  [{ authorization: "Bearer" }, "malformed-signature"],
  [{ authorization: "Basic bmV3LXNlY3JldA==" }, "malformed-signature"],
  [{ "x-vcp-signature": "sha256=xyz" }, "malformed-signature"],
  [{ "x-vcp-signature": "", authorization: "Bearer new-secret" }, "malformed-signature"],
])("headers %j are refused with a reason", (headers, reason) => {
  expect(vcp.verify(delivery(Buffer.from("{}"), headers), settings)).toEqual({
    isVerified: false,
    reason,
  });
});

test("the secret as a bearer token is accepted, an empty secret never", () => {
  const bearer = (token: string) =>
    delivery(Buffer.from("{}"), { authorization: `bearer ${token}` });
  expect(vcp.verify(bearer("new-secret"), settings)).toEqual({ isVerified: true });
  const empty = { "x-vcp-signature": signature(Buffer.from("{}"), "") };
  expect(vcp.verify(delivery(Buffer.from("{}"), empty), { secrets: [""] }).isVerified).toBe(false);
});

test("verification answers whatever the headers hold", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      const headers = { authorization: one, "x-vcp-signature": two };
      expect(typeof vcp.verify(delivery(Buffer.from(one), headers), settings).isVerified).toBe(
        "boolean",
      );
    }),
  );
});

test("a posted message becomes one patch of the call it names", () => {
  const { eventType, patches, findings } = vcp.normalise(complete05, context);
  expect(eventType).toBe("vcp.0.5");
  expect(findings).toEqual([]);
  expect(patches).toMatchObject([
    {
      provider: "retell",
      providerCallId: "call_7f3c1d5e9a2b",
      lifecycle: "analyzed",
      facts: {
        startedAt: Date.UTC(2026, 10, 20, 16, 4, 10, 250),
        durationMs: 163_000,
        disposition: "completed",
        evaluation: "success",
        costMicros: 288_500,
        satisfactionScore: 0.8,
        sentiment: "positive",
        recordingUrl: "s3://calls/recordings/call_7f3c1d5e9a2b.wav",
        consent: { status: "granted", scope: ["recording", "analytics"] },
        models: [
          { role: "LLM", model: "gpt-4.1", tokens: 8420 },
          { role: "TTS", model: "elevenlabs_tts" },
        ],
      },
      toolCalls: [
        {
          id: "tc_01",
          name: "check_availability",
          isSuccess: true,
          durationMs: 412,
          offsetMs: 48_150,
        },
        { id: "tc_02", name: "book_appointment" },
      ],
    },
  ]);
});

test("older versions and legacy spellings are read, with a finding for each oddity", () => {
  const old = vcp.normalise(placeholder04, context);
  expect(old.eventType).toBe("vcp.0.4");
  expect(old.findings.map(({ code }) => code)).toContain("vcp-warning");
  const { findings } = vcp.normalise(legacy05, context);
  expect(findings.map(({ path }) => path)).toEqual([
    "vcp_payload.call.mood",
    "vcp_payload.call.from_",
    "vcp_payload.call.start_time",
    "vcp_payload.call.end_time",
    "vcp_payload.call.channel",
  ]);
});

test("a message that is not valid is refused with codes and paths, without its values", () => {
  const bad = structuredClone(complete05);
  bad.vcp_payload.outcomes.objective.status = "great success";
  bad.vcp_payload.call.duration_sec = -4;
  expect(() => vcp.normalise(bad, context)).toThrow(
    new NormaliseError(
      "Not valid VCP: VCP_E001 vcp_payload.call.duration_sec; VCP_E001 vcp_payload.outcomes.objective.status",
    ),
  );
});

test("of a message whose consent was revoked only ids, times and the status are read", () => {
  const revoked = structuredClone(complete05);
  revoked.vcp_payload.consent.status = "revoked";
  const { patches, findings } = vcp.normalise(revoked, context);
  expect(findings).toMatchObject([{ code: "vcp-warning", path: "vcp_payload.consent.status" }]);
  const text = JSON.stringify(patches);
  for (const secret of ["1212555", "heater", "s3:", "book_appointment", "gpt", "anon_"]) {
    expect(text).not.toContain(secret);
  }
  expect(patches).toMatchObject([
    { providerCallId: "call_7f3c1d5e9a2b", facts: { durationMs: 163_000, evaluation: "success" } },
  ]);
});

test("any JSON gives a result or a NormaliseError", () => {
  const proto = JSON.parse('{"__proto__":{"isAdmin":true},"vcp_payload":{"__proto__":[]}}');
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.constant(proto)), (body) => {
      try {
        vcp.normalise(body, context);
      } catch (error) {
        expect(error).toBeInstanceOf(NormaliseError);
      }
      expect(Reflect.get({}, "isAdmin")).toBeUndefined();
    }),
  );
});
