import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import {
  getExpectedTwilioSignature,
  validateRequest,
  validateRequestWithBody,
} from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, test } from "vitest";
import type { CallPatch } from "../../lib/call.ts";
import { createRandom } from "../../lib/random.ts";
import { type Delivery, NormaliseError, type Verdict } from "../provider.ts";
import { type Scenario, scenarios } from "../script.ts";
import { writeScript } from "../write-script.ts";
import { twilioSimulator } from "./twilio.simulate.ts";
import { twilio } from "./twilio.ts";

const secret = "0123456789abcdef0123456789abcdef";
const receivedAt = Date.UTC(2026, 10, 20, 18, 42, 0);
const context = { receivedAt, headers: {} };
const url = "https://voice.example.com/webhook/twilio";
const formType = "application/x-www-form-urlencoded";

interface Sending {
  publicUrls?: string[];
  contentType?: string;
  headers?: Record<string, string>;
}

function delivery(
  body: string | Uint8Array,
  signature: string | undefined,
  sending: Sending = {},
): Delivery {
  const { publicUrls = [url], contentType = formType, headers = {} } = sending;
  return {
    method: "POST",
    url: "/webhook/twilio",
    publicUrls,
    headers: {
      "content-type": contentType,
      ...(signature === undefined ? {} : { "x-twilio-signature": signature }),
      ...headers,
    },
    body: Buffer.from(body),
    receivedAt,
  };
}

function verdictOf(
  body: string | Uint8Array,
  signature: string | undefined,
  sending: Sending = {},
  secrets = [secret],
): Verdict {
  return twilio.verify(delivery(body, signature, sending), { secrets });
}

function signatureOf(body: string | Buffer, address = url, contentType = formType): string {
  const sent = { body, contentType, url: address, at: receivedAt, secret, deliveryId: "tok_1" };
  return twilioSimulator.sign(sent)["x-twilio-signature"] ?? "";
}

