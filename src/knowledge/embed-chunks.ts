import { ServiceError } from "../guard/index.ts";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { EmbeddingClient } from "../llm/index.ts";
import { embeddingUse, recordEmbedding } from "../model-use/index.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import { packVector, type VectorIndex, type VectorSource } from "../search/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { findBase } from "./base.store.ts";
import { updateMirror } from "./embed-mirror.ts";
import {
  activateSet,
  type ClaimedSet,
  changeSet,
  claimSets,
  leaseMs,
  removeSet,
  type SetChange,
  takeSetVersion,
} from "./embed-set.store.ts";
import {
  type ChunkToEmbed,
  findChunksToEmbed,
  type NewVector,
  putVectors,
} from "./embed-vector.store.ts";

export interface EmbedNeeds {
  db: Database;
  /** Null while embeddings are off. */
  client: EmbeddingClient | null;
  index: VectorIndex;
  source: VectorSource;
  now: () => number;
  random: () => number;
  metrics: Metrics;
  log: Logger;
}

/** As many bases at a time; each is a request under way, and services count them. */
const concurrency = 2;
const chunksMax = 64;
const pauseFirstMs = 2_000;
const pauseMaxMs = 5 * 60_000;

/**
 * Embeds chunks that have no vector of the current model, and keeps the index up to date. One base at a time is one process's; what is done is written batch by batch, so
 * whoever goes on after a fault or a kill asks for nothing that is there already. A new model's vectors are made beside those that are searched, which go when it is complete.
 */
export function embedChunks(needs: EmbedNeeds): DueWork {
  const { db, client, index, now } = needs;
  return createDueWork<ClaimedSet>({
    name: "embeddings",
    concurrency,
    log: needs.log,
    claim: (limit) =>
      claimSets(db, {
        now: new Date(now()),
        limit,
        space: client?.space ?? null,
        mirror: isMirror(index) ? index.kind : null,
      }),
    async perform(set, signal) {
      const scope = { tenantId: set.tenant_id };
      try {
        await work(needs, scope, set, signal);
        await release(needs, scope, set, { failures: 0, last_error: null });
      } catch (error) {
        if (signal.aborted) await release(needs, scope, set, {});
        else await release(needs, scope, set, failure(needs, set, error));
      }
    },
  });
}

function isMirror({ kind }: VectorIndex): boolean {
  return kind !== "in_process";
}

async function work(needs: EmbedNeeds, scope: TenantScope, set: ClaimedSet, signal: AbortSignal) {
  const { db, index, client } = needs;
  const vectors = { ...scope, id: set.base_id, model: set.model, dimensions: set.dimensions };
  if (set.is_obsolete) {
    await index.deleteScope(vectors, signal);
    await removeSet(db, scope, set);
    return;
  }
  const isCurrent = set.model === client?.space.model && set.dimensions === client.space.dimensions;
  if (isCurrent && !(await embedAll({ ...needs, client }, scope, set, signal))) return;
  if (isMirror(index)) await mirror(needs, scope, set, signal);
  if (isCurrent && !set.is_active) await activateSet(db, scope, set);
}

/** Embeds batch by batch until no chunk is left. Returns false when somebody else has the set now. */
async function embedAll(
  needs: EmbedNeeds & { client: EmbeddingClient },
  scope: TenantScope,
  set: ClaimedSet,
  signal: AbortSignal,
): Promise<boolean> {
  const place = { baseId: set.base_id, model: set.model, dimensions: set.dimensions };
  // From one batch to the next, so that those behind it are not compared again for each. Only a look from the beginning says that nothing is left.
  let after = "";
  for (;;) {
    signal.throwIfAborted();
    const from = after;
    const step = await inTenant(
      needs.db,
      scope,
      async (trx) => {
        // Before the chunks: what changes meanwhile is of a later version. It holds the set, so that a restart comes before this look or after it.
        const base = await findBase(trx, scope, set.base_id);
        const units_version = base?.version ?? -1;
        const claimed_until = new Date(needs.now() + leaseMs);
        if (!(await changeSet(trx, scope, set, { claimed_until }))) return null;
        const chunks = await findChunksToEmbed(trx, scope, place, {
          after: from,
          limit: chunksMax,
        });
        if (chunks.length === 0 && from === "") await changeSet(trx, scope, set, { units_version });
        return chunks;
      },
      { pace: "report" },
    );
    if (step === null) return false;
    if (step.length === 0 && from === "") return true;
    after = step.at(-1)?.id ?? "";
    if (step.length > 0 && !(await embedSome(needs, scope, set, step, signal))) return false;
  }
}

