import { Redis } from "ioredis";

export type { Redis };

const connectPatienceMs = 2_000;
/** Whoever asks Redis on the way of a request would rather do without than wait. */
const commandPatienceMs = 500;
const reconnectMsMax = 2_000;

/**
 * Connects to Redis in the background and again whenever the connection breaks. Commands fail at once while there is none: everything that uses Redis has to have
 * an answer without it.
 *
 * @param onState called when the connection comes and when it goes.
 */
export function connectRedis(url: string, onState: (isConnected: boolean) => void): Redis {
  const redis = new Redis(url, {
    connectTimeout: connectPatienceMs,
    commandTimeout: commandPatienceMs,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(tries * 100, reconnectMsMax),
  });
  // Without a listener a broken connection would end the process.
  redis.on("error", () => undefined);
  redis.on("ready", () => onState(true));
  redis.on("close", () => onState(false));
  return redis;
}
