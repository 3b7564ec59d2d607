// The loss test: kills the server and its database at random moments under load, and counts what is missing afterwards.
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createRandom } from "../dist/lib/random.js";
import { fixed, load, median, print, say, table, whole } from "./lib/figures.js";
import { auditCalls } from "./lib/loss-audit.js";
import { startHelper } from "./lib/questions.js";
import { isReady, secret, spawnProduct, startProduct, untilFolded } from "./lib/servers.js";
import {
  childrenOf,
  makeFolder,
  postmasterOf,
  removeFolder,
  tryKill,
  within,
} from "./lib/workplace.js";

const script = fileURLToPath(new URL("./loss-sender.js", import.meta.url));
const perSecond = 200;
const recoveryPatienceMs = 60_000;
const drainPatienceMs = 120_000;
/** Of seven kills these hit the database, and the others the server. */
const victims = { 2: "postmaster", 5: "backend" };

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: "string", default: "50" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const kills = Number(values.kills);
  const random = createRandom(Number(values.seed));
  const firstBoots = await killFirstBoots(Math.max(3, Math.round(kills / 10)), random);
  const main = await killUnderLoad(kills, random);
  const outcome = { seed: Number(values.seed), firstBoots, ...main, load: load() };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  const isClean = [main.audit, firstBoots.audit].every(
    ({ lost, duplicates, unfolded, wrongCalls }) => lost + duplicates + unfolded + wrongCalls === 0,
  );
  return isClean && main.deaths.length === 0 ? 0 : 1;
}

/** Kills starts on empty folders, while the database is made and the schema laid; then each must start and work. */
async function killFirstBoots(rounds, random) {
  const bootMs = [];
  const total = {
    acked: 0,
    stored: 0,
    lost: 0,
    duplicates: 0,
    unfolded: 0,
    calls: 0,
    wrongCalls: 0,
  };
  for (let round = 1; round <= rounds; round++) {
    say(`first boot ${round} of ${rounds} …`);
    const folder = makeFolder();
    for (let kill = 0; kill < 2; kill++) {
      const started = spawnProduct({ folder });
      await wait(random.int(50, 1_500));
      started.child.kill("SIGKILL");
      await started.ended;
    }
    const server = await startProduct({ folder });
    bootMs.push(server.readyMs);
    const audit = await sendSome(server);
    for (const name of Object.keys(total)) total[name] += audit[name];
    removeFolder(folder);
  }
  return { rounds, kills: rounds * 2, bootMs: spread(bootMs), audit: total };
}

async function sendSome(server) {
  const sender = startSender(server.folder);
  await sender.ask("start", sender.options);
  await sender.ask("aim", server.port);
  await sender.ask("make", true);
  await wait(300);
  await sender.ask("make", false);
  return finish(server, sender);
}

async function killUnderLoad(kills, random) {
  const folder = makeFolder();
  let server = await startProduct({ folder });
  const sender = startSender(folder);
  await sender.ask("start", sender.options);
  await sender.ask("aim", server.port);
  await sender.ask("make", true);
  const bootMs = [];
  const recoveryMs = [];
  /** The last words of servers that did not survive the death of their database. */
  const deaths = [];
  const counts = { server: 0, postmaster: 0, backend: 0 };
  for (let kill = 1; kill <= kills; kill++) {
    await wait(random.int(50, 1_500));
    const kind = chooseKind(kill, folder);
    counts[kind]++;
    if (kind === "server") {
      tryKill(server.pid, "SIGKILL");
      await server.ended;
      // Somebody else may get the port meanwhile.
      await sender.ask("aim", 0);
      server = await startProduct({ folder });
      bootMs.push(server.readyMs);
      await sender.ask("aim", server.port);
    } else {
      const recovered = await killDatabase(kind, server, random);
      if (recovered !== undefined) recoveryMs.push(recovered);
    }
    if (server.hasEnded()) {
      deaths.push(server.lastWords());
      await sender.ask("aim", 0);
      server = await startProduct({ folder });
      await sender.ask("aim", server.port);
    }
    if (kill % 10 === 0)
      say(`${kill} of ${kills} kills, ${whole((await sender.ask("count")).made)} events made …`);
  }
  await sender.ask("make", false);
  const audit = await finish(server, sender);
  removeFolder(folder);
  return { kills: counts, bootMs: spread(bootMs), recoveryMs: spread(recoveryMs), deaths, audit };
}