function fixture(name: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

const fixtureNames = readdirSync(new URL("./fixtures", import.meta.url)).map((name) =>
  name.replace(/\.json$/, ""),
);

function formOf(members: Record<string, string>): string {
  return new URLSearchParams(members).toString();
}

function patchOf(body: unknown): CallPatch {
  const { patches, findings } = twilio.normalise(body, context);
  expect(findings).toEqual([]);
  const [patch] = patches;
  if (!patch || patches.length > 1) throw new Error("One patch was expected.");
  return patch;
}

const verified = { isVerified: true };
const wrong = { isVerified: false, reason: "wrong-signature" };

describe("signatures", () => {
  test("any form signed with a live secret is verified, with any other refused", () => {
    const forms = fc.dictionary(fc.string(), fc.string());
    fc.assert(
      fc.property(forms, fc.string({ minLength: 1 }), (members, other) => {
        fc.pre(other !== secret);
        const body = formOf(members);
        const signature = signatureOf(body);
        expect(verdictOf(body, signature)).toEqual(verified);
        expect(verdictOf(body, signature, {}, [other, secret])).toEqual(verified);
        expect(verdictOf(body, signature, {}, [other])).toEqual(wrong);
      }),
    );
  });

  test("any bytes are verified as they were signed", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(verdictOf(bytes, signatureOf(Buffer.from(bytes)))).toEqual(verified);
      }),
    );
  });

  test("a changed, an added or a missing value is refused", () => {
    const members = fixture("status-callback.completed");
    const signature = signatureOf(formOf(members));
    for (const name of Object.keys(members)) {
      expect(verdictOf(formOf({ ...members, [name]: `${members[name]}1` }), signature)).toEqual(
        wrong,
      );
      const { [name]: _, ...rest } = members;
      expect(verdictOf(formOf(rest), signature)).toEqual(wrong);
    }
    expect(verdictOf(formOf({ ...members, Extra: "1" }), signature)).toEqual(wrong);
  });

  test("any changed byte of a form of letters and digits is refused", () => {
    const body = "CallSid=CA1&CallStatus=completed&CallDuration=84";
    const signature = signatureOf(body);
    for (let place = 0; place < body.length; place += 1) {
      const changed = `${body.slice(0, place)}~${body.slice(place + 1)}`;
      expect(verdictOf(changed, signature)).toEqual(wrong);
    }
    expect(verdictOf(`?${body}`, signature)).toEqual(wrong);
  });

  test("a missing header and an unreadable one are told apart", () => {
    expect(verdictOf("A=1", undefined)).toEqual({
      isVerified: false,
      reason: "missing-signature",
    });
    for (const header of ["x", "a".repeat(28), signatureOf("A=1").slice(4), "é=", "===="]) {
      const malformed = { isVerified: false, reason: "malformed-signature" };
      expect(verdictOf("A=1", header)).toEqual(malformed);
    }
  });

  test("every address under which we may have been called is tried", () => {
    const body = "CallSid=CA1";
    const publicUrls = ["http://10.0.0.7:8080/webhook/twilio", "https://voice.example.com/a?b=c"];
    const accepted = (signedUrl: string) =>
      verdictOf(body, signatureOf(body, signedUrl), { publicUrls }).isVerified;
    expect(accepted("http://10.0.0.7:8080/webhook/twilio")).toBe(true);
    expect(accepted("http://10.0.0.7/webhook/twilio")).toBe(true);
    expect(accepted("https://voice.example.com/a?b=c")).toBe(true);
    expect(accepted("https://voice.example.com:443/a?b=c")).toBe(true);
    expect(accepted("https://voice.example.com/a?b=c#rc=3&rp=all")).toBe(true);
    expect(accepted("https://voice.example.com/a")).toBe(false);
    expect(accepted("https://voice.example.com:444/a?b=c")).toBe(false);
    expect(verdictOf(body, signatureOf(body), { publicUrls: [] })).toEqual(wrong);
  });

  test("a JSON body counts only with its hash in the signed address", () => {
    const body = '{"CallSid":"CA1"}';
    const hash = createHash("sha256").update(body).digest("hex");
    const hashed = `${url}?bodySHA256=${hash}`;
    const sending = { contentType: "application/json; charset=utf-8", publicUrls: [hashed] };
    const signature = signatureOf(body, hashed, "application/json");
    expect(verdictOf(body, signature, sending)).toEqual(verified);
    expect(verdictOf(`${body} `, signature, sending)).toEqual(wrong);
    const bare = signatureOf(body, url, "application/json");
    expect(verdictOf(body, bare, { contentType: "application/json" })).toEqual(wrong);
  });

  test("an empty secret verifies nothing", () => {
    const signature = getExpectedTwilioSignature("", url, {});
    expect(verdictOf("", signature, {}, [""])).toEqual(wrong);
  });

  test("a retry has the token of the first delivery", () => {
    const headers = { "i-twilio-idempotency-token": "tok_1" };
    expect(twilio.deliveryId(delivery("A=1", "x", { headers }))).toBe("tok_1");
    expect(twilio.deliveryId(delivery("A=1", "x"))).toBeNull();
  });

  test("no header and no address make verification throw", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (header, address) => {
        expect(verdictOf("A=1", header, { publicUrls: [address] }).isVerified).toBe(false);
      }),
    );
  });

  test("a large form of repeated names is judged in a moment", () => {
    const body = Array.from({ length: 200_000 }, (_, i) => `a=${i}`).join("&");
    const before = performance.now();
    expect(verdictOf(body, signatureOf("A=1"))).toEqual(wrong);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

describe("the same verdict as the published library", () => {
  const names = fc.string({ minLength: 1 }).filter((name) => name !== "__proto__");
  const hosts = fc.constantFrom(
    "https://voice.example.com",
    "https://voice.example.com:443",
    "http://voice.example.com",
    "http://voice.example.com:8080",
    "https://user:pass@voice.example.com",
  );
  const paths = fc.constantFrom("/webhook/twilio", "/a?x=it's&y=%27", "/a?x=1&x=2", "/é?q=a b");
  const attempts = fc.record({
    params: fc.dictionary(names, fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 1 }))),
    signedAt: fc.tuple(hosts, paths).map((parts) => parts.join("")),
    calledAt: fc.tuple(hosts, paths).map((parts) => parts.join("")),
    isSameAddress: fc.boolean(),
    hasOtherSecret: fc.boolean(),
  });

  function encode(params: Record<string, string | string[]>): string {
    const pairs = Object.entries(params).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
    return new URLSearchParams(pairs).toString();
  }

  test("a form is judged alike at every address", () => {
    fc.assert(
      fc.property(attempts, (attempt) => {
        const { params, signedAt, isSameAddress, hasOtherSecret } = attempt;
        const calledAt = isSameAddress ? signedAt : attempt.calledAt;
        const key = hasOtherSecret ? "another" : secret;
        const signature = getExpectedTwilioSignature(key, signedAt, params);
        const theirs = validateRequest(secret, signature, calledAt, params);
        const ours = verdictOf(encode(params), signature, { publicUrls: [calledAt] });
        expect(ours.isVerified).toBe(theirs);
      }),
      { numRuns: 300 },
    );
  });

  test("a JSON body is judged alike with the right hash and a wrong one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.boolean(), (text, hasRightHash) => {
        const hashed = hasRightHash ? text : `${text}.`;
        const hash = createHash("sha256").update(hashed).digest("hex");
        const address = `${url}?bodySHA256=${hash}`;
        const signature = getExpectedTwilioSignature(secret, address, {});
        const theirs = validateRequestWithBody(secret, signature, address, text);
        const sending = { publicUrls: [address], contentType: "application/json" };
        expect(verdictOf(text, signature, sending).isVerified).toBe(theirs);
      }),
    );
  });
});

