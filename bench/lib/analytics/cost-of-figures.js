// What keeping figures and telling metrics costs ingest: the same product with and without, by turns.
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { withFreshServer } from "../databases.js";
import { fixed, median, say } from "../figures.js";
import { startGenerator } from "../load.js";
import { untilFolded, withDatabase } from "../servers.js";
import { countProcessorTime } from "../workplace.js";

const without = ["--import", new URL("../without-figures.js", import.meta.url).href];
const connections = 64;
const warmUpEvents = 2_000;
const foldPatienceMs = 180_000;
/** The product looks for what is to be counted more often. */
const countMs = 6_000;
const countPatienceMs = 120_000;
const lookEveryMs = 250;

/** @param {{ rounds: number, events: number }} options */
export async function measureCostOfFigures({ rounds, events }) {
  const generator = startGenerator();
  const found = { with: [], without: [] };
  for (let round = 1; round <= rounds; round++) {
    // Whoever comes first has the colder machine.
    const order = round % 2 === 0 ? ["with", "without"] : ["without", "with"];
    for (const name of order) {
      const told = await measure(generator, name === "with" ? [] : without, events);
      say(
        `round ${round} of ${rounds}, ${name}: ${fixed(told.ms, 3)} ms an event, ${fixed(told.countMs, 3)} of them to count`,
      );
      found[name].push(told);
    }
  }
  generator.close();
  const of = (name, read) => median(found[name].map(read));
  const shares = found.with.map(({ ms }, round) => ms / found.without[round].ms - 1);
  const ratios = found.with.map((one, round) => one.perSecond / found.without[round].perSecond);
  return {
    withMs: of("with", ({ ms }) => ms),
    withoutMs: of("without", ({ ms }) => ms),
    countMs: of("with", (one) => one.countMs) - of("without", (one) => one.countMs),
    costShare: median(shares),
    shares,
    clockRatio: median(ratios),
  };
}

/** From the first delivery until the last of them is in the call list and counted. */
function measure(generator, nodeArgs, events) {
  return withFreshServer({ script: "product", nodeArgs }, async (server) => {
    const { port, folder } = server;
    const ackFile = join(folder, "acked.txt");
    const send = async (count) => {
      await generator.prepare(count);
      const sent = await generator.closedLoop({ port, connections, events: count, ackFile });
      const foldedAt = performance.timeOrigin + (await untilFolded(server, foldPatienceMs));
      return (sent.acked * 1000) / (foldedAt - sent.startedAt);
    };
    await send(warmUpEvents);
    const folding = countProcessorTime(server);
    const perSecond = await send(events);
    const foldMs = sumOf(folding(events));
    const counting = countProcessorTime(server);
    await countNow(server);
    const countMs = sumOf(counting(events));
    return { ms: foldMs + countMs, countMs, perSecond };
  });
}

const sumOf = ({ serverMs, databaseMs }) => serverMs + databaseMs;

/** Has the calls counted at once, for which the product waits until they are at rest. Without figures there is nothing to count, and that takes as long. */
function countNow(server) {
  return withDatabase(server, async (client) => {
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
}
