// What keeping figures and telling metrics costs ingest: two servers, with and without, by turns.
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { withFreshServer } from "../databases.js";
import { median, say } from "../figures.js";
import { startGenerator } from "../load.js";
import { untilFolded, withDatabase } from "../servers.js";
import { countProcessorTime } from "../workplace.js";

const without = ["--import", new URL("../without-figures.js", import.meta.url).href];
const connections = 64;
const foldPatienceMs = 180_000;
/** The product looks for what is to be counted more often. */
const countMs = 6_000;
const countPatienceMs = 120_000;
const lookEveryMs = 250;

/**
 * Work beside it on the machine makes processors slower for minutes, so turns are short: both servers meet the same.
 * @param {{ rounds: number, events: number }} options `events` of each server in each round
 */
export async function measureCostOfFigures({ rounds, events }) {
  const generator = startGenerator();
  const told = await withFreshServer({ script: "product" }, (kept) =>
    withFreshServer({ script: "product", nodeArgs: without }, async (bare) => {
      const found = { kept: [], bare: [] };
      // The first round warms both up.
      for (let round = 0; round <= rounds; round++) {
        // Whoever comes first has the colder caches.
        const turns = [
          { server: kept, to: found.kept },
          { server: bare, to: found.bare },
        ];
        for (const { server, to } of round % 2 === 0 ? turns : turns.reverse()) {
          const one = await deliver(generator, server, events);
          if (round > 0) to.push(one);
        }
        if (round > 0) say(`round ${round} of ${rounds}`);
      }
      const calls = (rounds + 1) * events;
      return {
        ...found,
        count: { kept: await count(kept, calls), bare: await count(bare, calls) },
      };
    }),
  );
  generator.close();
  const countedMs = told.count.kept - told.count.bare;
  const sum = (of) => of.reduce((ms, one) => ms + one.ms, 0) / rounds;
  const ratios = (read) => told.kept.map((one, round) => read(one) / read(told.bare[round]));
  const withoutMs = sum(told.bare);
  const withMs = sum(told.kept) + countedMs;
  return {
    withMs,
    withoutMs,
    countedMs,
    costShare: withMs / withoutMs - 1,
    shares: ratios(({ ms }) => ms).map((ratio) => ratio - 1),
    clockRatio: median(ratios(({ perSecond }) => perSecond)),
  };
}

/** From the first delivery until the last of them is in the call list. */
async function deliver(generator, server, events) {
  const { port, folder } = server;
  await generator.prepare(events);
  const ackFile = join(folder, "acked.txt");
  const processor = countProcessorTime(server);
  const sent = await generator.closedLoop({ port, connections, events, ackFile });
  const foldedAt = performance.timeOrigin + (await untilFolded(server, foldPatienceMs));
  return {
    ms: sumOf(processor(events)),
    perSecond: (sent.acked * 1000) / (foldedAt - sent.startedAt),
  };
}

const sumOf = ({ serverMs, databaseMs }) => serverMs + databaseMs;

/** Has all calls counted at once, for which the product waits until they are at rest. Where no figures are kept nothing is to be counted, and that takes as long. */
async function count(server, calls) {
  const processor = countProcessorTime(server);
  await withDatabase(server, async (client) => {
    await client.query("update analytics_marks set at = at - interval '1 day'");
    const startedAt = performance.now();
    for (;;) {
      await wait(lookEveryMs);
      const { rows } = await client.query("select exists (select from analytics_marks) as is_due");
      const ms = performance.now() - startedAt;
      if (!rows[0].is_due && ms >= countMs) return;
      if (ms > countPatienceMs) throw new Error("The calls were not counted in time");
    }
  });
  return sumOf(processor(calls));
}
