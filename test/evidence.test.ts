import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { CompactSign, exportJWK, generateKeyPair } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyEvidence } from "../src/evidence/index.ts";
import { sha256Hex } from "../src/lib/signature.ts";
import { type CommandLine, createCommandLine } from "./command-line.ts";
import { fixture } from "./payloads.ts";
import { createWorld, keyOf, type World, worldSecretKey } from "./world.ts";

async function issue(world: World, callId: string, key?: string) {
  return world.api("GET", `/api/v1/calls/${callId}/evidence`, undefined, key);
}

async function keysOf(world: World) {
  const answer = await world.app.http.inject({ url: "/.well-known/jwks.json" });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).not.toContain('"d"');
  return answer.json();
}

/** A call with its sound kept, so that a pack has everything. */
async function recordedCall(world: World) {
  const transcript = fixture("elevenlabs", "post_call_transcription.json");
  const audio = JSON.parse(fixture("elevenlabs", "post_call_audio.json").body);
  const sound = Buffer.concat([Buffer.from("ID3"), Buffer.alloc(5_000, 7)]);
  audio.data.conversation_id = JSON.parse(transcript.body).data.conversation_id;
  audio.data.full_audio = sound.toString("base64");
  await world.deliver("elevenlabs", transcript.body);
  await world.deliver("elevenlabs", audio);
  await world.settle();
  await world.app.background.recordings.drain();
  const { json } = await world.api("GET", "/api/v1/calls");
  const { url } = (await world.api("GET", `/api/v1/calls/${json.data[0].id}/recording`)).json;
  await world.app.http.inject({ url: new URL(url).pathname });
  return { callId: json.data[0].id as string, sound, received: transcript.body };
}

test("a pack holds the call, what came in, the recording's hash and who touched it, and verifies with the public key alone", async () => {
  await using world = await createWorld();
  const { callId, sound, received } = await recordedCall(world);
  const { status, json: jws, headers } = await issue(world, callId);
  expect([status, headers["content-type"]]).toEqual([200, "application/jose"]);
  const keys = await keysOf(world);
  const recordingSha256 = sha256Hex(sound);
  const { isOk, checks, pack } = await verifyEvidence(jws, { keys, recordingSha256 });
  expect(checks.filter((check) => !check.isOk)).toEqual([]);
  expect(isOk).toBe(true);
  expect(pack?.vcon).toEqual((await world.api("GET", `/api/v1/calls/${callId}/vcon`)).json);
  expect(pack?.recording).toMatchObject({ sha256: recordingSha256, bytes: sound.length });
  expect(pack?.events).toHaveLength(2);
  expect(pack?.events[0]).toMatchObject({ body_sha256: sha256Hex(received), is_verified: true });
  expect(pack?.audit.entries.map(({ action }) => action)).toEqual([
    "recording.heard",
    "call.evidence_issued",
  ]);
  const verified = (await world.api("GET", "/api/v1/admin/audit/verify")).json.data[0];
  expect(pack?.audit.head?.hash).toBe(verified.head);
  const other = await verifyEvidence(jws, { keys, recordingSha256: sha256Hex("another") });
  expect(other.isOk).toBe(false);
});

test("a change of any byte of a pack is noticed", async () => {
  await using world = await createWorld();
  await world.deliver("retell", fixture("retell", "call_ended.json").body);
  await world.settle();
  const callId = (await world.api("GET", "/api/v1/calls")).json.data[0].id;
  const jws: string = (await issue(world, callId)).json;
  const keys = await keysOf(world);
  expect((await verifyEvidence(jws, { keys })).isOk).toBe(true);
  const place = fc.oneof(
    fc.nat(jws.length - 1),
    // Its last letters, whose unused bits a lenient reader ignores.
    fc.integer({ min: jws.length - 4, max: jws.length - 1 }),
  );
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 0, max: 255 }), async (at, code) => {
      const changed = `${jws.slice(0, at)}${String.fromCharCode(code)}${jws.slice(at + 1)}`;
      fc.pre(changed !== jws);
      expect((await verifyEvidence(changed, { keys })).isOk).toBe(false);
    }),
    { numRuns: 300 },
  );
  for (const changed of [`${jws}\n`, ` ${jws}`, jws.slice(0, -1), `${jws}=`, `${jws}.`, ""]) {
    expect([changed.length, (await verifyEvidence(changed, { keys })).isOk]).toEqual([
      changed.length,
      false,
    ]);
  }
});

