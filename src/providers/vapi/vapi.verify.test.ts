import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Delivery, Verdict } from "../provider.ts";
import { vapiSimulator } from "./vapi.simulate.ts";
import { vapi } from "./vapi.ts";

const secret = "whs-71f0c2e94b7d";
const at = Date.UTC(2026, 10, 20, 18, 0, 0);
const minute = 60_000;
const body = Buffer.from('{"message":{"type":"hang"}}');
const address = "https://voice.example.com/webhook/vapi";
const verified = { isVerified: true };
/** What an HTTP header can hold. */
const headerText = fc.string({ unit: fc.constantFrom(..."abcXYZ0189-_+/=."), minLength: 1 });

test("the legacy secret header is accepted, another value or none is refused", () => {
  expect(verify({ "x-vapi-secret": secret })).toEqual(verified);
  expect(verify({ "x-vapi-secret": `${secret}x` })).toEqual(refused("wrong-signature"));
  expect(verify({})).toEqual(refused("missing-signature"));
  expect(verify({ "x-vapi-secret": "" })).toEqual(refused("missing-signature"));
});

test("a bearer token is accepted with or without its prefix", () => {
  expect(verify({ authorization: `Bearer ${secret}` })).toEqual(verified);
  expect(verify({ authorization: `bearer  ${secret}` })).toEqual(verified);
  expect(verify({ authorization: secret })).toEqual(verified);
  expect(verify({ authorization: "Bearer other" })).toEqual(refused("wrong-signature"));
  expect(verify({ authorization: "Bearer " })).toEqual(refused("malformed-signature"));
});

test("a signature of timestamp and body is accepted in either header and either unit", () => {
  for (const header of ["x-signature", "x-vapi-signature"]) {
    for (const stamp of [String(at), String(at / 1000)]) {
      const headers = { [header]: sign(`${stamp}.${body}`), "x-timestamp": stamp };
      expect(verify(headers)).toEqual(verified);
    }
  }
});

test("a signature of the body alone is accepted where no timestamp is sent", () => {
  expect(verify({ "x-vapi-signature": sign(body) })).toEqual(verified);
  expect(verify({ "x-signature": sign(body) })).toEqual(verified);
  expect(verify({ "x-signature": sign(body), "x-timestamp": String(at) })).toEqual(
    refused("wrong-signature"),
  );
});

test("any changed byte of a signed body is refused", () => {
  const headers = { "x-signature": sign(`${at}.${body}`), "x-timestamp": String(at) };
  for (let place = 0; place < body.length; place++) {
    const changed = Buffer.from(body);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(verify(headers, { body: changed })).toEqual(refused("wrong-signature"));
  }
});

test("a garbled signature or timestamp is refused as malformed", () => {
  for (const garbled of ["nonsense", sign(body).slice(1), `${sign(body)}00`, "z".repeat(64)]) {
    expect(verify({ "x-signature": garbled })).toEqual(refused("malformed-signature"));
  }
  const headers = { "x-signature": sign(`soon.${body}`), "x-timestamp": "soon" };
  expect(verify(headers)).toEqual(refused("malformed-signature"));
});

test("a signed delivery is accepted for five minutes either way and refused after that", () => {
  const headers = { "x-signature": sign(`${at}.${body}`), "x-timestamp": String(at) };
  expect(verify(headers, { receivedAt: at + 5 * minute })).toEqual(verified);
  expect(verify(headers, { receivedAt: at - 5 * minute })).toEqual(verified);
  expect(verify(headers, { receivedAt: at + 5 * minute + 1 })).toEqual(refused("stale-timestamp"));
  expect(verify(headers, { receivedAt: at - 5 * minute - 1 })).toEqual(refused("future-timestamp"));
});

test("each of several live secrets is accepted, and an empty one never", () => {
  expect(verify({ "x-vapi-secret": secret }, { secrets: ["old", secret] })).toEqual(verified);
  expect(verify({ "x-signature": sign(body) }, { secrets: ["old", secret] })).toEqual(verified);
  const empty = { "x-signature": createHmac("sha256", "").update(body).digest("hex") };
  expect(verify(empty, { secrets: [""] })).toEqual(refused("wrong-signature"));
});

test("with an explicit scheme no other proof counts", () => {
  const scheme = { kind: "hmac" };
  expect(verify({ "x-vapi-secret": secret }, { scheme })).toEqual(refused("missing-signature"));
  const bearer = { authorization: `Bearer ${secret}` };
  expect(verify(bearer, { scheme: { kind: "secret" } })).toEqual(refused("missing-signature"));
  expect(verify(bearer, { scheme: { kind: "bearer" } })).toEqual(verified);
});

test("a scheme that leaves out its kind is told by its settings", () => {
  const bare = { "x-signature": sign(body) };
  expect(verify(bare, { scheme: { includeTimestamp: false } })).toEqual(verified);
  expect(verify({ "x-key": secret }, { scheme: { header: "X-Key" } })).toEqual(verified);
  expect(verify({ "x-vapi-secret": secret }, { scheme: { header: "X-Key" } })).toEqual(
    refused("missing-signature"),
  );
});

