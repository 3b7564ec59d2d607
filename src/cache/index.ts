export { connectRedis, type Redis } from "./redis.ts";