/** Embeds some chunks: the same text once, and not at all where a vector of it is there. */
async function embedSome(
  needs: EmbedNeeds & { client: EmbeddingClient },
  scope: TenantScope,
  set: ClaimedSet,
  chunks: readonly ChunkToEmbed[],
  signal: AbortSignal,
): Promise<boolean> {
  const { client, metrics, db, now } = needs;
  const known = new Map<string, Pick<NewVector, "code" | "scale">>();
  for (const { hash, code, scale } of chunks) if (code !== null) known.set(hash, { code, scale });
  const texts = new Map<string, string>();
  for (const chunk of chunks) if (!known.has(chunk.hash)) texts.set(chunk.hash, textOf(chunk));
  const asked = [...texts.keys()];
  const answer = await client.embed(set, [...texts.values()], { signal });
  const used = embeddingUse(set.model, [...texts.values()], answer);
  for (const [place, vector] of answer.vectors.entries()) {
    known.set(asked[place] ?? "", vector === null ? { code: null, scale: null } : pack(vector));
  }
  const isHeld = await inTenant(
    db,
    scope,
    async (trx) => {
      const at = new Date(now());
      const spent = { tokens: answer.tokens, now: at };
      const version = await takeSetVersion(trx, scope, set, spent);
      await recordEmbedding(trx, scope, { ...used, at });
      if (version === null) return false;
      const place = { baseId: set.base_id, model: set.model, dimensions: set.dimensions, version };
      const vectors = chunks.map(({ id, hash }) => ({
        chunkId: id,
        hash,
        ...(known.get(hash) ?? { code: null, scale: null }),
      }));
      await putVectors(trx, scope, place, vectors);
      return true;
    },
    { pace: "report" },
  );
  const outcome = answer.vectors.includes(null) ? "partly_refused" : "embedded";
  if (asked.length > 0) metrics.embeddingJobs.inc({ outcome });
  return isHeld;
}

function pack(vector: Float32Array) {
  const { code, scale } = packVector(vector);
  return { code: Buffer.from(code.buffer), scale };
}

/** What is embedded of a chunk: it is found by what stands above it, too. */
function textOf({ title, heading_path: path, question, text }: ChunkToEmbed): string {
  return [title, path.join(" > "), question ?? "", text].filter((part) => part !== "").join("\n");
}

async function mirror(needs: EmbedNeeds, scope: TenantScope, set: ClaimedSet, signal: AbortSignal) {
  const { index, db } = needs;
  const vectors = { ...scope, id: set.base_id, model: set.model, dimensions: set.dimensions };
  const since =
    set.mirror === index.kind
      ? { units: set.mirrored_units_version, vectors: set.mirrored_version }
      : null;
  const at = await updateMirror(needs, vectors, { since, signal });
  const change = {
    mirror: index.kind,
    mirrored_version: at.vectors,
    mirrored_units_version: at.units,
  };
  await inTenant(db, scope, (trx) => changeSet(trx, scope, set, change));
}

function release({ db }: EmbedNeeds, scope: TenantScope, set: ClaimedSet, change: SetChange) {
  return inTenant(db, scope, (trx) =>
    changeSet(trx, scope, set, { ...change, claimed_until: null }),
  );
}

/** Why the try failed, and when the next one is: later with each, and not before the service wants it. */
function failure(needs: EmbedNeeds, set: ClaimedSet, error: unknown): SetChange {
  const { now, random, metrics, log } = needs;
  const isTold = error instanceof ServiceError;
  metrics.embeddingJobs.inc({ outcome: "failed" });
  const fields = {
    base_id: set.base_id,
    ...(isTold ? { reason: error.kind } : errorFields(error)),
  };
  log.warn(fields, "chunks were not embedded");
  const longest = Math.min(pauseMaxMs, pauseFirstMs * 2 ** Math.min(set.failures, 20));
  const pauseMs = Math.max(
    longest / 2 + (random() * longest) / 2,
    (isTold && error.retryAfterMs) || 0,
  );
  return {
    failures: Math.min(set.failures + 1, 30_000),
    last_error: isTold ? error.message : "Something went wrong on our side",
    next_try_at: new Date(now() + pauseMs),
  };
}
