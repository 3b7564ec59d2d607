export { databaseMoveRoutes } from "./database-move.routes.ts";
export { createDatabaseMove, type MovableDatabase } from "./database-move.ts";
export { createDiskWatch } from "./disk.ts";
export { healthRoutes } from "./health.routes.ts";
export { markMoved, refuseMoved } from "./moved-marker.ts";
export { reencryptionRoutes } from "./reencryption.routes.ts";
export { createTimers, type Timers } from "./timers.ts";
