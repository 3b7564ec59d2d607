// Sends calls of three events each, remembers durably what was acknowledged, and repeats what was not, as a provider does.

import { createHmac } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { connect as connectTls } from "node:tls";
import { keyOf } from "./lib/events.js";
import { openLane } from "./lib/lane.js";

const tickMs = 5;
const answerTimeoutMs = 15_000;
const lanesMax = 64;
const events = ["call_started", "call_ended", "call_analyzed"];

/** @type {{ ledgerFile: string, perSecond: number, secret: string, site?: { name: string, certificate: string } }} `site`: speak https to a proxy */
let options;
let ledger = -1;
let port = 0;
let made = 0;
let unacked = 0;
let lastAckAt = performance.now();
let longestPauseMs = 0;
let isMaking = false;
/** Deliveries to send, those that were refused or lost before new ones. */
const repeats = [];
const idle = [];
let lanes = [];

process.on("message", async ({ id, command, value }) => {
  process.send?.({ id, result: await commands[command](value) });
});
process.on("disconnect", () => process.exit(0));

const commands = {
  start(value) {
    options = value;
    ledger = openSync(options.ledgerFile, "a");
    setInterval(tick, tickMs);
  },
  /** Sends to this port from now on; 0 for nobody. */
  aim(value) {
    for (const lane of lanes) lane.close();
    lanes = [];
    idle.length = 0;
    port = value;
  },
  make(value) {
    isMaking = value;
    lastTick = performance.now();
  },
  /** What was made so far, and how much of it still waits for its acknowledgement. */
  count: () => ({ made, unacked }),
  /** The longest time without an acknowledgement since this was asked last. */
  pause() {
    const ms = Math.max(longestPauseMs, performance.now() - lastAckAt);
    longestPauseMs = 0;
    return ms;
  },
  finish() {
    closeSync(ledger);
  },
};

let lastTick = performance.now();
let credit = 0;

function tick() {
  const now = performance.now();
  credit = Math.min(credit + ((now - lastTick) / 1000) * options.perSecond, options.perSecond / 10);
  lastTick = now;
  for (; port !== 0 && credit >= 1; credit--) {
    // A call that was begun is told to its end.
    const isWanted = isMaking || made % events.length !== 0;
    const next = repeats.shift() ?? (isWanted ? makeNext() : undefined);
    if (next === undefined) return;
    send(next);
  }
}

function makeNext() {
  const callId = `call_loss${String(Math.floor(made / events.length)).padStart(10, "0")}`;
  const event = events[made % events.length];
  made++;
  unacked++;
  const body = Buffer.from(JSON.stringify(contentOf(callId, event)));
  return { callId, event, body, key: keyOf(body) };
}

function contentOf(callId, event) {
  const startedAt = 1_760_000_000_000 + Math.floor(made / events.length) * 1_000;
  const ended = {
    end_timestamp: startedAt + 30_000,
    duration_ms: 30_000,
    disconnection_reason: "user_hangup",
    transcript_object: [
      { role: "agent", content: "Good morning, how can I help?" },
      { role: "user", content: `I am calling about ${callId}.` },
    ],
  };
  const call = {
    call_type: "phone_call",
    call_id: callId,
    agent_id: "agent_4c1f0e9a7b2d",
    direction: "inbound",
    from_number: "+12125550123",
    to_number: "+12125550180",
    start_timestamp: startedAt,
    call_status: event === "call_started" ? "ongoing" : "ended",
    ...(event === "call_started" ? {} : ended),
    ...(event === "call_analyzed"
      ? { call_analysis: { call_summary: "A test.", call_successful: true } }
      : {}),
  };
  return { event, call };
}

function send(delivery) {
  const target = port;
  const lane = idle.pop() ?? (lanes.length < lanesMax ? anotherLane() : undefined);
  if (lane === undefined) {
    repeats.push(delivery);
    return;
  }
  lane.send(requestOf(delivery), ({ status }) => {
    if (target === port && lanes.includes(lane)) idle.push(lane);
    if (status >= 200 && status < 300) acknowledge(delivery, target);
    else repeats.push(delivery);
  });
}

function anotherLane() {
  const lane = openLane(port, answerTimeoutMs, options.site && dialSite);
  lanes.push(lane);
  return lane;
}

function dialSite(address) {
  const { name, certificate } = options.site;
  // The certificate is the one that tests use; it has another name.
  const trust = { ca: certificate, checkServerIdentity: () => undefined };
  return connectTls({ ...address, servername: name, ...trust });
}

function requestOf({ body }) {
  const now = Date.now();
  const signature = createHmac("sha256", options.secret)
    .update(body)
    .update(String(now))
    .digest("hex");
  const head = [
    "POST /webhook/retell HTTP/1.1",
    `host: ${options.site?.name ?? "127.0.0.1"}`,
    "content-type: application/json",
    `content-length: ${body.length}`,
    `x-retell-signature: v=${now},d=${signature}`,
    "\r\n",
  ].join("\r\n");
  return Buffer.concat([Buffer.from(head), body]);
}

/** The ledger must not forget an acknowledgement that was given. */
function acknowledge({ callId, event, key }) {
  unacked--;
  const now = performance.now();
  longestPauseMs = Math.max(longestPauseMs, now - lastAckAt);
  lastAckAt = now;
  writeSync(ledger, `${callId} ${key} ${event}\n`);
  fsyncSync(ledger);
}
