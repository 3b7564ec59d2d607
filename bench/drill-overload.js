// More traffic than can be served: what is accepted stays quick and is kept, the rest is told when to come again, and afterwards all is well.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { auditFolded, faultsOf, readLedger } from "./lib/audit.js";
import { withFreshServer } from "./lib/databases.js";
import { fixed, load, print, say, table, whole } from "./lib/figures.js";
import { startGenerator } from "./lib/load.js";
import { untilFolded } from "./lib/servers.js";

const factors = [1, 2, 5];
const connectionsMax = 6_000;
const preparedMax = 300_000;
const foldPatienceMs = 600_000;
const goals = { ackP99Ms: 1_000, recoveryFactor: 3 };

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: "string", default: "10" },
      json: { type: "boolean", default: false },
    },
  });
  const generator = startGenerator();
  const outcome = await withFreshServer({ script: "product" }, (server) =>
    overload(server, generator, Number(values.seconds)),
  );
  generator.close();
  const faults = findFaults(outcome);
  const whole = { ...outcome, faults, load: load() };
  print(values.json ? JSON.stringify(whole, null, 2) : describe(whole));
  return faults.length === 0 ? 0 : 1;
}

async function overload(server, generator, seconds) {
  const { port } = server;
  const ackFile = join(server.folder, "acked.txt");
  await generator.prepare(40_000);
  await generator.closedLoop({ port, connections: 64, seconds: 1, ackFile });
  const capacity = (await generator.closedLoop({ port, connections: 64, seconds: 2, ackFile }))
    .perSecond;
  const steps = [];
  const step = async (name, perSecond, duration) => {
    say(`${name}: ${whole(perSecond)} requests/s …`);
    await generator.prepare(Math.min(preparedMax, perSecond * duration));
    const rate = { perSecond, seconds: duration, connectionsMax };
    steps.push({ name, ...(await generator.openLoop({ port, ...rate, ackFile })) });
  };
  await step("half of it, before", capacity / 2, Math.min(5, seconds));
  for (const factor of factors) await step(`${factor} ×`, capacity * factor, seconds);
  const foldedAt = performance.now();
  await untilFolded(server, foldPatienceMs);
  const drainedSeconds = (performance.now() - foldedAt) / 1000;
  await step("half of it, after", capacity / 2, Math.min(5, seconds));
  await untilFolded(server, foldPatienceMs);
  const audit = await auditFolded(server, readLedger(ackFile));
  return { capacity, steps, drainedSeconds, audit };
}

function findFaults({ steps, audit }) {
  const [before, after] = [steps[0], steps.at(-1)];
  const faults = faultsOf("overload", audit);
  for (const { name, statuses, badRetryAfter, unanswered, ack } of steps) {
    const odd = Object.keys(statuses).filter((status) => !["200", "503", "429"].includes(status));
    if (odd.length > 0) faults.push(`${name}: answers ${odd.join(", ")}`);
    if (badRetryAfter > 0)
      faults.push(`${name}: ${badRetryAfter} refusals without a whole Retry-After`);
    if (unanswered > 0) faults.push(`${name}: ${unanswered} requests were never answered`);
    if (ack.p99 > goals.ackP99Ms) faults.push(`${name}: accepted p99 is ${whole(ack.p99)} ms`);
  }
  if (after.ack.p99 > Math.max(100, before.ack.p99 * goals.recoveryFactor)) {
    faults.push(
      `it did not recover: p99 ${fixed(after.ack.p99)} ms after, ${fixed(before.ack.p99)} ms before`,
    );
  }
  return faults;
}

function describe({ capacity, steps, drainedSeconds, audit, faults, load: busy }) {
  const rows = steps.map(({ name, offeredPerSecond, acked, statuses, unsent, ack, refusal }) => [
    name,
    whole(offeredPerSecond),
    whole(acked),
    whole((statuses[503] ?? 0) + (statuses[429] ?? 0)),
    whole(unsent),
    fixed(ack.p50),
    fixed(ack.p99),
    fixed(refusal.p99),
  ]);
  const head = [
    "",
    "offered/s",
    "accepted",
    "refused",
    "not sent",
    "ack p50 ms",
    "p99",
    "refusal p99",
  ];
  return `${table(head, rows)}

Capacity at 64 connections, folding at the same time: ${whole(capacity)}/s. After the storm everything was folded within ${fixed(drainedSeconds)} s.
Acknowledged ${whole(audit.acked)}, stored ${whole(audit.stored)}, lost ${audit.lost}, twice ${audit.duplicates}, not folded ${audit.unfolded}.
Method: arrivals at a fixed rate whatever the server does, on up to ${whole(connectionsMax)} connections; time counts from when a request was due. "Not sent": all
connections were waiting. Load average ${busy.join(" ")}.
${faults.length === 0 ? "Everything accepted was kept, everything refused was told when to come again." : faults.join("\n")}`;
}
