import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { fixture } from "./payloads.ts";
import { inventCalls } from "./provider-servers/index.ts";
import { createWorld, type World } from "./world.ts";

const apiKey = "sk_recordings_0123456789abcdef";
const wav = Buffer.from("RIFF\0\0\0\0WAVE and some sound", "latin1");

/** A file server that gives its recordings to whoever has the key. */
async function startHost(isOpen: (headers: Record<string, unknown>) => boolean) {
  const asked: Array<{ path: string; headers: Record<string, unknown> }> = [];
  const places = { redirect: null as string | null };
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", headers: request.headers });
    if (!isOpen(request.headers)) response.writeHead(401).end();
    else if (places.redirect) response.writeHead(302, { location: places.redirect }).end();
    else response.writeHead(200, { "content-type": "audio/wav" }).end(wav);
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    places,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

const withKey = ({ authorization }: Record<string, unknown>) =>
  authorization === `Bearer ${apiKey}`;

async function retellWorld(url: string) {
  return createWorld({
    env: { OUTBOUND_ALLOW: "127.0.0.1/32", RETELL_API_URL: url, RETELL_API_KEY: apiKey },
  });
}

async function recordingAt(world: World, recording_url: string) {
  const body = JSON.parse(fixture("retell", "call_ended.json").body);
  body.call = { ...body.call, recording_url };
  delete body.call.scrubbed_recording_url;
  await world.deliver("retell", body);
  await world.settle();
  await world.app.background.recordings.drain();
  const [{ id }] = (await world.api("GET", "/api/v1/calls")).json.data;
  return (await world.api("GET", `/api/v1/calls/${id}/recording`)).json;
}

test("a recording at the provider's API that wants a key is fetched with the connection's", async () => {
  await using host = await startHost(withKey);
  await using world = await retellWorld(host.url);
  expect(await recordingAt(world, `${host.url}/a.wav`)).toMatchObject({ status: "stored" });
  expect(host.asked.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    `Bearer ${apiKey}`,
  ]);
});

test("the key goes to no other host", async () => {
  await using stranger = await startHost(() => false);
  await using host = await startHost(withKey);
  await using world = await retellWorld(host.url);
  expect(await recordingAt(world, `${stranger.url}/a.wav`)).toMatchObject({
    status: "pending",
    reason: "needs-key",
  });
  expect(stranger.asked.map(({ path }) => path)).toEqual(["/a.wav"]);
  expect(JSON.stringify(stranger.asked)).not.toContain(apiKey);
  expect(host.asked).toEqual([]);
});

test("the key does not follow where the provider's API sends us", async () => {
  await using stranger = await startHost(() => false);
  await using host = await startHost(withKey);
  await using world = await retellWorld(host.url);
  host.places.redirect = `${stranger.url}/b.wav`;
  expect(await recordingAt(world, `${host.url}/a.wav`)).toMatchObject({ reason: "needs-key" });
  expect(host.asked).toHaveLength(2);
  expect(stranger.asked.map(({ path }) => path)).toEqual(["/b.wav"]);
  expect(JSON.stringify(stranger.asked)).not.toContain(apiKey);
});

test("the sound of a conversation that no link names is fetched from its provider's API", async () => {
  await using host = await startHost((headers) => headers["xi-api-key"] === apiKey);
  await using world = await createWorld({
    env: {
      OUTBOUND_ALLOW: "127.0.0.1/32",
      ELEVENLABS_API_URL: host.url,
      ELEVENLABS_API_KEY: apiKey,
    },
  });
  const [call] = inventCalls("elevenlabs", {
    count: 1,
    startAt: world.clock.now - 600_000,
    scenario: "booked",
  });
  for (const { body, contentType } of call?.deliveries ?? []) {
    await world.deliver("elevenlabs", body, { contentType });
  }
  await world.settle();
  await world.app.background.recordings.drain();
  const [{ id }] = (await world.api("GET", "/api/v1/calls")).json.data;
  const recording = (await world.api("GET", `/api/v1/calls/${id}/recording`)).json;
  expect(recording).toMatchObject({ status: "stored", bytes: wav.length });
  expect(host.asked.at(-1)?.path).toBe(`/v1/convai/conversations/${call?.providerCallId}/audio`);
});
