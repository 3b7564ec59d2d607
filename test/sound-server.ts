import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const rate = 8_000;
const headerBytes = 44;

/** A WAV file of one channel: silent in its first half, a tone in its second. */
function waveOf(seconds: number): Buffer {
  const samples = rate * seconds;
  const file = Buffer.alloc(headerBytes + samples, 128);
  file.write("RIFF", 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples, 40);
  for (let place = samples / 2; place < samples; place++) {
    file[headerBytes + place] = 128 + Math.round(100 * Math.sin(place / 3));
  }
  return file;
}

/** A provider's file server on this machine, with one recording that a browser can play. */
export async function startSoundServer(
  seconds: number,
): Promise<AsyncDisposable & { url: string }> {
  const sound = waveOf(seconds);
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "audio/wav" }).end(sound);
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/call.wav`,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
