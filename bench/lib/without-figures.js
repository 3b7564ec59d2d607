// For `node --import`: the same product, whose calls change without a mark for figures and whose metrics count nothing. What both cost is measured against it.
import { register } from "node:module";
import { Counter, Gauge, Histogram } from "prom-client";

const source = `import { openAnalytics as open } from "./open-analytics.js";
export { happenedAt } from "./count-calls.js";
const mark = async () => undefined;
export const openAnalytics = (needs) => ({ ...open(needs), witness: mark, effect: mark });`;

const hooks = `export const load = (url, context, next) => url.endsWith("/dist/analytics/index.js")
  ? { format: "module", source: ${JSON.stringify(source)}, shortCircuit: true }
  : next(url, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);

for (const { prototype } of [Counter, Gauge, Histogram]) {
  for (const tell of ["inc", "dec", "set", "observe"]) prototype[tell] = () => undefined;
}
