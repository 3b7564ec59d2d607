import fc from "fast-check";
import { Retell } from "retell-sdk";
import { expect, test } from "vitest";
import type { Delivery, Verdict } from "../provider.ts";
import { retellSimulator } from "./retell.simulate.ts";
import { retell } from "./retell.ts";

const secret = "key_3f9c0a7be1d24586";
const at = Date.UTC(2026, 10, 20, 18, 0, 0);
const minute = 60_000;
const body = Buffer.from(JSON.stringify({ event: "call_started", call: { call_id: "call_1" } }));
const secretText = fc.string({ minLength: 1, maxLength: 60 });

test("a delivery signed with the secret is verified", () => {
  expect(verify({})).toEqual({ isVerified: true });
});

test("any changed byte of the body is refused", () => {
  for (let place = 0; place < body.length; place++) {
    const changed = Buffer.from(body);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(verify({ received: changed })).toEqual(refused("wrong-signature"));
  }
});

test("a delivery signed with another secret is refused", () => {
  expect(verify({ secrets: ["key_other"] })).toEqual(refused("wrong-signature"));
});

test("each of several live secrets is accepted", () => {
  expect(verify({ secrets: ["key_old", secret] })).toEqual({ isVerified: true });
  expect(verify({ secrets: [secret, "key_new"] })).toEqual({ isVerified: true });
});

test("an empty secret accepts nothing, not even what is signed with it", () => {
  expect(verify({ signedWith: "", secrets: [""] })).toEqual(refused("wrong-signature"));
});

test("a delivery without the header is refused as missing its signature", () => {
  expect(verify({ header: undefined })).toEqual(refused("missing-signature"));
  expect(verify({ header: "" })).toEqual(refused("missing-signature"));
});

test("a garbled header is refused as malformed", () => {
  const hex = "0".repeat(64);
  const garbled = [
    "nonsense",
    `d=${hex}`,
    `v=${at}`,
    `v=,d=${hex}`,
    `v=now,d=${hex}`,
    `v=${at},d=${hex}0`,
    `v=${at},d=${"z".repeat(64)}`,
    `v=${at},d=${hex}, v=${at},d=${hex}`,
    `v=9999999999999999999999,d=${hex}`,
  ];
  for (const header of garbled) expect(verify({ header })).toEqual(refused("malformed-signature"));
});

test("a delivery is accepted for five minutes either way and refused after that", () => {
  expect(verify({ receivedAt: at + 5 * minute })).toEqual({ isVerified: true });
  expect(verify({ receivedAt: at - 5 * minute })).toEqual({ isVerified: true });
  expect(verify({ receivedAt: at + 5 * minute + 1 })).toEqual(refused("stale-timestamp"));
  expect(verify({ receivedAt: at - 5 * minute - 1 })).toEqual(refused("future-timestamp"));
});

test("a redelivery has no id of its own, so equal bytes are the key", () => {
  expect(retell.deliveryId(delivery(body, "v=1,d=00", at))).toBeNull();
});

test("whatever the bytes and secrets, only the secret that signed them verifies", () => {
  fc.assert(
    fc.property(fc.uint8Array(), secretText, secretText, (bytes, right, other) => {
      const received = Buffer.from(bytes);
      const given = { signed: received, received, signedWith: right };
      expect(verify({ ...given, secrets: [right] }).isVerified).toBe(true);
      expect(verify({ ...given, secrets: [other] }).isVerified).toBe(sameKey(other, right));
    }),
  );
});

test("any header text gives a verdict", () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      expect(verify({ header }).isVerified).toBe(false);
    }),
  );
});

test("Retell's own code gives the same verdict", async () => {
  const spoilers = [
    (header: string) => header,
    (header: string) => header.toUpperCase().replace("V=", "v=").replace("D=", "d="),
    (header: string) => header.replace("v=", "v=00"),
    (header: string) => header.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
    (header: string) => header.slice(1),
    (header: string) => `${header}0`,
  ];
  const cases = fc.record({
    text: fc.string({ unit: "grapheme" }),
    right: secretText,
    other: fc.option(secretText),
    driftMs: fc.constantFrom(0, 0, -4 * minute, 4 * minute, -6 * minute, 6 * minute),
    spoil: fc.constantFrom(...spoilers),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ text, right, other, driftMs, spoil }) => {
      const now = Date.now();
      const header = spoil(sign(Buffer.from(text), now + driftMs, right));
      const used = other ?? right;
      const theirs = await Retell.verify(text, used, header);
      const ours = retell.verify(delivery(Buffer.from(text), header, now), { secrets: [used] });
      expect(ours.isVerified).toBe(theirs);
    }),
  );
});

interface Case {
  signed?: Buffer;
  received?: Buffer;
  signedWith?: string;
  secrets?: string[];
  header?: string | undefined;
  receivedAt?: number;
}

function verify(given: Case): Verdict {
  const signed = given.signed ?? body;
  const header = "header" in given ? given.header : sign(signed, at, given.signedWith ?? secret);
  const received = delivery(given.received ?? body, header, given.receivedAt ?? at + 200);
  return retell.verify(received, { secrets: given.secrets ?? [secret] });
}

function sign(bytes: Buffer, signedAt: number, key: string): string {
  const url = "https://voice.example.com/webhook/retell";
  const given = { body: bytes, contentType: "application/json", url, deliveryId: "1" };
  return retellSimulator.sign({ ...given, at: signedAt, secret: key })["x-retell-signature"] ?? "";
}

function delivery(bytes: Buffer, header: string | undefined, receivedAt: number): Delivery {
  return {
    method: "POST",
    url: "/webhook/retell",
    publicUrls: [],
    headers: header === undefined ? {} : { "x-retell-signature": header },
    body: bytes,
    receivedAt,
  };
}

function refused(reason: string): { isVerified: false; reason: string } {
  return { isVerified: false, reason };
}

/** HMAC keys are padded with zero bytes, so a key that differs in trailing NULs only is the same key. */
function sameKey(a: string, b: string): boolean {
  const trim = (text: string) => text.replace(/\0+$/, "");
  return trim(a) === trim(b);
}
