export {
  type AccountWithApi,
  createProviderAccounts,
  type KeyState,
  type ProviderAccounts,
  type ProviderApiState,
} from "./accounts.ts";
export { apiEnvironments } from "./credentials.ts";
export { doctorRoutes } from "./doctor.routes.ts";
export { createProviderDoctor } from "./doctor.ts";
export { createFixService } from "./doctor-apply.ts";
