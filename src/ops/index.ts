export { createDiskWatch } from "./disk.ts";
export { healthRoutes } from "./health.routes.ts";
export { reencryptionRoutes } from "./reencryption.routes.ts";
export { createTimers, type Timers } from "./timers.ts";
