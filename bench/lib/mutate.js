// Breaks deliveries in the ways that senders, proxies and attackers do. Seeded: the same seed breaks the same way.

/** @typedef {import("../../dist/lib/random.js").Random} Random */
/** @typedef {{ body: Buffer, contentType: string }} Content */

const oddNumbers = ["1e999", "-0", "9007199254740993", "123456789012345678901234567890", "1e-400"];
const oddTexts = ["\u0000", "\ud800", "__proto__", "constructor", "", "\u202e", "x".repeat(3_000)];
const oddValues = [null, [], {}, true, -1, 1e308, "", [[[[]]]], { __proto__x: 1 }, "\u0000"];

/** @type {Array<(random: Random, body: Buffer) => Buffer>} */
const bodyBreakers = [
  flipBytes,
  cut,
  repeatPart,
  insertNoise,
  (random, body) => changeValue(random, body),
  (random, body) => changeValue(random, body),
  (random, body) => renameMember(random, body),
  (_random, body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
  (random, body) => Buffer.from(body.toString().replace(/\d{3,}/, random.pick(oddNumbers))),
  (_random, body) => Buffer.from(body.toString().replace("{", '{"__proto__":{"polluted":true},')),
  (_random, body) =>
    Buffer.from(body.toString().replace("{", '{"event":"call_ended","event":null,')),
  (random) => Buffer.from("[".repeat(random.int(10, 20_000))),
  (random) => Buffer.from(`{"a":${'{"a":'.repeat(random.int(10, 5_000))}1${"}".repeat(10)}`),
  (random) => noise(random, random.int(0, 4_000)),
  () => Buffer.alloc(0),
];

/** The content, broken. */
export function mutate(random, { body, contentType }) {
  const broken = random.pick(bodyBreakers)(random, body);
  const types = [
    contentType,
    contentType,
    contentType,
    "text/plain",
    "",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-16",
    "multipart/form-data; boundary=x",
  ];
  return { body: broken, contentType: random.pick(types) };
}

/** Bytes without any sense. */
export function noise(random, length) {
  return Buffer.from(Array.from({ length }, () => random.int(0, 255)));
}

function flipBytes(random, body) {
  const copy = Buffer.from(body);
  for (let count = random.int(1, 8); count > 0 && copy.length > 0; count--) {
    copy[random.int(0, copy.length - 1)] = random.int(0, 255);
  }
  return copy;
}

function cut(random, body) {
  return body.subarray(0, random.int(0, body.length));
}

function repeatPart(random, body) {
  const part = body.subarray(random.int(0, body.length), random.int(0, body.length));
  return Buffer.concat([body, ...Array.from({ length: random.int(1, 20) }, () => part)]);
}

function insertNoise(random, body) {
  const place = random.int(0, body.length);
  return Buffer.concat([
    body.subarray(0, place),
    noise(random, random.int(1, 40)),
    body.subarray(place),
  ]);
}

/** Puts an odd value in the place of a member, somewhere in the tree. */
function changeValue(random, body) {
  return withMember(random, body, (holder, name) => {
    holder[name] = random.chance(0.3) ? random.pick(oddTexts) : random.pick(oddValues);
  });
}

function renameMember(random, body) {
  return withMember(random, body, (holder, name) => {
    const value = holder[name];
    delete holder[name];
    holder[random.pick(["id", "event", "type", "call", "zzz"])] = value;
  });
}

function withMember(random, body, change) {
  let tree;
  try {
    tree = JSON.parse(body.toString());
  } catch {
    return flipBytes(random, body);
  }
  let holder = tree;
  for (let depth = random.int(0, 4); depth >= 0; depth--) {
    const names = holder !== null && typeof holder === "object" ? Object.keys(holder) : [];
    if (names.length === 0) break;
    const name = random.pick(names);
    const inner = holder[name];
    if (depth === 0 || inner === null || typeof inner !== "object") {
      change(holder, name);
      break;
    }
    holder = inner;
  }
  return Buffer.from(JSON.stringify(tree));
}
