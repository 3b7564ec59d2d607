export { createLogger, errorFields, type Logger, redacting } from "./logger.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
export { durationBoundsMs, type RouteMinute } from "./request-times.ts";