function chooseKind(kill, folder) {
  if (postmasterOf(folder) === undefined) return "server";
  return victims[kill % 7] ?? "server";
}

/** Kills the database or one of its processes. @returns {Promise<number | undefined>} milliseconds until the server was ready again; nothing when it died of it */
async function killDatabase(kind, server, random) {
  const postmaster = postmasterOf(server.folder) ?? 0;
  const victim =
    kind === "postmaster" ? postmaster : random.pick([...childrenOf(postmaster), postmaster]);
  const killedAt = performance.now();
  tryKill(victim, "SIGKILL");
  // The death is noticed a moment later: "ready" just after the kill may still speak of the time before.
  await wait(30);
  const deadline = performance.now() + recoveryPatienceMs;
  while (!(await isReady(server.port))) {
    if (server.hasEnded()) return undefined;
    if (performance.now() > deadline) throw new Error(`Not ready again:\n${server.lastWords()}`);
    await wait(10);
  }
  return performance.now() - killedAt;
}

function startSender(folder) {
  const options = { ledgerFile: join(folder, "ledger.txt"), perSecond, secret };
  return { ...startHelper(script, 30_000), options };
}

/** Lets everything be acknowledged and folded, stops, and compares the ledger with what is there. */
async function finish(server, sender) {
  const deadline = performance.now() + drainPatienceMs;
  while ((await sender.ask("count")).unacked > 0) {
    if (performance.now() > deadline)
      throw new Error(`Deliveries stay unacknowledged:\n${server.lastWords()}`);
    await wait(50);
  }
  await sender.ask("finish");
  sender.close();
  await untilFolded(server, drainPatienceMs);
  const audit = await within(
    drainPatienceMs,
    "comparison",
    auditCalls(server, sender.options.ledgerFile),
  );
  await server.stop();
  return audit;
}

function spread(durations) {
  if (durations.length === 0) return { count: 0, median: null, max: null };
  return { count: durations.length, median: median(durations), max: Math.max(...durations) };
}

function describe({ seed, kills, bootMs, recoveryMs, deaths, firstBoots, audit, load: busy }) {
  const row = (name, { acked, stored, lost, duplicates, unfolded, calls, wrongCalls }) =>
    [name, acked, stored, lost, duplicates, unfolded, calls, wrongCalls].map((cell) =>
      typeof cell === "number" ? whole(cell) : cell,
    );
  const head = ["", "acked", "stored", "lost", "duplicates", "not folded", "calls", "wrong calls"];
  const seconds = (ms) => (ms === null ? "–" : `${fixed(ms / 1000, 2)} s`);
  return `${table(head, [row("under load", audit), row("first boots", firstBoots.audit)])}

Killed with SIGKILL: the server ${kills.server} times, PostgreSQL ${kills.postmaster} times, one of its processes ${kills.backend} times, and ${firstBoots.kills} first starts on ${firstBoots.rounds} empty folders.
Ready after a kill of the server: median ${seconds(bootMs.median)}, at most ${seconds(bootMs.max)} (${bootMs.count} boots); of the database: median ${seconds(recoveryMs.median)}, at most ${seconds(recoveryMs.max)}.
First start on what a killed one left: median ${seconds(firstBoots.bootMs.median)}, at most ${seconds(firstBoots.bootMs.max)}.

${deaths.length === 0 ? "The server survived every death of its database." : `The server died with its database ${deaths.length} times. The last words of the last:\n${deaths.at(-1)}`}

Method: signed deliveries at ${perSecond}/s, calls of three events each; every 2xx goes to a ledger with fsync, everything else is delivered again as
providers do. A kill 50–1,500 ms after the server is ready, seed ${seed}. Load average ${busy.join(" ")}.`;
}
