import { createHash, randomBytes } from "node:crypto";
import { readdirSync, truncateSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { expireRecordings, findRecordingHash } from "../src/recordings/index.ts";
import { fixture } from "./payloads.ts";
import { createWorld, keyOf, type World, worldSecretKey } from "./world.ts";

const hourMs = 3_600_000;

interface Host extends AsyncDisposable {
  url: string;
  /** Paths asked for, in order. */
  asked: string[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

/** A provider's file server on this machine. */
async function startHost(answer: Host["answer"]): Promise<Host> {
  const server = createServer((request, response) => {
    host.asked.push(request.url ?? "");
    host.answer(request, response);
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const host: Host = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    answer,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return host;
}

/** Something that begins as a WAV file does. */
function sound(bytes: number): Buffer {
  const header = Buffer.from("RIFF\0\0\0\0WAVE", "latin1");
  return Buffer.concat([header, randomBytes(bytes - header.length)]);
}

function sends(body: Buffer, headers: Record<string, string> = {}): Host["answer"] {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "audio/wav", ...headers }).end(body);
  };
}

const status =
  (code: number): Host["answer"] =>
  (_request, response) => {
    response.writeHead(code, { "content-type": "text/html" }).end("<h1>no</h1>");
  };

const reachesLoopback = { env: { OUTBOUND_ALLOW: "127.0.0.1/32" } };

/** A finished call whose recording the provider has under this address. */
async function deliverCall(
  world: World,
  recordingUrl: string,
  more: object = {},
  event: "call_ended" | "call_analyzed" = "call_ended",
) {
  const body = { ...JSON.parse(fixture("retell", "call_ended.json").body), event };
  body.call = { ...body.call, recording_url: recordingUrl, ...more };
  delete body.call.scrubbed_recording_url;
  await world.deliver("retell", body);
  await world.settle();
  const { json } = await world.api("GET", "/api/v1/calls");
  return json.data[0].id as string;
}

const pathOf = (callId: string) => `/api/v1/calls/${callId}/recording`;

async function recordingOf(world: World, callId: string) {
  const { status: code, json } = await world.api("GET", pathOf(callId));
  expect(code).toBe(200);
  return json;
}

async function hear(
  world: World,
  url: string,
  headers: Record<string, string> = {},
  method: "GET" | "HEAD" = "GET",
) {
  return world.app.http.inject({ method, url: new URL(url).pathname, headers });
}

function filesOf(world: World): string[] {
  const folder = join(world.config.DATA_DIR, "files");
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

test("a recording is fetched once, stored encrypted, and heard through a link that needs no key", async () => {
  await using world = await createWorld(reachesLoopback);
  const bytes = sound(24 * 1024 * 1024);
  await using host = await startHost(sends(bytes));
  const callId = await deliverCall(world, `${host.url}/a.wav?signature=1`);
  expect(await recordingOf(world, callId)).toMatchObject({ status: "pending", url: null });
  expect(await findRecordingHash(world.db, { tenantId: "ten_default" }, callId)).toBeNull();
  await world.app.background.recordings.drain();
  const recording = await recordingOf(world, callId);
  expect(recording).toMatchObject({
    status: "stored",
    bytes: bytes.length,
    sha256: sha256(bytes),
    content_type: "audio/wav",
    reason: null,
  });
  expect(await findRecordingHash(world.db, { tenantId: "ten_default" }, callId)).toBe(
    sha256(bytes),
  );
  const whole = await hear(world, recording.url);
  expect(whole.statusCode).toBe(200);
  expect(sha256(whole.rawPayload)).toBe(recording.sha256);
  expect(whole.headers).toMatchObject({
    "cache-control": "no-store",
    "accept-ranges": "bytes",
    "content-length": String(bytes.length),
    "content-type": "audio/wav",
    "x-content-type-options": "nosniff",
  });
  const [file = ""] = filesOf(world);
  expect(filesOf(world)).toHaveLength(1);
  expect(file).not.toContain(recording.sha256);
  // The provider's own address stays what the API tells, and the same call told again is not fetched again.
  await deliverCall(world, `${host.url}/a.wav?signature=2`, { call_status: "ended" });
  await world.app.background.recordings.drain();
  expect(host.asked).toEqual(["/a.wav?signature=1"]);
  const call = (await world.api("GET", `/api/v1/calls/${callId}`)).json;
  expect(call.recording_url).toContain(host.url);
  // Another recording of the same call takes the place of the first.
  const other = sound(1_000);
  host.answer = sends(other);
  await deliverCall(world, `${host.url}/scrubbed.wav`, {}, "call_analyzed");
  await world.app.background.recordings.drain();
  expect(await recordingOf(world, callId)).toMatchObject({ sha256: sha256(other), bytes: 1_000 });
  expect(filesOf(world)).toHaveLength(1);
  expect((await hear(world, recording.url)).statusCode).toBe(404);
  const audit = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  expect(audit[0]).toMatchObject({ action: "recording.heard", subject: callId });
});

test("every part that is asked for is exactly that part, and nothing is kept on the way", async () => {
  await using world = await createWorld(reachesLoopback);
  const bytes = sound(200_000);
  await using host = await startHost(sends(bytes));
  const callId = await deliverCall(world, `${host.url}/a.wav`);
  await world.app.background.recordings.drain();
  const { url, sha256: hash } = await recordingOf(world, callId);
  const place = fc.integer({ min: 0, max: bytes.length + 1_000 });
  await fc.assert(
    fc.asyncProperty(place, fc.option(place), async (first, last) => {
      const answer = await hear(world, url, { range: `bytes=${first}-${last ?? ""}` });
      if (last !== null && last < first) {
        expect(answer.statusCode).toBe(200);
        return;
      }
      if (first >= bytes.length) {
        expect(answer.statusCode).toBe(416);
        expect(answer.headers["content-range"]).toBe(`bytes */${bytes.length}`);
        return;
      }
      const end = Math.min((last ?? bytes.length - 1) + 1, bytes.length);
      expect(answer.statusCode).toBe(206);
      expect(answer.headers["content-range"]).toBe(`bytes ${first}-${end - 1}/${bytes.length}`);
      expect(answer.rawPayload.equals(bytes.subarray(first, end))).toBe(true);
    }),
    { numRuns: 40 },
  );
  const tail = await hear(world, url, { range: "bytes=-10" });
  expect(tail.rawPayload.equals(bytes.subarray(-10))).toBe(true);
  const head = await hear(world, url, { range: "bytes=0-9" }, "HEAD");
  expect([head.statusCode, head.headers["content-length"], head.rawPayload.length]).toEqual([
    200,
    String(bytes.length),
    0,
  ]);
  const etag = `"${hash}"`;
  const range = "bytes=5-9";
  expect((await hear(world, url, { range, "if-range": etag })).statusCode).toBe(206);
  expect((await hear(world, url, { range, "if-range": '"another"' })).statusCode).toBe(200);
  expect((await hear(world, url, { "if-none-match": etag })).statusCode).toBe(304);
});

test("a link opens one recording of one tenant for half an hour, and no other spelling of it does", async () => {
  await using world = await createWorld({ ...reachesLoopback, tenants: ["ten_a"] });
  await using host = await startHost(sends(sound(5_000)));
  const callId = await deliverCall(world, `${host.url}/a.wav`);
  await world.app.background.recordings.drain();
  const { url } = await recordingOf(world, callId);
  const foreign = await world.api("GET", pathOf(callId), undefined, keyOf("ten_a"));
  expect(foreign.status).toBe(404);
  const token = new URL(url).pathname.split("/").at(-1) ?? "";
  const [content = "", signature = ""] = token.split(".");
  const named = JSON.parse(Buffer.from(content, "base64url").toString());
  const other = Buffer.from(JSON.stringify({ ...named, t: "ten_a" })).toString("base64url");
  const later = Buffer.from(JSON.stringify({ ...named, e: named.e + 9_999 })).toString("base64url");
  for (const wrong of [`${other}.${signature}`, `${later}.${signature}`, content, "x.y", "."]) {
    const answer = await hear(world, `https://v.example.com/recordings/${wrong}`);
    expect([wrong, answer.statusCode]).toEqual([wrong, 403]);
  }
  for (let at = 0; at < token.length; at += 7) {
    const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
    const answer = await hear(world, `https://v.example.com/recordings/${changed}`);
    expect([400, 403, 404]).toContain(answer.statusCode);
  }
  world.clock.now += 30 * 60_000;
  expect((await hear(world, url)).json().type).toBe("/problems/recording-link-invalid");
});

test("a recording that is not there yet is asked for again; one that is missing for hours is gone, and that is seen", async () => {
  await using world = await createWorld(reachesLoopback);
  await using host = await startHost(status(404));
  const callId = await deliverCall(world, `${host.url}/late.wav`);
  await world.app.background.recordings.drain();
  expect(host.asked).toHaveLength(1);
  const first = await recordingOf(world, callId);
  expect(first).toMatchObject({ status: "pending", reason: "not-found", attempts: 1 });
  expect(Date.parse(first.next_try_at)).toBeGreaterThan(world.clock.now);
  world.clock.now += 60_000;
  host.answer = sends(sound(2_000));
  await world.app.background.recordings.drain();
  expect(await recordingOf(world, callId)).toMatchObject({ status: "stored", attempts: 2 });

  host.answer = status(403);
  const body = { call_id: "another-call" };
  await deliverCall(world, `${host.url}/expired.wav`, body);
  const { json } = await world.api("GET", "/api/v1/calls?q=another-call");
  const lost = json.data[0].id;
  const before = host.asked.length;
  for (let hours = 0; hours < 5; hours++) {
    await world.app.background.recordings.drain();
    world.clock.now += hourMs;
  }
  expect(await recordingOf(world, lost)).toMatchObject({ status: "gone", reason: "link-expired" });
  expect(host.asked.length - before).toBeLessThan(6);
  expect(world.logged()).toContain("a recording was not got");
  const metrics = (await world.api("GET", "/metrics", undefined, null)).json;
  expect(metrics).toContain('voicelens_recordings_total{provider="retell",outcome="gone"} 1');
});

test("an answer that is no sound, too slow a host and one that breaks off are tried until the link is dead, in bounded numbers", async () => {
  await using world = await createWorld(reachesLoopback);
  const answers: Host["answer"][] = [
    (_request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>");
    },
    (_request, response) => {
      response.writeHead(200, { "content-type": "audio/wav", "content-length": "9000" });
      response.write(sound(500), () => response.destroy());
    },
    status(500),
    sends(Buffer.alloc(0)),
  ];
  let turn = 0;
  await using host = await startHost((request, response) => {
    answers[turn++ % answers.length]?.(request, response);
  });
  const callId = await deliverCall(world, `${host.url}/a.wav`);
  const reasons = new Set<string>();
  for (let hours = 0; hours < 30; hours++) {
    await world.app.background.recordings.drain();
    reasons.add((await recordingOf(world, callId)).reason);
    world.clock.now += hourMs;
  }
  expect(reasons).toEqual(new Set(["not-audio", "unreachable", "provider-error", "empty"]));
  expect((await recordingOf(world, callId)).status).toBe("failed");
  expect(host.asked.length).toBeLessThan(40);
  expect(filesOf(world)).toEqual([]);
});

test("redirects are followed with the same care, and an address inside is never asked", async () => {
  await using inside = await startHost(sends(sound(100)));
  await using world = await createWorld();
  const callId = await deliverCall(world, `${inside.url}/a.wav`);
  await world.app.background.recordings.drain();
  expect(await recordingOf(world, callId)).toMatchObject({
    status: "refused",
    reason: "url-refused",
  });
  expect(inside.asked).toEqual([]);
  await using open = await createWorld(reachesLoopback);
  await using host = await startHost((request, response) => {
    if (request.url === "/moved.wav") {
      response.writeHead(302, { location: "/a.wav" }).end();
    } else if (request.url === "/out.wav") {
      response.writeHead(307, { location: "http://169.254.169.254/latest" }).end();
    } else sends(sound(100))(request, response);
  });
  const moved = await deliverCall(open, `${host.url}/moved.wav`);
  await open.app.background.recordings.drain();
  expect(await recordingOf(open, moved)).toMatchObject({ status: "stored", bytes: 100 });
  await deliverCall(open, `${host.url}/out.wav`, { call_id: "out" });
  await open.app.background.recordings.drain();
  const out = (await open.api("GET", "/api/v1/calls?q=out")).json.data[0].id;
  expect(await recordingOf(open, out)).toMatchObject({ status: "refused", url: null });
});

test("ElevenLabs' sound is kept from the event that brings it", async () => {
  await using world = await createWorld();
  const transcript = fixture("elevenlabs", "post_call_transcription.json");
  await world.deliver("elevenlabs", transcript.body);
  const audio = JSON.parse(fixture("elevenlabs", "post_call_audio.json").body);
  const bytes = Buffer.concat([Buffer.from("ID3"), randomBytes(400_000)]);
  audio.data.conversation_id = JSON.parse(transcript.body).data.conversation_id;
  audio.data.full_audio = bytes.toString("base64");
  await world.deliver("elevenlabs", audio);
  await world.settle();
  await world.app.background.recordings.drain();
  const callId = (await world.api("GET", "/api/v1/calls")).json.data[0].id;
  const recording = await recordingOf(world, callId);
  expect(recording).toMatchObject({
    status: "stored",
    content_type: "audio/mpeg",
    sha256: sha256(bytes),
  });
  expect(sha256((await hear(world, recording.url)).rawPayload)).toBe(recording.sha256);
});

/** A finished call as somebody posts it with VCP. */
async function postCall(world: World, recordingUrl: string, consent: "granted" | "revoked") {
  const message = JSON.parse(fixture("vcp", "v0.5.complete.json").body);
  message.vcp_payload.artifacts.audio_recording_ref = recordingUrl;
  message.vcp_payload.consent.status = consent;
  if (consent === "revoked") message.audit.processed_at = "2026-11-20T18:00:00.000Z";
  const answer = await world.deliver("vcp", message);
  await world.settle();
  const { json } = await world.api("GET", "/api/v1/calls");
  return { statusCode: answer.statusCode, callId: json.data[0].id as string };
}

test("without consent nothing is fetched; what was kept is heard no more and goes when consent is revoked", async () => {
  await using world = await createWorld(reachesLoopback);
  await using host = await startHost(sends(sound(3_000)));
  const { callId } = await postCall(world, `${host.url}/a.wav`, "granted");
  await world.app.background.recordings.drain();
  const { url, status: kept } = await recordingOf(world, callId);
  expect([kept, filesOf(world).length]).toEqual(["stored", 1]);
  await postCall(world, `${host.url}/a.wav`, "revoked");
  expect((await hear(world, url)).statusCode).toBe(404);
  await world.app.background.recordings.drain();
  expect(filesOf(world)).toEqual([]);
  expect(await recordingOf(world, callId)).toMatchObject({
    status: "refused",
    reason: "consent-revoked",
    url: null,
  });
  const before = host.asked.length;
  const denied = await deliverCall(world, `${host.url}/b.wav`, {
    opt_out_sensitive_data_storage: true,
  });
  await world.app.background.recordings.drain();
  expect(host.asked.length).toBe(before);
  expect(await recordingOf(world, denied)).toMatchObject({
    status: "refused",
    reason: "consent-denied",
  });
});

test("consent that is revoked during the fetching leaves nothing behind", async () => {
  await using world = await createWorld(reachesLoopback);
  const bytes = sound(300_000);
  let goOn: () => void = () => undefined;
  let tell: () => void = () => undefined;
  const isAsked = new Promise<void>((done) => {
    tell = done;
  });
  await using host = await startHost((_request, response) => {
    response.writeHead(200, { "content-type": "audio/wav" });
    response.write(bytes.subarray(0, 100_000));
    goOn = () => response.end(bytes.subarray(100_000));
    tell();
  });
  const { callId } = await postCall(world, `${host.url}/a.wav`, "granted");
  const fetching = world.app.background.recordings.drain();
  await isAsked;
  await postCall(world, `${host.url}/a.wav`, "revoked");
  goOn();
  await fetching;
  expect(filesOf(world)).toEqual([]);
  expect((await recordingOf(world, callId)).status).toBe("refused");
});

test("recordings older than the tenant keeps them are removed and say so; the call stays, and nothing is fetched again", async () => {
  await using world = await createWorld(reachesLoopback);
  await using host = await startHost(sends(sound(3_000)));
  const callId = await deliverCall(world, `${host.url}/a.wav`);
  await world.app.background.recordings.drain();
  const settings = "/api/v1/settings/recordings";
  expect((await world.api("GET", settings)).json).toEqual({ retention_days: null });
  expect((await world.api("PUT", settings, { retention_days: 0 })).status).toBe(400);
  expect((await world.api("PUT", settings, { retention_days: 30 })).status).toBe(200);
  const room = world.app.tenantData.find(({ room: name }) => name === "recordings");
  const expire = () => room && expireRecordings(world.db, room, world.clock.now);
  world.clock.now += 29 * 24 * hourMs;
  expect(await expire()).toBe(0);
  world.clock.now += 2 * 24 * hourMs;
  expect(await expire()).toBe(1);
  expect(filesOf(world)).toEqual([]);
  const expired = await recordingOf(world, callId);
  expect(expired).toMatchObject({ status: "expired", reason: "retention", url: null });
  await deliverCall(world, `${host.url}/a.wav`, { call_status: "ended" });
  await world.app.background.recordings.drain();
  expect(host.asked).toHaveLength(1);
  const audit = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  expect(audit[0]).toMatchObject({
    action: "recordings.retention_changed",
    payload: { retention_days: 30, before: null },
  });
});

test("what was changed or cut on the disk is never given out as the recording", async () => {
  await using world = await createWorld(reachesLoopback);
  const bytes = sound(150_000);
  await using host = await startHost(sends(bytes));
  const callId = await deliverCall(world, `${host.url}/a.wav`);
  await world.app.background.recordings.drain();
  const { url } = await recordingOf(world, callId);
  const [file = ""] = filesOf(world);
  truncateSync(file, 140_000);
  expect((await hear(world, url, { range: "bytes=0-99" })).statusCode).toBe(206);
  expect((await hear(world, url, { range: "bytes=149990-149999" })).statusCode).toBe(500);
});

test("after a change of the secret key recordings are still heard, and once their keys are sealed anew the former can go", async () => {
  await using world = await createWorld(reachesLoopback);
  const bytes = sound(70_000);
  await using host = await startHost(sends(bytes));
  const callId = await deliverCall(world, `${host.url}/a.wav`);
  await world.app.background.recordings.drain();
  const presentKey = "another-secret-key-9876543210-ponmlkjihgfedcba";
  const { url } = await recordingOf(world, callId);
  {
    const env = { SECRET_KEY: presentKey, SECRET_KEY_PREVIOUS: worldSecretKey };
    await using during = await createWorld({ on: world, env });
    expect(sha256((await hear(during, url)).rawPayload)).toBe(sha256(bytes));
    let cursor: string | null = null;
    do {
      const body: object = cursor === null ? {} : { cursor };
      const { json } = await during.api("POST", "/api/v1/admin/secrets/reencrypt", body);
      cursor = json.next_cursor;
    } while (cursor !== null);
  }
  await using after = await createWorld({ on: world, env: { SECRET_KEY: presentKey } });
  expect((await hear(after, url)).statusCode).toBe(403);
  const fresh = await recordingOf(after, callId);
  expect(sha256((await hear(after, fresh.url)).rawPayload)).toBe(sha256(bytes));
});

test("erasing a caller takes the recording and its file along", async () => {
  await using world = await createWorld(reachesLoopback);
  await using host = await startHost(sends(sound(3_000)));
  const callId = await deliverCall(world, `${host.url}/a.wav`);
  await world.app.background.recordings.drain();
  const { from } = (await world.api("GET", `/api/v1/calls/${callId}`)).json;
  const scope = { tenantId: "ten_default" };
  for (const room of world.app.tenantData) {
    await room.erase(world.db, scope, { kind: "caller", number: from });
  }
  expect(filesOf(world)).toEqual([]);
  expect((await world.api("GET", pathOf(callId))).status).toBe(404);
});
