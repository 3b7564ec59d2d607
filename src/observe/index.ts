export { createLogger, errorFields, type Logger, redacting } from "./logger.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
export { openTracing } from "./open-tracing.ts";
export { durationBoundsMs, type RouteMinute } from "./request-times.ts";
export { noTracing, type Span, type Tracing, traced } from "./tracing.ts";
