// Kills each process of an installation of several in turn, under load, and looks afterwards whether anything was lost or done twice.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createRandom } from "../dist/lib/random.js";
import { certificateFile, siteName, startCluster } from "./lib/cluster.js";
import { auditCluster, faultsOf } from "./lib/cluster-audit.js";
import { fixed, load, median, print, say, table, whole } from "./lib/figures.js";
import { startOutgoingReceiver } from "./lib/outgoing-receiver.js";
import { startHelper } from "./lib/questions.js";
import { ask, secret, untilFolded, withDatabase } from "./lib/servers.js";
import { makeFolder, removeFolder } from "./lib/workplace.js";

const sender = fileURLToPath(new URL("./loss-sender.js", import.meta.url));
/** What watches over processes starts them again after a moment. */
const downMs = 500;
const patienceMs = 180_000;
/** A message that failed once waits longer before its next try. */
const sendPatienceMs = 600_000;
/** What is folded within this time counts as caught up. */
const caughtUpSeconds = 1;

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: "string", default: "2" },
      rate: { type: "string", default: "30" },
      only: { type: "string" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const folder = makeFolder();
  const backups = join(folder, "backups");
  mkdirSync(backups);
  say("starting PostgreSQL, Redis, PgBouncer, two api and two worker processes, nginx …");
  const cluster = await startCluster({
    folder,
    env: {
      OUTBOUND_ALLOW: "127.0.0.0/8",
      BACKUP_SCHEDULE: "* * * * *",
      BACKUP_URL: backups,
    },
  });
  const receiver = await startOutgoingReceiver();
  const traffic = await startTraffic(cluster, receiver, folder, Number(values.rate));
  const kills = await killInTurn(cluster, traffic, {
    rounds: Number(values.rounds),
    random: createRandom(Number(values.seed)),
    only: values.only?.split(","),
  });
  say("waiting for what is under way …");
  const settledMs = await settle(cluster, traffic);
  const audit = await auditCluster(cluster, { ledgerFile: traffic.ledgerFile, receiver, backups });
  await cluster.stop();
  await receiver.close();
  removeFolder(folder);
  const faults = faultsOf(audit);
  const outcome = { ...values, kills, settledMs, audit, faults, load: load() };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return faults.length === 0 ? 0 : 1;
}

/** Deliveries through nginx, and a subscription to what becomes of them. */
async function startTraffic({ apiPort, sitePort, ownerKey }, receiver, folder, perSecond) {
  const made = await ask({
    ...{ port: apiPort, path: "/api/v1/webhook-subscriptions", token: ownerKey, method: "POST" },
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: receiver.url }),
  });
  if (made.status !== 201) throw new Error(`No subscription: ${made.status} ${made.text}`);
  const ledgerFile = join(folder, "ledger.txt");
  const site = { name: siteName, certificate: readFileSync(certificateFile, "utf8") };
  const helper = startHelper(sender, 30_000);
  await helper.ask("start", { ledgerFile, perSecond, secret, site });
  await helper.ask("aim", sitePort);
  await helper.ask("make", true);
  return { ...helper, ledgerFile };
}

async function killInTurn(cluster, traffic, { rounds, random, only }) {
  const victims = cluster.parts.filter(({ name }) => only?.includes(name) ?? true);
  const kills = [];
  for (let round = 1; round <= rounds; round++) {
    for (const part of victims) {
      await wait(random.int(1_000, 3_000));
      await traffic.ask("pause");
      const killedAt = performance.now();
      await part.kill();
      await wait(downMs);
      await part.start();
      const upMs = performance.now() - killedAt;
      await untilCaughtUp(cluster);
      const caughtUpMs = performance.now() - killedAt;
      const pauseMs = await traffic.ask("pause");
      const died = cluster.parts.filter(({ hasEnded }) => hasEnded());
      for (const other of died) await other.start();
      kills.push({ part: part.name, pauseMs, upMs, caughtUpMs, died: died.map((p) => p.name) });
      say(
        `round ${round}, ${part.name}: no answer for ${whole(pauseMs)} ms, up after ${whole(upMs)} ms, caught up after ${whole(caughtUpMs)} ms${died.map(({ name, lastWords }) => `; ${name} died of it: ${lastWords()}`).join("")}`,
      );
    }
  }
  return kills;
}

