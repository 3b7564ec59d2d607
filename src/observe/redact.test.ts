import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asText, redacting } from "./logger.ts";
import { redact, redactText } from "./redact.ts";

const secrets = {
  "a key of ours": "vl_Zq8nR2vXb6LmY0cJ5hPd3sGf",
  "a provider's key": "sk-proj-Zq8nR2vXb6LmY0cJ5hPd3sGf",
  "a webhook secret": "whsec_dGVzdC1zZWNyZXQtb2YtdGhlLXdvcmxk",
  "a JWT": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
  "a telephone number": "+1 (212) 555-0177",
  "a bare number": "+12125550177",
  "a number in an address": "%2B12125550177",
  "an address": "ada.example+calls@mail.example.com",
  "a foreign address": "jürgen@müller.example",
  "a card": "4242 4242 4242 4242",
  "another card": "378282246310005",
};

describe.each(Object.entries(secrets))("%s", (_kind, secret) => {
  test("is taken out of any text, and what stands around it stays", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{0,20}$/), (words) => {
        const out = redactText(`${words} "${secret}" ${words}`);
        expect(out).not.toContain(secret);
        expect(out.startsWith(words)).toBe(true);
        expect(out).toMatch(/\[(?:secret|phone|e-mail|card)\]/);
      }),
    );
  });
});

test("the credentials in addresses and headers go, their names stay", () => {
  expect(redactText("postgres://app:hunter2@db.example/voicelens")).toBe(
    "postgres://[secret]@db.example/voicelens",
  );
  expect(redactText("/join?token=hush&page=2")).toBe("/join?token=[secret]&page=2");
  expect(redactText("authorization: Bearer abcdef.123")).toBe("authorization: Bearer [secret]");
});

test("ids, codes, times, counts and places in the code stay readable", () => {
  const line = {
    request_id: "01980d2e-4242-7424-8242-424242424242",
    call_id: "call_01J9Z3NDEKTSV4RRFFQ69G5FAV",
    connection_id: "con_4242424242424242",
    tenant_id: "ten_default",
    key_id: "key_01J9Z3NDEKTSV4RRFFQ69G5FAV",
    secret_env: "WEBHOOK_SECRET_RETELL",
    has_secret: true,
    token: null,
    at: "2026-11-25T17:54:29.123+01:00",
    epoch_ms: 1764093269123,
    micros: "1764093269123456",
    code: "ECONNREFUSED",
    provider: "openai_realtime",
    bytes: 4242424242424242,
    frames: ["at handle (file:///app/node_modules/pino@10.4.0/lib/tools.js:10:42)"],
    cause: { error: "DatabaseError", code: "57P01" },
    address: "http://127.0.0.1:8080",
    list: [1, "two", false, null],
  };
  expect(redact(line)).toEqual(line);
});

test("whatever stands under the name of a secret goes, however it is written and wherever it stands", () => {
  for (const name of [
    "authorization",
    "Cookie",
    "set-cookie",
    "password",
    "newPassword",
    "client_secret",
    "token",
    "sessionToken",
    "api_key",
    "apiKey",
    "xi-api-key",
    "x-retell-signature",
    "totp",
    "pii",
  ]) {
    const out = JSON.stringify(redact({ a: [{ [name]: "hush" }, { [name]: { deep: ["hush"] } }] }));
    expect([name, out]).toEqual([name, expect.not.stringContaining("hush")]);
  }
});

test("anything can be logged: what is deep, long, large, circular or odd is cut, and costs little", () => {
  const circle: Record<string, unknown> = { bytes: Buffer.from("hush") };
  circle.self = circle;
  const texts = [
    "1 ".repeat(50_000),
    "a.".repeat(50_000),
    `?${"key".repeat(30_000)}`,
    "+".repeat(1e5),
  ];
  const wide = Array.from({ length: 10_000 }, (_, i) => ({ i }));
  const start = performance.now();
  const out = JSON.stringify(redact({ circle, texts, wide, none: undefined, big: 10n }));
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(out.length).toBeLessThan(40_000);
  expect(out).not.toContain("hush");
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }),
      (value) => {
        expect(() => JSON.stringify(redact(value))).not.toThrow();
      },
    ),
  );
});

test("a secret that is cut in two does not show its first half", () => {
  const out = redact(`${"x ".repeat(4_090)}vl_Zq8nR2vXb6LmY0cJ5hPd3sGf`);
  expect(out).not.toContain("vl_");
});

test("a log that redacts does so in its fields and its message", () => {
  const lines: string[] = [];
  const write = (fields: object, message: string) =>
    void lines.push(JSON.stringify({ ...fields, message }));
  const log = redacting({ debug: write, info: write, warn: write, error: write });
  log.warn({ from: "+12125550177", token: "hush" }, "called by ada@example.com");
  expect(lines).toEqual(['{"from":"[phone]","token":"[redacted]","message":"called by [e-mail]"}']);
});

test("what was sent to us makes up no line of its own and does not steer the terminal", () => {
  const line = JSON.stringify({
    level: 30,
    time: 0,
    msg: "told",
    sent: "x\n00:00:00.000 info  all is well \u001b[2J\u009b1m",
  });
  const text = asText(line);
  expect(text.trimEnd().split("\n")).toHaveLength(1);
  expect(text.trimEnd()).not.toMatch(/\p{Cc}/u);
});