test("another's signature, an unsigned pack, and signed nonsense do not pass", async () => {
  await using world = await createWorld();
  await world.deliver("retell", fixture("retell", "call_ended.json").body);
  await world.settle();
  const callId = (await world.api("GET", "/api/v1/calls")).json.data[0].id;
  const jws: string = (await issue(world, callId)).json;
  const keys = await keysOf(world);
  const [, payload = ""] = jws.split(".");
  const content = Buffer.from(payload, "base64url");
  const stranger = await generateKeyPair("EdDSA", { extractable: true });
  const header = { alg: "EdDSA", kid: keys.keys[0].kid };
  const signedBy = (bytes: Buffer, key: Parameters<CompactSign["sign"]>[0]) =>
    new CompactSign(bytes).setProtectedHeader(header).sign(key);
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  for (const forged of [await signedBy(content, stranger.privateKey), `${none}.${payload}.`]) {
    const verdict = await verifyEvidence(forged, { keys });
    expect([verdict.isOk, verdict.pack]).toEqual([false, null]);
  }
  // Even with the right key the audit entries must be what they were.
  const own = { keys: [{ ...(await exportJWK(stranger.publicKey)), kid: header.kid }] };
  const pack = JSON.parse(content.toString());
  expect(
    (await verifyEvidence(await signedBy(content, stranger.privateKey), { keys: own })).isOk,
  ).toBe(true);
  for (const change of [
    () => ({ ...pack, format: "voicelens-evidence-2" }),
    () => ({ ...pack, vcon: { ...pack.vcon, parties: [] } }),
    () => ({
      ...pack,
      audit: { ...pack.audit, entries: [{ ...pack.audit.entries[0], actor: "user:usr_other" }] },
    }),
    () => ({ ...pack, tenant_id: "ten_other" }),
    () => ({ ...pack, audit: { ...pack.audit, head: { ...pack.audit.head, seq: 0 } } }),
  ]) {
    const forged = await signedBy(Buffer.from(JSON.stringify(change())), stranger.privateKey);
    expect((await verifyEvidence(forged, { keys: own })).isOk).toBe(false);
  }
});

test("after a change of the secret key what was signed before still verifies, and what is signed now does too", async () => {
  await using world = await createWorld();
  await world.deliver("retell", fixture("retell", "call_ended.json").body);
  await world.settle();
  const callId = (await world.api("GET", "/api/v1/calls")).json.data[0].id;
  const before: string = (await issue(world, callId)).json;
  const env = {
    SECRET_KEY: "another-secret-key-9876543210-ponmlkjihgfedcba",
    SECRET_KEY_PREVIOUS: worldSecretKey,
  };
  await using after = await createWorld({ on: world, env });
  const keys = await keysOf(after);
  expect(keys.keys).toHaveLength(2);
  for (const jws of [before, (await issue(after, callId)).json]) {
    expect((await verifyEvidence(jws, { keys })).isOk).toBe(true);
  }
});

test("evidence is for whoever may read the audit log of the call's tenant", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  await world.deliver("retell", fixture("retell", "call_ended.json").body);
  await world.settle();
  const callId = (await world.api("GET", "/api/v1/calls")).json.data[0].id;
  expect((await issue(world, callId, keyOf("ten_a"))).status).toBe(404);
  const body = { name: "reader", role: "viewer" };
  const { key } = (await world.api("POST", "/api/v1/api-keys", body)).json;
  expect((await issue(world, callId, key)).status).toBe(403);
});

let line: CommandLine;
beforeAll(() => {
  line = createCommandLine({});
});
afterAll(() => line[Symbol.asyncDispose]());

test("the command says by its exit code whether all of a pack holds", async () => {
  await using world = await createWorld();
  const { callId, sound } = await recordedCall(world);
  const folder = mkdtempSync(join(tmpdir(), "voicelens-evidence-"));
  try {
    const at = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const jws: string = (await issue(world, callId)).json;
    const pack = at("call.jws", jws);
    const key = ["--key", at("jwks.json", JSON.stringify(await keysOf(world)))];
    const recording = at("call.mp3", sound);
    const changed = at(
      "changed.jws",
      `${jws.slice(0, 900)}${jws[900] === "A" ? "B" : "A"}${jws.slice(901)}`,
    );
    const run = (...args: string[]) => line.run(["verify-evidence", ...args]);
    const good = await run(pack, ...key, "--recording", recording, "--json");
    expect(good).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(good.stdout)).toMatchObject({ is_valid: true, call_id: callId });
    const [bad, otherSound, noKey, noFile] = await Promise.all([
      run(changed, ...key),
      run(pack, ...key, "--recording", pack),
      run(pack),
      run(join(folder, "none"), ...key),
    ]);
    expect(bad).toMatchObject({ code: 1, stdout: expect.stringContaining("NOT valid") });
    expect(otherSound).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("FAILED  recording"),
    });
    expect(noKey).toMatchObject({ code: 1, stderr: expect.stringContaining("--key") });
    expect(noFile).toMatchObject({ code: 1, stderr: expect.stringContaining("ENOENT") });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
