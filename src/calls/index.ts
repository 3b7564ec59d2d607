export {
  applyPatches,
  type CallChange,
  type CallEffect,
  type CallWitness,
  callIdsOf,
  type EventPatches,
  type FoldOptions,
} from "./apply-patches.ts";
export { callRoutes } from "./call.routes.ts";
export {
  Call,
  type CallEstimate,
  CallSummary,
  type EstimateReader,
  TurnView,
} from "./call.schema.ts";
export { type CallService, createCallService } from "./call.service.ts";
export { findAgentOf } from "./call.store.ts";
export { callData } from "./call-data.ts";
export { callExportRoutes } from "./call-export.routes.ts";
export { closeOverdueCalls } from "./close-overdue.ts";
export { liveRoutes } from "./live.routes.ts";
export { type AlertChange, expireChanges, writeAlertChanges } from "./live-changes.ts";
export { liveSocketRoutes } from "./live-socket.ts";
export { createLiveStream, type LiveStream } from "./live-stream.ts";
export { type CountedCall, lockCalls } from "./projection.store.ts";
export { reviewRoutes } from "./review/review.routes.ts";
export { createReviewService } from "./review/review.service.ts";
export { savedViewRoutes } from "./saved-views/saved-view.routes.ts";
export { createSavedViewService } from "./saved-views/saved-view.service.ts";
