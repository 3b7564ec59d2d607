import { recordAudit } from "../audit/index.ts";
import { microsToUsd } from "../lib/money.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../llm/index.ts";
import { embeddedTokens, readCost } from "../model-use/index.ts";
import type { VectorIndex } from "../search/index.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { findBase } from "./base.store.ts";
import { readSetFigures, restartSets, type SetFigures } from "./embed-set.store.ts";
import { countEmbedded, type EmbeddingCounts } from "./embed-vector.store.ts";
import type { EmbeddingSelection, EmbeddingStatus } from "./embedding.schema.ts";

export type EmbeddingService = ReturnType<typeof createEmbeddingService>;

/** Says how far embeddings are, and starts or continues them. */
export function createEmbeddingService(needs: {
  db: Database;
  /** Null while embeddings are off. */
  space: EmbeddingSpace | null;
  index: Pick<VectorIndex, "kind">;
  wake: () => void;
  now: () => number;
}) {
  const { db, space, index, now } = needs;
  const read = async (trx: Trx, scope: TenantScope, selection: EmbeddingSelection) => {
    const baseId = await baseIdOf(trx, scope, selection.knowledge_base);
    const category = selection.category ?? null;
    const counts = await countEmbedded(trx, scope, { space, baseId, category });
    const figures = await readSetFigures(trx, scope, { space, baseId, mirror: index.kind });
    const tokens = space === null || figures.untold_answers > 0 ? null : figures.tokens;
    const cost =
      space === null || tokens === null
        ? null
        : await readCost(trx, scope, {
            ...space,
            tokens: embeddedTokens(tokens),
            at: new Date(now()),
          });
    return toStatus({ space, kind: index.kind, counts, figures, tokens, cost, now: now() });
  };
  return {
    status: (scope: TenantScope, selection: EmbeddingSelection): Promise<EmbeddingStatus> =>
      inTenant(db, scope, (trx) => read(trx, scope, selection), { pace: "report" }),
    /** Starts what waits, tries what was refused again, and says how far it is. Chunks are embedded without it as well. */
    async generate(
      who: { scope: TenantScope; actor: string },
      selection: EmbeddingSelection,
    ): Promise<EmbeddingStatus> {
      const { scope, actor } = who;
      const status = await inTenant(
        db,
        scope,
        async (trx) => {
          const baseId = await baseIdOf(trx, scope, selection.knowledge_base);
          if (space === null) return read(trx, scope, selection);
          const category = selection.category ?? null;
          await restartSets(trx, scope, { baseId, category, now: new Date(now()) });
          await recordAudit(trx, scope, {
            actor,
            action: "embeddings.started",
            subject: baseId ?? "knowledge",
            payload: { category },
          });
          return read(trx, scope, selection);
        },
        { pace: "report" },
      );
      needs.wake();
      return status;
    },
  };
}

async function baseIdOf(
  trx: Trx,
  scope: TenantScope,
  key: string | undefined,
): Promise<string | null> {
  if (key === undefined) return null;
  const base = await findBase(trx, scope, key);
  if (base === undefined) {
    throw new ProblemError("knowledge-base-not-found", `No knowledge base ${key} in this tenant`);
  }
  return base.id;
}

function toStatus(of: {
  space: EmbeddingSpace | null;
  kind: VectorIndex["kind"];
  counts: EmbeddingCounts;
  figures: SetFigures;
  tokens: number | null;
  cost: number | null;
  now: number;
}): EmbeddingStatus {
  const { space, kind, counts, figures, tokens, cost } = of;
  const { total, embedded, failed } = counts;
  const pending = total - embedded - failed;
  const isSettled = pending === 0 && !figures.is_behind;
  const isWaiting = figures.last_error !== null && Number(figures.next_try_at) > of.now;
  const working = isWaiting ? "waiting" : isSettled ? "complete" : "working";
  return {
    state: space === null ? "off" : working,
    model: space?.model ?? null,
    dimensions: space?.dimensions ?? null,
    index: kind,
    total,
    embedded,
    pending,
    failed,
    is_complete: space !== null && isSettled && failed === 0,
    tokens,
    cost_usd: cost === null ? null : microsToUsd(cost),
    problem: isWaiting ? figures.last_error : null,
    next_try_at: isWaiting ? (figures.next_try_at?.toISOString() ?? null) : null,
  };
}
