import type { Redis } from "./redis.ts";

/** Calls all replicas at once. A signal carries nothing and may be lost: whoever listens looks where the truth is, and also looks without one. */
export interface Signals {
  send(): void;
  /** @param onState called when signals can be heard, and when no longer. */
  listen(onSignal: () => void, onState: (isHeard: boolean) => void): void;
  stop(): void;
}

/** Signals through a channel of Redis. */
export function createRedisSignals(redis: Redis, channel: string): Signals {
  let subscriber: Redis | undefined;
  return {
    send() {
      redis.publish(channel, "").catch(() => undefined);
    },
    listen(onSignal, onState) {
      // A connection that listens can do nothing else.
      const own = redis.duplicate({ autoResubscribe: false });
      subscriber = own;
      own.on("error", () => undefined);
      own.on("message", onSignal);
      own.on("close", () => onState(false));
      own.on("ready", () => {
        own.subscribe(channel).then(
          () => onState(true),
          () => own.disconnect(true),
        );
      });
    },
    stop() {
      subscriber?.disconnect();
      subscriber = undefined;
    },
  };
}
