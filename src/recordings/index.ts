/** What was said in calls: fetched from providers before the links expire, stored encrypted, given out by links that expire. */
export { expireRecordings } from "./expire-recordings.ts";
export {
  createRecordingKeeper,
  type KeptRecording,
  type RecordingEffect,
} from "./keep-recordings.ts";
export { noteRecordings } from "./note-recordings.ts";
export { recordingRoutes } from "./recording.routes.ts";
export { createRecordingService, type RecordingService } from "./recording.service.ts";
export { findRecordingHash } from "./recording.store.ts";
export { recordingData } from "./recording-data.ts";
export { createRecordingLinks } from "./recording-links.ts";
export { sealedRecordings } from "./sealed-recordings.ts";
export { serveRecording } from "./serve-recording.ts";
