import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Embedded, EmbeddingClient, EmbeddingSpace } from "./embedding-client.ts";

/** Embeds what callers ask, fast or not at all. */
export interface QueryEmbeddings {
  /**
   * The vector of a question; null when it does not come in time or not at all. A late one is kept: who asks the same again has it at once.
   */
  embed(
    scope: TenantScope,
    space: EmbeddingSpace,
    text: string,
    options: { capMs: number },
  ): Promise<Float32Array | null>;
}

export interface QueryEmbeddingsNeeds {
  client: EmbeddingClient;
  /** Hears what each answer took. */
  onAnswer?: (scope: TenantScope, of: { space: EmbeddingSpace; text: string } & Embedded) => void;
  now: () => number;
  entriesMax?: number;
  ttlMs?: number;
}

const entriesUsual = 4_096;
const ttlUsualMs = 24 * 3_600_000;
const textCharactersMax = 2_000;
/** However long a question may wait, a service that hangs must not keep its requests for ever. */
const requestTimeoutMs = 5_000;

/**
 * Keeps vectors of questions by tenant, space and text, whatever its spacing and case: a tenant must not learn from our speed what another's callers ask. The same question
 * at the same time is asked for once. In memory only.
 */
export function createQueryEmbeddings(needs: QueryEmbeddingsNeeds): QueryEmbeddings {
  const { client, onAnswer, now, entriesMax = entriesUsual, ttlMs = ttlUsualMs } = needs;
  const kept = new Map<string, { vector: Float32Array; until: number }>();
  const underWay = new Map<string, Promise<Float32Array | null>>();

  const keep = (key: string, vector: Float32Array) => {
    kept.delete(key);
    kept.set(key, { vector, until: now() + ttlMs });
    const [oldest] = kept.keys();
    if (kept.size > entriesMax && oldest !== undefined) kept.delete(oldest);
  };
  const find = (key: string) => {
    const entry = kept.get(key);
    if (entry === undefined) return null;
    kept.delete(key);
    if (entry.until <= now()) return null;
    kept.set(key, entry);
    return entry.vector;
  };
  const ask = async (scope: TenantScope, key: string, space: EmbeddingSpace, text: string) => {
    try {
      const options = { triesMax: 1, timeoutMs: requestTimeoutMs };
      const answer = await client.embed(space, [text], options);
      onAnswer?.(scope, { ...answer, space, text });
      const [vector] = answer.vectors;
      if (vector) keep(key, vector);
      return vector ?? null;
    } catch {
      // The answer without vectors is good enough, and the work in the background tells of the trouble.
      return null;
    } finally {
      underWay.delete(key);
    }
  };

  return {
    async embed(scope, space, given, { capMs }) {
      const text = normalised(given);
      if (text === "") return null;
      const key = JSON.stringify([scope.tenantId, space.model, space.dimensions, text]);
      const known = find(key);
      if (known !== null || client.isOpen()) return known;
      const asked = underWay.get(key) ?? ask(scope, key, space, text);
      underWay.set(key, asked);
      return atMost(asked, capMs);
    },
  };
}

/** Questions that differ in spacing, case or spelling of characters are the same question. */
function normalised(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, textCharactersMax);
}

function atMost<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms);
    promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
