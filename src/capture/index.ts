export {
  type AccountWithApi,
  createProviderAccounts,
  type KeyState,
  type ProviderAccounts,
  type ProviderApiState,
} from "./accounts.ts";
export { captureData } from "./capture-data.ts";
export { checkOpenCalls, forgetChecks } from "./check-open-calls.ts";
export { completenessRoutes } from "./completeness.routes.ts";
export { apiEnvironments } from "./credentials.ts";
export { doctorRoutes } from "./doctor.routes.ts";
export { createProviderDoctor } from "./doctor.ts";
export { createFixService } from "./doctor-apply.ts";
export { importRoutes } from "./import.routes.ts";
export { createImportService, workOnImports } from "./imports.ts";
export { createRecordingKeys } from "./recording-keys.ts";
export { startSweep } from "./start-sweep.ts";
export { sweepAccounts } from "./sweep.ts";
