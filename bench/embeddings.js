// An embedding service that answers at once: vectors out of the words themselves, so that texts with the same words lie near each other. What it was told before is answered from memory, so
// that whoever measures does not measure how it makes vectors.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const defaultDimensions = 256;
const placesPerWord = 8;
/** @type {Map<string, { place: number, sign: number }[]>} */
const known = new Map();
/** How many texts were asked for. */
let embedded = 0;
/** Whole answers, by the only text that was asked for. @type {Map<string, Buffer>} */
const prepared = new Map();

function featuresOf(word, dimensions) {
  const found = known.get(word);
  if (found) return found;
  const bytes = createHash("sha256").update(word).digest();
  const features = Array.from({ length: placesPerWord }, (_, n) => ({
    place: bytes.readUInt16LE(n * 2) % dimensions,
    sign: (bytes[16 + n] ?? 0) % 2 === 0 ? 1 : -1,
  }));
  known.set(word, features);
  return features;
}

function embed(text, dimensions) {
  const vector = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (const { place, sign } of featuresOf(word, dimensions)) vector[place] += sign;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function answer({ input, model, dimensions = defaultDimensions, encoding_format: format }) {
  const texts = Array.isArray(input) ? input : [input];
  embedded += texts.length;
  const data = texts.map((text, index) => {
    const vector = embed(String(text), dimensions);
    const embedding =
      format === "base64" ? Buffer.from(vector.buffer).toString("base64") : [...vector];
    return { object: "embedding", index, embedding };
  });
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(String(text).length / 4), 0);
  return { object: "list", model, data, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

function bodyOf(question) {
  const { input } = question;
  const known = input.length === 1 ? prepared.get(input[0]) : undefined;
  if (known === undefined) return Buffer.from(JSON.stringify(answer(question)));
  embedded++;
  return known;
}

function prepare({ texts, model, dimensions }) {
  for (const text of texts) {
    prepared.set(text, Buffer.from(JSON.stringify(answer({ input: [text], model, dimensions }))));
  }
}

async function reply(request, response) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = bodyOf(JSON.parse(Buffer.concat(parts).toString()));
  response.writeHead(200, { "content-type": "application/json" }).end(body);
}

const server = createServer((request, response) => {
  // Who asked may have given up.
  reply(request, response).catch(() => response.destroy());
});
server.listen(0, "127.0.0.1");
await once(server, "listening");

const answers = {
  port: () => /** @type {import("node:net").AddressInfo} */ (server.address()).port,
  count: () => embedded,
  prepare,
};
process.on(
  "message",
  (
    /** @type {{ id: number, command: keyof typeof answers, value: Parameters<typeof prepare>[0] }} */ message,
  ) => process.send?.({ id: message.id, result: answers[message.command](message.value) }),
);
process.once("disconnect", () => process.exit(0));
