// Checks the arrows between rooms. With a compiler it cannot use, dependency-cruiser reads nothing and reports success: that is a failure here.
import { spawnSync } from "node:child_process";

const modulesMin = 100;
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [
    "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    "src",
    "web/src",
    "--output-type",
    "json",
  ],
  { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
);
if (stdout === "") {
  process.stderr.write(stderr);
  process.exit(status || 1);
}
const { summary } = JSON.parse(stdout);
for (const { rule, from, to, cycle } of summary.violations) {
  const way = cycle?.length ? cycle.map((step) => step.name ?? step).join(" -> ") : to;
  process.stdout.write(`${rule.name}: ${from} -> ${way}\n`);
}
process.stdout.write(
  `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} arrows, ${summary.violations.length} wrong\n`,
);
if (summary.totalCruised < modulesMin) process.stderr.write("Too few modules were read.\n");
process.exitCode = summary.violations.length > 0 || summary.totalCruised < modulesMin ? 1 : 0;
