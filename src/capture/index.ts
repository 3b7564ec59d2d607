export {
  type AccountWithApi,
  createProviderAccounts,
  type KeyState,
  type ProviderAccounts,
  type ProviderApiState,
} from "./accounts.ts";
export { captureData } from "./capture-data.ts";
export { forgetChecks } from "./check-open-calls.ts";
export { apiEnvironments } from "./credentials.ts";
export { openCapture } from "./open-capture.ts";
export { createRecordingKeys } from "./recording-keys.ts";
