// The load generator. It is told by messages what to prepare and how to send it, and answers with what it saw.
import { writeFileSync } from "node:fs";
import { callIdOf, keyOf, makeDeliveries } from "./lib/events.js";
import { summarise } from "./lib/figures.js";
import { openLane } from "./lib/lane.js";

const answerTimeoutMs = 30_000;

/** @type {import("./lib/events.js").Deliveries} */
let deliveries;
let prefix = "";
let next = 0;

const commands = { prepare, closedLoop, openLoop };

process.on("message", async ({ id, command, value }) => {
  try {
    process.send?.({ id, result: await commands[command](value) });
  } catch (error) {
    process.send?.({ id, error: error.message });
  }
});
process.on("disconnect", () => process.exit(0));

function prepare(options) {
  prefix = options.prefix;
  next = 0;
  deliveries = makeDeliveries(options);
  return { prepared: deliveries.count };
}

function take() {
  return next < deliveries.count ? next++ : undefined;
}

function bytesOf(index) {
  const { bytes, requestLength } = deliveries;
  return bytes.subarray(index * requestLength, (index + 1) * requestLength);
}

/** What happened during one run, kept in flat arrays so that noting costs next to nothing. */
function createRecord(size) {
  const record = {
    from: next,
    latencies: new Float64Array(size),
    refusals: new Float64Array(size),
    isAcked: new Uint8Array(size),
    statuses: /** @type {Record<string, number>} */ ({}),
    badRetryAfter: 0,
    count: 0,
    refused: 0,
    lastAckAt: 0,
  };
  return {
    record,
    note(index, sinceMs, { status, retryAfter }) {
      const now = performance.now();
      record.statuses[status] = (record.statuses[status] ?? 0) + 1;
      if (status === 503 || status === 429) {
        record.refusals[record.refused++] = now - sinceMs;
        if (!/^[1-9]\d*$/.test(retryAfter)) record.badRetryAfter++;
      }
      if (status !== 200) return;
      record.latencies[record.count++] = now - sinceMs;
      record.isAcked[index - record.from] = 1;
      record.lastAckAt = now;
    },
  };
}

function report(record, startedAt, ackFile) {
  const acked = [];
  for (let place = 0; place < record.isAcked.length; place++) {
    if (record.isAcked[place] === 1) acked.push(record.from + place);
  }
  if (ackFile) {
    const lines = acked.map(
      (index) => `${callIdOf(prefix, index)} ${keyOf(deliveries.bodyOf(index))}\n`,
    );
    writeFileSync(ackFile, lines.join(""), { flag: "a" });
  }
  const seconds = (record.lastAckAt - startedAt) / 1000;
  return {
    acked: record.count,
    statuses: record.statuses,
    badRetryAfter: record.badRetryAfter,
    perSecond: record.count / seconds,
    seconds,
    startedAt: performance.timeOrigin + startedAt,
    lastAckAt: performance.timeOrigin + record.lastAckAt,
    ack: summarise(record.latencies.subarray(0, record.count)),
    refusal: summarise(record.refusals.subarray(0, record.refused)),
  };
}

/** Every connection sends as soon as it was answered, until the time is over or `events` were sent. */
async function closedLoop({ port, connections, seconds = 600, events, ackFile }) {
  const size = Math.min(events ?? Number.POSITIVE_INFINITY, deliveries.count - next);
  const { record, note } = createRecord(size);
  const end = next + size;
  const startedAt = performance.now();
  const stopAt = startedAt + seconds * 1000;
  const lanes = Array.from({ length: connections }, () => openLane(port, answerTimeoutMs));
  await Promise.all(
    lanes.map(
      (lane) =>
        new Promise((resolve) => {
          const step = () => {
            const sentAt = performance.now();
            const index = sentAt < stopAt && next < end ? take() : undefined;
            if (index === undefined) return resolve(undefined);
            lane.send(bytesOf(index), (answer) => {
              note(index, sentAt, answer);
              step();
            });
          };
          step();
        }),
    ),
  );
  for (const lane of lanes) lane.close();
  return { ...report(record, startedAt, ackFile), hasRunOut: next >= deliveries.count };
}

/**
 * Requests come at a fixed rate, whether or not the server keeps up. Latency counts from the moment a request was due, so a server
 * that stalls does not hide it.
 */
async function openLoop({ port, perSecond, seconds, connectionsMax, ackFile, tellsTimes }) {
  const size = Math.min(Math.floor(perSecond * seconds), deliveries.count - next);
  const { record, note } = createRecord(size);
  const dueAt = new Float64Array(size);
  const idle = [];
  let lanes = 0;
  let started = 0;
  let settled = 0;
  let unsent = 0;
  const startedAt = performance.now();
  const launch = (lane, index, due) => {
    dueAt[index - record.from] = due;
    lane.send(bytesOf(index), (answer) => {
      note(index, due, answer);
      settled++;
      idle.push(lane);
    });
  };
  const anotherLane = () => {
    if (lanes >= connectionsMax) return undefined;
    lanes++;
    return openLane(port, answerTimeoutMs);
  };
  const launchOne = (due) => {
    started++;
    const index = /** @type {number} */ (take());
    const lane = idle.pop() ?? anotherLane();
    if (lane === undefined) unsent++;
    else launch(lane, index, due);
  };
  await new Promise((resolve) => {
    const tick = () => {
      const due = Math.min(size, ((performance.now() - startedAt) / 1000) * perSecond);
      while (started < due) launchOne(startedAt + (started / perSecond) * 1000);
      if (started >= size) return resolve(undefined);
      setTimeout(tick, 1);
    };
    tick();
  });
  const offeredPerSecond = size / ((performance.now() - startedAt) / 1000);
  const patienceEnd = performance.now() + answerTimeoutMs;
  while (settled < started - unsent && performance.now() < patienceEnd) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (const lane of idle) lane.close();
  const times = tellsTimes
    ? { dueAt: Array.from(dueAt, (at) => performance.timeOrigin + at), from: record.from }
    : {};
  return {
    ...report(record, startedAt, ackFile),
    offeredPerSecond,
    unsent,
    unanswered: started - unsent - settled,
    ...times,
  };
}
