// For `node --import`: the same product whose calls change without a mark for figures. What marking costs is measured against it.
import { register } from "node:module";

const source = `import { openAnalytics as open } from "./open-analytics.js";
export { happenedAt } from "./count-calls.js";
const mark = async () => undefined;
export const openAnalytics = (needs) => ({ ...open(needs), witness: mark, effect: mark });`;

const hooks = `export const load = (url, context, next) => url.endsWith("/dist/analytics/index.js")
  ? { format: "module", source: ${JSON.stringify(source)}, shortCircuit: true }
  : next(url, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