describe("the documented payloads", () => {
  test("a ringing callback places the call and its parties", () => {
    const at = Date.UTC(2026, 10, 20, 18, 40, 3);
    expect(patchOf(fixture("status-callback.ringing"))).toMatchObject({
      provider: "twilio",
      providerCallId: "CA33445566778899001122aabbccddeeff",
      lifecycle: "ringing",
      occurredAt: at + 1,
      facts: {
        channel: "phone",
        direction: "outbound",
        from: "+12025550106",
        to: "+12025550177",
        startedAt: null,
        endedAt: null,
        durationMs: null,
      },
      externalIds: [{ kind: "twilio_call_sid", value: "CA33445566778899001122aabbccddeeff" }],
    });
  });

  test("a completed callback tells the end, the length and the recording, but no start", () => {
    const endedAt = Date.UTC(2026, 10, 20, 18, 41, 32);
    const patch = patchOf(fixture("status-callback.completed"));
    expect(patch).toMatchObject({ lifecycle: "ended", occurredAt: endedAt + 3 });
    expect(patch.facts).toMatchObject({
      startedAt: null,
      endedAt,
      durationMs: 84_000,
      endReason: "completed",
      disposition: "completed",
      endStatus: "success",
      isVoicemail: null,
      metrics: { sip_response_code: 200, answered_by: "human" },
      recordingUrl:
        "https://api.example.com/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef" +
        "/Recordings/RE00112233445566778899aabbccddeeff",
    });
  });

  test("a busy line ended without a connection and is a time-out", () => {
    const patch = patchOf(fixture("status-callback.busy"));
    expect(patch.lifecycle).toBe("ended");
    expect(patch.facts).toMatchObject({
      disposition: "busy",
      endStatus: "timeout",
      endReason: "busy",
      durationMs: 0,
      startedAt: null,
      failureClass: null,
    });
  });
});

