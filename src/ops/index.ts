export { createDiskWatch } from "./disk.ts";
export { healthRoutes } from "./health.routes.ts";
export { createTimers, type Timers } from "./timers.ts";
