export { openAnalytics } from "./open-analytics.ts";
