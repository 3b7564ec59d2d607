export { type Cache, createCache } from "./cache.ts";
export { connectRedis, type Redis } from "./redis.ts";
export { createRedisSignals, type Signals } from "./signals.ts";
