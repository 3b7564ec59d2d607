export { aliases, type Config, ConfigError, Env, readConfig } from "./config.ts";
export { faultsOf } from "./faults.ts";
