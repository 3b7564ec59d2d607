export { createLogger, errorFields, type Logger, redacting } from "./logger.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
