// What keeping figures costs ingest: the same product with and without, by turns.
import { join } from "node:path";
import { withFreshServer } from "../databases.js";
import { median, say } from "../figures.js";
import { startGenerator } from "../load.js";
import { untilFolded } from "../servers.js";
import { processorSecondsOf, treeOf } from "../workplace.js";

const without = ["--import", new URL("../without-analytics.js", import.meta.url).href];
const connections = 64;
const warmUpEvents = 2_000;
const foldPatienceMs = 180_000;

/** @param {{ rounds: number, events: number }} options */
export async function measureMarking({ rounds, events }) {
  const generator = startGenerator();
  const found = { with: [], without: [] };
  for (let round = 1; round <= rounds; round++) {
    // Whoever comes first has the colder machine.
    const order = round % 2 === 0 ? ["with", "without"] : ["without", "with"];
    for (const name of order) {
      say(`round ${round} of ${rounds}: ingest ${name} figures …`);
      found[name].push(await measure(generator, name === "with" ? [] : without, events));
    }
  }
  generator.close();
  const of = (name, read) => median(found[name].map(read));
  const shares = found.with.map(({ ms }, round) => ms / found.without[round].ms - 1);
  const ratios = found.with.map((one, round) => one.perSecond / found.without[round].perSecond);
  return {
    withMs: of("with", ({ ms }) => ms),
    withoutMs: of("without", ({ ms }) => ms),
    costShare: median(shares),
    shares,
    clockRatio: median(ratios),
  };
}

/** From the first delivery until the last of them is in the call list. */
function measure(generator, nodeArgs, events) {
  return withFreshServer({ script: "product", nodeArgs }, async (server) => {
    const { port, pid, folder } = server;
    const ackFile = join(folder, "acked.txt");
    const send = async (count) => {
      await generator.prepare(count);
      const sent = await generator.closedLoop({ port, connections, events: count, ackFile });
      const foldedAt = performance.timeOrigin + (await untilFolded(server, foldPatienceMs));
      return (sent.acked * 1000) / (foldedAt - sent.startedAt);
    };
    await send(warmUpEvents);
    const before = processorSeconds(pid);
    const perSecond = await send(events);
    return { ms: ((processorSeconds(pid) - before) * 1000) / events, perSecond };
  });
}

const processorSeconds = (pid) =>
  treeOf(pid).reduce((sum, one) => sum + (processorSecondsOf(one) ?? 0), 0);
