export { happenedAt } from "./count-calls.ts";
export { openAnalytics } from "./open-analytics.ts";