test("bearer and secret schemes read the header they are set to", () => {
  expect(verify({ "x-token": secret }, { scheme: { kind: "bearer", header: "X-Token" } })).toEqual(
    verified,
  );
  expect(verify({ "x-key": secret }, { scheme: { kind: "secret", header: "X-Key" } })).toEqual(
    verified,
  );
});

test("an HMAC scheme needs its timestamp unless it is set to send none", () => {
  const scheme = { kind: "hmac" };
  const signature = sign(body);
  expect(verify({ "x-signature": signature }, { scheme })).toEqual(refused("missing-signature"));
  const bare = { ...scheme, includeTimestamp: false };
  expect(verify({ "x-signature": signature }, { scheme: bare })).toEqual(verified);
});

test("every part of an HMAC scheme can be set", () => {
  const raw = Buffer.from("0123456789abcdef");
  const scheme = {
    kind: "hmac",
    algorithm: "sha512",
    signatureHeader: "X-Acme-Signature",
    timestampHeader: "X-Acme-Time",
    payloadFormat: "{method}|{url}|{messageId}|{timestamp}|{body}",
    signatureEncoding: "base64",
    signaturePrefix: "sha512=",
    secretIsBase64: true,
    messageIdHeader: "X-Acme-Id",
    toleranceSeconds: 30,
  };
  const stamp = String(at / 1000);
  const payload = `POST|${address}|msg_1|${stamp}|${body}`;
  const signature = createHmac("sha512", raw).update(payload).digest("base64");
  const headers = {
    "x-acme-signature": `sha512=${signature}`,
    "x-acme-time": stamp,
    "x-acme-id": "msg_1",
  };
  const given = { scheme, secrets: [raw.toString("base64")] };
  expect(verify(headers, given)).toEqual(verified);
  expect(verify(headers, { ...given, receivedAt: at + 31_000 })).toEqual(
    refused("stale-timestamp"),
  );
  expect(verify({ ...headers, "x-acme-id": "msg_2" }, given)).toEqual(refused("wrong-signature"));
  const unprefixed = { ...headers, "x-acme-signature": signature };
  expect(verify(unprefixed, given)).toEqual(refused("malformed-signature"));
});

test("SHA-1 signatures are checked when the scheme says so", () => {
  const scheme = { kind: "hmac", algorithm: "SHA-1", includeTimestamp: false };
  const signature = createHmac("sha1", secret).update(body).digest("hex");
  expect(verify({ "x-signature": signature }, { scheme })).toEqual(verified);
});

test("a delivery has no id of its own, so equal bytes are the key", () => {
  expect(vapi.deliveryId(delivery({}, body, at))).toBeNull();
});

test("whatever the bytes and secrets, only the secret that signed them verifies", () => {
  fc.assert(
    fc.property(fc.uint8Array(), headerText, headerText, (bytes, right, other) => {
      const received = Buffer.from(bytes);
      const signature = createHmac("sha256", right).update(`${at}.`).update(received);
      const headers = { "x-signature": signature.digest("hex"), "x-timestamp": String(at) };
      const given = { body: received, scheme: { kind: "hmac" } };
      expect(verify(headers, { ...given, secrets: [right] })).toEqual(verified);
      expect(verify(headers, { ...given, secrets: [other] }).isVerified).toBe(other === right);
      const sent = { "x-vapi-secret": right };
      expect(verify(sent, { secrets: [other] }).isVerified).toBe(other === right);
    }),
  );
});

test("any headers and any scheme give a verdict", () => {
  const names = ["authorization", "x-vapi-secret", "x-signature", "x-timestamp"] as const;
  const headers = fc.dictionary(fc.constantFrom(...names), fc.string());
  const kind = fc.constantFrom("bearer", "secret", "hmac", "other");
  fc.assert(
    fc.property(headers, kind, fc.dictionary(fc.string(), fc.jsonValue()), (sent, one, rest) => {
      expect(verify(sent, { scheme: { ...rest, kind: one } }).isVerified).toBe(false);
    }),
  );
});

test("the simulator proves its origin as Vapi does", () => {
  const given = { body, contentType: "application/json", url: address, at, deliveryId: "1" };
  expect(verify(vapiSimulator.sign({ ...given, secret }))).toEqual(verified);
});

interface Given {
  body?: Buffer;
  receivedAt?: number;
  secrets?: string[];
  scheme?: Record<string, unknown>;
}

function verify(headers: Record<string, string>, given: Given = {}): Verdict {
  const received = delivery(headers, given.body ?? body, given.receivedAt ?? at);
  const settings = { secrets: given.secrets ?? [secret] };
  return vapi.verify(received, given.scheme ? { ...settings, scheme: given.scheme } : settings);
}

function delivery(headers: Record<string, string>, bytes: Buffer, receivedAt: number): Delivery {
  const publicUrls = ["http://voice.example.com/webhook/vapi", address];
  return { method: "POST", url: "/webhook/vapi", publicUrls, headers, body: bytes, receivedAt };
}

function sign(payload: string | Buffer): string {
  return createHmac("sha256", secret).update(payload).digest("hex");
}

function refused(reason: string): { isVerified: false; reason: string } {
  return { isVerified: false, reason };
}
