export {
  applyPatches,
  type CallChange,
  type CallEffect,
  callIdsOf,
  type EventPatches,
  type FoldOptions,
} from "./apply-patches.ts";
export { callRoutes } from "./call.routes.ts";
export { type CallService, createCallService } from "./call.service.ts";
export { callData } from "./call-data.ts";
export { callExportRoutes } from "./call-export.routes.ts";
export { closeOverdueCalls } from "./close-overdue.ts";
export { createLiveStream, expireChanges, type LiveStream, liveRoutes } from "./live.ts";
export type { CountedCall } from "./projection.store.ts";