/** Until deliveries are accepted and folded as usual. */
async function untilCaughtUp(cluster) {
  const deadline = performance.now() + patienceMs;
  const isBehind = async (client) => {
    const { rows } = await client.query(
      `select count(*) filter (where status = 'received' and received_at < now() - interval '${caughtUpSeconds} s')::int as old,
        count(*) filter (where received_at > now() - interval '${caughtUpSeconds} s')::int as fresh
      from webhook_events where received_at > now() - interval '10 minutes'`,
    );
    return rows[0].old > 0 || rows[0].fresh === 0;
  };
  while (await withDatabase(cluster, isBehind)) {
    if (performance.now() > deadline) throw new Error("It did not catch up");
    await wait(50);
  }
}

/** Until all is acknowledged, folded and sent on. A message whose sender was killed is sent again when its lease ends. */
async function settle(cluster, traffic) {
  const startedAt = performance.now();
  await traffic.ask("make", false);
  await until("acknowledged", async () => (await traffic.ask("count")).unacked === 0);
  await traffic.ask("finish");
  traffic.close();
  await untilFolded(cluster, patienceMs);
  await untilSent(cluster);
  return performance.now() - startedAt;
}

async function untilSent(cluster) {
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await withDatabase(cluster, (client) =>
      client.query(
        "select count(*)::int as count, min(last_error) as error from outgoing_deliveries where status = 'pending'",
      ),
    );
    const [{ count, error }] = rows;
    if (count === 0) return;
    if (performance.now() - startedAt > sendPatienceMs)
      throw new Error(`${count} messages were not sent on in time: ${error ?? "nobody tried"}`);
    await wait(250);
  }
}

async function until(what, isSo) {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Not everything was ${what} in time`);
    await wait(100);
  }
}

function describe({ kills, rate, settledMs, audit, faults, load: busy }) {
  const names = [...new Set(kills.map(({ part }) => part))];
  const rows = names.map((name) => {
    const own = kills.filter(({ part }) => part === name);
    const seconds = (key) => {
      const all = own.map((kill) => kill[key] / 1000);
      return [fixed(median(all), 2), fixed(Math.max(...all), 2)];
    };
    return [name, own.length, ...seconds("pauseMs"), ...seconds("upMs"), ...seconds("caughtUpMs")];
  });
  const head = ["killed", "times", "no ack s", "most", "up s", "most", "caught up s", "most"];
  const { calls, messages, backups } = audit;
  return `${table(head, rows)}

Deliveries acknowledged ${whole(calls.acked)}, stored ${whole(calls.stored)}, lost ${calls.lost}, twice ${calls.duplicates}, not folded ${calls.unfolded}; calls ${whole(calls.calls)}, wrong ${calls.wrongCalls}.
Calls counted by analytics ${whole(audit.countedCalls)}, by the caller's contact ${whole(audit.contactCalls)}.
Messages sent on ${whole(messages.expected)}, missing ${messages.missing}, under a second id ${messages.doubled}; sent again under the same id ${messages.repeated}, because their sender was killed before it noted the answer.
Scheduled backups ${backups.moments}, done ${backups.done}, archives ${backups.archives}.
Everything was settled ${fixed(settledMs / 1000)} s after the last delivery.
Method: ${rate} signed deliveries a second by https through nginx, each acknowledgement to a ledger with fsync, everything else sent again. SIGKILL, started again ${downMs} ms later;
"no ack": the longest time without an acknowledgement; "up": the process answers again; "caught up": nothing accepted waits longer than ${caughtUpSeconds} s. Load average ${busy.join(" ")}.
${faults.length === 0 ? "Nothing acknowledged was lost, nothing was done twice." : faults.join("\n")}`;
}
