export { databaseMoveRoutes } from "./database-move.routes.ts";
export { createDatabaseMove, type MovableDatabase } from "./database-move.ts";
export { createDiskWatch } from "./disk.ts";
export { healthRoutes } from "./health/health.routes.ts";
export { createHealthReport } from "./health/health-report.ts";
export { createSupplierWatch } from "./health/supplier-watch.ts";
export { installationRoutes } from "./installation/installation.routes.ts";
export { openKeeping } from "./keeping/open-keeping.ts";
export { openModes } from "./modes/open-modes.ts";
export { markMoved, refuseMoved } from "./moved-marker.ts";
export { opsData } from "./ops-data.ts";
export { performanceRoutes } from "./performance/performance.routes.ts";
export { createPerformanceLog, expirePerformance } from "./performance/performance-log.ts";
export { reencryptionRoutes } from "./reencryption.routes.ts";
export type { Finding } from "./security/finding.ts";
export { checkBinding, checkFiles, checkPorts, listeningOn } from "./security/host-checks.ts";
export { readSite } from "./security/read-site.ts";
export {
  checkConfig,
  checkConnections,
  checkOwnerKey,
  checkProxy,
} from "./security/setup-checks.ts";
export { checkSite } from "./security/site-checks.ts";
export { suppliersOf } from "./suppliers.ts";
export { createTimers, type Timers } from "./timers.ts";