describe("what a call's status says", () => {
  const callback = (members: Record<string, string>) =>
    patchOf({ ...fixture("status-callback.ringing"), ...members });

  test.each([
    ["queued", "registered"],
    ["initiated", "registered"],
    ["ringing", "ringing"],
    ["in-progress", "in_progress"],
  ])("%s is live", (CallStatus, lifecycle) => {
    const patch = callback({ CallStatus });
    expect(patch.lifecycle).toBe(lifecycle);
    expect(patch.facts.disposition).toBeUndefined();
  });

  test.each([
    ["completed", {}, "completed", "ended", "success"],
    ["completed", { AnsweredBy: "machine_start" }, "voicemail", "ended", "timeout"],
    ["completed", { AnsweredBy: "fax" }, "voicemail", "ended", "timeout"],
    ["completed", { AnsweredBy: "unknown" }, "completed", "ended", "success"],
    ["busy", {}, "busy", "ended", "timeout"],
    ["no-answer", {}, "no_answer", "ended", "timeout"],
    ["canceled", {}, "canceled", "ended", "unknown"],
    ["failed", {}, "failed", "failed", "error"],
    ["failed", { SipResponseCode: "503" }, "failed", "failed", "error"],
    ["failed", { SipResponseCode: "603" }, "declined", "ended", "error"],
  ])("%s %o is %s", (CallStatus, more, disposition, lifecycle, endStatus) => {
    const patch = callback({ CallStatus, ...more });
    expect(patch.lifecycle).toBe(lifecycle);
    expect(patch.facts).toMatchObject({ disposition, endStatus, endReason: CallStatus });
    expect(patch.facts.failureClass).toBe(disposition === "failed" ? "carrier" : null);
  });

  test("only the answer tells when the call started", () => {
    const Timestamp = "Fri, 20 Nov 2026 18:40:08 +0000";
    const { facts } = callback({ CallStatus: "in-progress", Timestamp, SequenceNumber: "2" });
    expect(facts.startedAt).toBe(Date.UTC(2026, 10, 20, 18, 40, 8));
  });

  test("events of one second keep the order of their numbers", () => {
    const Timestamp = "Fri, 20 Nov 2026 18:40:08 +0000";
    const placeOf = (SequenceNumber: string) => callback({ Timestamp, SequenceNumber }).occurredAt;
    expect(placeOf("2")).toBeLessThan(placeOf("3") ?? 0);
    expect(placeOf("-4")).toBe(Date.UTC(2026, 10, 20, 18, 40, 8));
    expect(placeOf("99999999")).toBe(Date.UTC(2026, 10, 20, 18, 40, 8, 999));
  });

  test("a second leg names the first", () => {
    const members = { ParentCallSid: "CA1", Direction: "outbound-dial", From: "client:desk" };
    const { facts } = callback(members);
    expect(facts).toMatchObject({
      parentSessionId: "CA1",
      direction: "outbound",
      from: "client:desk",
    });
  });

  test("a status nobody knows proves that the call exists", () => {
    const body = { ...fixture("status-callback.ringing"), CallStatus: "levitating" };
    const { patches, findings } = twilio.normalise(body, context);
    expect(patches[0]?.lifecycle).toBe("registered");
    expect(findings).toEqual([{ code: "unknown-value", path: "CallStatus" }]);
  });
});

describe("other callbacks", () => {
  const ids = { AccountSid: "AC1", CallSid: "CA1", ApiVersion: "2010-04-01" };

  test("a recording that is ready adds its address and no end", () => {
    const body = {
      ...ids,
      RecordingSid: "RE1",
      RecordingUrl: "https://api.example.com/RE1",
      RecordingStatus: "completed",
      RecordingDuration: "83",
      RecordingStartTime: "Fri, 20 Nov 2026 18:40:08 +0000",
    };
    const patch = patchOf(body);
    expect(patch).toMatchObject({
      lifecycle: "in_progress",
      facts: { recordingUrl: "https://api.example.com/RE1" },
    });
    expect(patch.facts.disposition).toBeUndefined();
    expect(patchOf({ ...body, RecordingStatus: "absent" }).facts.recordingUrl).toBeNull();
    const { findings } = twilio.normalise({ ...body, RecordingStatus: "melted" }, context);
    expect(findings).toEqual([{ code: "unknown-value", path: "RecordingStatus" }]);
    const script = { ...body, RecordingUrl: "javascript:alert(1)" };
    expect(patchOf(script).facts.recordingUrl).toBeNull();
  });

  test("a machine found beside the call makes it a time-out without ending it", () => {
    const body = { ...ids, AnsweredBy: "machine_start", MachineDetectionDuration: "2710" };
    expect(twilio.normalise(body, context).eventType).toBe("answering-machine-detection");
    const patch = patchOf(body);
    expect(patch.lifecycle).toBe("in_progress");
    expect(patch.facts).toMatchObject({ isVoicemail: true, taskStatus: "timeout" });
    expect(patch.facts.disposition).toBeUndefined();
    expect(patchOf({ ...body, AnsweredBy: "human" }).facts.taskStatus).toBeNull();
  });

  test("the request for instructions rings without a time", () => {
    const body = {
      ...ids,
      CallStatus: "ringing",
      Direction: "inbound",
      From: "+12025550177",
      To: "+12025550106",
    };
    expect(twilio.normalise(body, context).eventType).toBe("voice-request.ringing");
    expect(patchOf(body)).toMatchObject({
      lifecycle: "ringing",
      occurredAt: null,
      facts: { direction: "inbound", from: "+12025550177", to: "+12025550106" },
    });
  });

  test("a text message is none of our business", () => {
    const expected = { eventType: "message", patches: [], findings: [] };
    expect(twilio.normalise({ MessageSid: "SM1", Body: "Hi" }, context)).toEqual(expected);
  });
});

