// How long the first and every further start takes, and what the product needs when nothing happens.
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { fixed, load, median, print, say, table } from "./lib/figures.js";
import { startProduct } from "./lib/servers.js";
import { makeFolder, memoryOf, removeFolder, treeOf } from "./lib/workplace.js";

const idleMs = 3_000;
const goals = { firstMs: 4_000, warmMs: 1_500, memoryMb: 250 };

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: { runs: { type: "string", default: "5" }, json: { type: "boolean", default: false } },
  });
  const runs = [];
  for (let count = 1; count <= Number(values.runs); count++) {
    say(`start ${count} of ${values.runs} …`);
    runs.push(await measure());
  }
  const middle = (name) => median(runs.map((one) => one[name]));
  const figures = {
    firstMs: middle("firstMs"),
    warmMs: middle("warmMs"),
    memoryMb: middle("memoryMb"),
    serverMb: middle("serverMb"),
  };
  const outcome = { figures, goals, runs, load: load() };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  const isMet = Object.keys(goals).every(
    (name) => figures[name] === null || figures[name] < goals[name],
  );
  return isMet ? 0 : 1;
}

async function measure() {
  const folder = makeFolder();
  const first = await startProduct({ folder });
  await first.stop();
  const warm = await startProduct({ folder });
  await wait(idleMs);
  const memoryMb = memoryOf(treeOf(warm.pid)) ?? null;
  const serverMb = memoryOf([warm.pid]) ?? null;
  await warm.stop();
  removeFolder(folder);
  return { firstMs: first.readyMs, warmMs: warm.readyMs, memoryMb, serverMb };
}

function describe({ figures, runs, load: busy }) {
  const spread = (name, digits) =>
    `${fixed(Math.min(...runs.map((one) => one[name])), digits)} – ${fixed(Math.max(...runs.map((one) => one[name])), digits)}`;
  const rows = [
    ["first start, ms", fixed(figures.firstMs, 0), spread("firstMs", 0), goals.firstMs],
    ["warm start, ms", fixed(figures.warmMs, 0), spread("warmMs", 0), goals.warmMs],
    ["idle memory, MB", fixed(figures.memoryMb), spread("memoryMb"), goals.memoryMb],
    ["of it the server", fixed(figures.serverMb), spread("serverMb"), ""],
  ];
  return `${table(["", "median", "range", "goal below"], rows)}

Load average ${busy.join(" ")}.
Method: ${runs.length} runs on fresh folders, without the build; from the start of the process to the first 200 of /health/ready.
Memory: proportional set size of the server and its PostgreSQL, ${idleMs / 1000} s after a warm start.`;
}
