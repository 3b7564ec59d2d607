// Retell deliveries made and signed before any clock starts, so that the load generator only writes bytes.
import { createHash, createHmac } from "node:crypto";

/** @typedef {{ bytes: Buffer, requestLength: number, count: number, bodyOf: (index: number) => Buffer }} Deliveries */

const bodyLength = 2048;
const digits = 8;
const idMark = "IIIIIIIIIIIIIIIIIIIIIIII";
const signatureMark = "S".repeat(64);

/**
 * Makes `count` whole HTTP requests, each with a call of its own that ended.
 * @param {{ count: number, prefix: string, secret: string, path?: string, now?: number }} options `prefix`: 16 hex digits, unique per set
 * @returns {Deliveries}
 */
export function makeDeliveries({
  count,
  prefix,
  secret,
  path = "/webhook/retell",
  now = Date.now(),
}) {
  const body = bodyTemplate(now);
  const head = headTemplate(path, now);
  const request = Buffer.concat([head, body]);
  const idPlaces = placesOf(request, idMark);
  const signaturePlace = request.indexOf(signatureMark);
  const bytes = Buffer.allocUnsafe(count * request.length);
  for (let index = 0; index < count; index++) {
    const start = index * request.length;
    request.copy(bytes, start);
    const id = prefix + String(index).padStart(digits, "0");
    for (const place of idPlaces) bytes.write(id, start + place, "latin1");
    const signed = bytes.subarray(start + head.length, start + request.length);
    const signature = createHmac("sha256", secret).update(signed).update(String(now)).digest("hex");
    bytes.write(signature, start + signaturePlace, "latin1");
  }
  const bodyOf = (index) =>
    bytes.subarray(index * request.length + head.length, (index + 1) * request.length);
  return { bytes, requestLength: request.length, count, bodyOf };
}

/** The key under which both the product and the hand-written receivers keep a delivery. */
export function keyOf(body) {
  return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}

/** The provider's id of one prepared call. */
export function callIdOf(prefix, index) {
  return `call_${prefix}${String(index).padStart(digits, "0")}`;
}

function headTemplate(path, now) {
  return Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      "host: 127.0.0.1",
      "user-agent: axios/1.7.9",
      "content-type: application/json",
      `content-length: ${bodyLength}`,
      `x-retell-signature: v=${now},d=${signatureMark}`,
      "\r\n",
    ].join("\r\n"),
    "latin1",
  );
}

const lines = [
  ["agent", "Thank you for calling Harbour Dental, how can I help you today?"],
  ["user", "Hi, I would like to move my appointment on Thursday, something came up at work."],
  ["agent", "Of course. May I have your name and your date of birth, please?"],
  ["user", "Nadia Whitfield, the fourth of March, nineteen eighty-eight."],
  ["agent", "Thank you, Nadia. I can offer Friday at nine or Monday at a quarter past one."],
  ["user", "Monday would be great."],
  [
    "agent",
    "Done: Monday at a quarter past one. You will get a message to confirm. Anything else?",
  ],
  ["user", "No, that was all, thank you."],
];

function bodyTemplate(now) {
  const turns = lines.map(([role, content], place) => ({
    role,
    content,
    words: [{ word: content.split(" ")[0], start: place * 6, end: place * 6 + 5 }],
  }));
  const call = {
    call_type: "phone_call",
    call_id: `call_${idMark}`,
    agent_id: "agent_4c1f0e9a7b2d",
    agent_name: "Reception",
    direction: "inbound",
    from_number: "+12125550123",
    to_number: "+12125550180",
    call_status: "ended",
    start_timestamp: now - 60_000,
    end_timestamp: now - 8_000,
    duration_ms: 52_000,
    disconnection_reason: "user_hangup",
    transcript_object: turns,
    recording_url: `https://recordings.example.com/call_${idMark}/recording.wav`,
    call_cost: { combined_cost: 7.25, total_duration_seconds: 52 },
    telephony_identifier: { twilio_call_sid: `CA${idMark}00000000` },
    metadata: { note: "" },
  };
  const measure = () => JSON.stringify({ event: "call_ended", call, event_timestamp: now });
  call.metadata.note = "x".repeat(bodyLength - Buffer.byteLength(measure()));
  return Buffer.from(measure());
}

function placesOf(buffer, mark) {
  const places = [];
  for (let at = buffer.indexOf(mark); at >= 0; at = buffer.indexOf(mark, at + 1)) places.push(at);
  return places;
}