describe("tolerance", () => {
  test("what names no call is a dead letter", () => {
    for (const body of [
      null,
      [],
      "x",
      {},
      { CallStatus: "ringing" },
      { CallSid: "C".repeat(256) },
    ]) {
      expect(() => twilio.normalise(body, context)).toThrow(NormaliseError);
    }
  });

  test("new parameters are noted and cost nothing, passed-on SIP headers are expected", () => {
    const ringing = fixture("status-callback.ringing");
    const body = { ...ringing, Mood: "sunny", "SipHeader_X-Account": "gold" };
    const { patches, findings } = twilio.normalise(body, context);
    expect(patches).toHaveLength(1);
    expect(findings).toEqual([{ code: "unknown-field", path: "Mood" }]);
  });

  test("any JSON gives a result or says why not, and never touches a prototype", () => {
    const anyJson = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(anyJson, (body) => {
        expectResultOrRefusal(body);
      }),
    );
  });

  test("a documented form with one value replaced by anything is still understood or refused", () => {
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom({ ["__proto__"]: { isPolluted: true } }, "1e308", "-1", "\u0000", "\ud800"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fixtureNames), fc.nat(), odd, (name, place, value) => {
        const members = Object.entries(fixture(name));
        const [replaced] = members[place % members.length] ?? [""];
        expectResultOrRefusal({ ...fixture(name), [replaced]: value });
      }),
      { numRuns: 300 },
    );
  });
});

function expectResultOrRefusal(body: unknown): void {
  try {
    const { eventType, patches } = twilio.normalise(body, context);
    expect(eventType.length).toBeLessThanOrEqual(100);
    for (const patch of patches) expect(patch.providerCallId.length).toBeGreaterThan(0);
  } catch (error) {
    if (!(error instanceof NormaliseError)) throw error;
  }
  expect("isPolluted" in {}).toBe(false);
}

describe("simulated calls", () => {
  const seeds = Array.from({ length: 25 }, (_, seed) => seed);

  test.each(scenarios)("every %s call verifies and is understood without a doubt", (scenario) => {
    for (const seed of seeds) playCall(scenario, seed);
  });

  test("the same chance and start give the same bytes", () => {
    const play = () => {
      const random = createRandom(5);
      return twilioSimulator.simulate(writeScript(random), random, receivedAt);
    };
    expect(play()).toEqual(play());
  });
});

function playCall(scenario: Scenario, seed: number): void {
  const random = createRandom(seed);
  const script = writeScript(random, { scenario });
  const call = twilioSimulator.simulate(script, random, receivedAt);
  const patches: CallPatch[] = [];
  for (const { body, at, contentType } of call.deliveries) {
    const headers = twilioSimulator.sign({
      body,
      contentType,
      url,
      at,
      secret,
      deliveryId: `tok_${at}`,
    });
    const sent = { ...delivery(body, undefined, { headers, contentType }), receivedAt: at };
    expect(twilio.verify(sent, { secrets: [secret] })).toEqual(verified);
    patches.push(patchOf(Object.fromEntries(new URLSearchParams(body))));
  }
  expect(patches.every((patch) => patch.providerCallId === call.providerCallId)).toBe(true);
  const times = patches.map((patch) => patch.occurredAt ?? 0);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const { disposition, endStatus } = patches.at(-1)?.facts ?? {};
  expect({ disposition, status: endStatus }).toEqual(call.expected);
}
