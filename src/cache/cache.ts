import { hash } from "node:crypto";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import { createMemoryCache } from "./memory.ts";
import type { Redis } from "./redis.ts";

/**
 * Answers that may be given again. Not for what has an effect.
 *
 * What is kept is found under a name that holds everything the answer depends on, versions of data above all: then a change makes another name, and nothing old is
 * ever found, whoever missed the change.
 */
export interface Cache {
  /** What was kept under the name. Never fails; whatever cannot be had is not there. */
  get(scope: TenantScope, name: readonly unknown[]): Promise<string | undefined>;
  /** Keeps a text until an instant. Never fails. */
  put(scope: TenantScope, name: readonly unknown[], text: string, expiresAt: number): void;
}

interface Needs {
  /** The label of its metrics, and its part of Redis. */
  name: string;
  /** Of the memory of this process. */
  bytesMax: number;
  /** Shared by all replicas. Left out: each process keeps its own. */
  redis?: Redis | undefined;
  /** Whoever reads or writes that Redis can neither read nor make up what is kept. */
  box: {
    seal(plain: Buffer, context: string): Buffer;
    open(sealed: Buffer, context: string): Buffer;
  };
  now: () => number;
  metrics: Pick<Metrics, "cacheHits" | "cacheMisses">;
  log: Logger;
}

/** Doing without is soon faster. */
const patienceMs = 30;
/** How long a Redis that did not answer is left alone. */
const restMs = 1_000;

/** Makes a cache: first in memory, then in Redis where there is one. While Redis does not answer, nothing is read from it, written to it, or put aside for it. */
export function createCache(needs: Needs): Cache {
  const { name: cache, metrics, now } = needs;
  const memory = createMemoryCache(needs);
  const shared = needs.redis && createShared({ ...needs, redis: needs.redis });
  return {
    async get({ tenantId }, name) {
      const key = keyOf(tenantId, name);
      const found = memory.get(key) ?? (await shared?.get(key));
      if (found === undefined || found.expiresAt <= now()) {
        metrics.cacheMisses.inc({ cache });
        return undefined;
      }
      metrics.cacheHits.inc({ cache });
      memory.put(key, found.text, found.expiresAt);
      return found.text;
    },
    put({ tenantId }, name, text, expiresAt) {
      const key = keyOf(tenantId, name);
      memory.put(key, text, expiresAt);
      shared?.put(key, text, expiresAt);
    },
  };
}

/** What was asked is not to be read from a key. */
function keyOf(tenantId: string, name: readonly unknown[]): string {
  return `${tenantId}/${hash("sha256", JSON.stringify([tenantId, ...name]), "base64url")}`;
}

/** The part of it that all replicas share. */
function createShared({ name, redis, box, now, log }: Needs & { redis: Redis }) {
  let awayUntil = 0;
  let isMissed = false;
  const place = (key: string) => `voicelens:cache:${name}:${key}`;
  const isAway = () => redis.status !== "ready" || performance.now() < awayUntil;
  const miss = (error: unknown) => {
    awayUntil = performance.now() + restMs;
    if (isMissed) return;
    isMissed = true;
    log.warn({ cache: name, ...errorFields(error) }, "Redis keeps no answers: each process alone");
  };
  return {
    async get(key: string) {
      if (isAway()) return undefined;
      const at = place(key);
      const sealed = await atMost(redis.getBuffer(at), patienceMs).catch(miss);
      if (sealed === undefined) return undefined;
      isMissed = false;
      if (sealed === null) return undefined;
      try {
        const [expiresAt, text] = JSON.parse(box.open(sealed, at).toString()) as [number, string];
        return { text, expiresAt };
      } catch {
        // Sealed with a former key, or nothing of ours.
        return undefined;
      }
    },
    put(key: string, text: string, expiresAt: number) {
      const ttlMs = Math.floor(expiresAt - now());
      if (isAway() || ttlMs <= 0) return;
      const at = place(key);
      const sealed = box.seal(Buffer.from(JSON.stringify([expiresAt, text])), at);
      redis.set(at, sealed, "PX", ttlMs).catch(miss);
    },
  };
}

function atMost<T>(answer: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("Redis took too long")), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
