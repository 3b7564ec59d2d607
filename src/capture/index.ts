export {
  type AccountWithApi,
  createProviderAccounts,
  type KeyState,
  type ProviderAccounts,
  type ProviderApiState,
} from "./accounts.ts";
export { apiEnvironments } from "./credentials.ts";
