import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../../llm/index.ts";
import { readUse } from "../../model-use/index.ts";
import type { Trx } from "../../store/index.ts";
import type { WindowSettings } from "../budget.ts";
import { pinnedTokensMax } from "../windows/pinned.ts";
import { countEmbedded } from "./embedding.store.ts";
import type { Stats } from "./stats.schema.ts";
import { readStats } from "./stats.store.ts";
import { viewWindow } from "./view-window.ts";
import type { Window } from "./window.schema.ts";

/** What of the configuration shows in the figures. */
export interface StatsSettings {
  readonly settings: WindowSettings;
  /** How many work on memory in the background. */
  readonly workers: number;
  /** What vectors are made with; null while embeddings are off. */
  readonly space: EmbeddingSpace | null;
}

/** What there is in a tenant's memory and what is done with it; with a session, of that one. */
export async function viewStats(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string | undefined; now: number } & StatsSettings,
): Promise<Stats> {
  const { sessionId, settings, workers, space, now } = of;
  const counted = await readStats(trx, scope, sessionId);
  if (counted === undefined) throw new Error("a count without a row");
  const window =
    sessionId === undefined ? null : await viewWindow(trx, scope, { sessionId, settings });
  const { pending, running, done, dead, oldest_pending_at: oldest } = counted;
  const over = done + dead;
  return {
    ...{ context: contextOf(window, counted, settings), armed: window?.armed ?? null },
    window: window && {
      ...{ start_seq: window.start_seq, next_seq: window.next_seq },
      ...{ tokens: counted.fullest_tokens, budget: settings.maxContextTokens },
    },
    tokenizer: window && { ...window.tokenizer, calibration: null },
    sessions: counted.sessions,
    usage: await readUse(trx, scope, sessionId),
    repetition: {
      ...{ echoes: counted.echoes, echoes_resolved: counted.echoes_resolved },
      loops: counted.loops,
    },
    queue: {
      ...{ current_size: pending + running, max_size: null, dropped_total: 0, pending },
      ...{ enqueued_total: pending + running + over, processed_total: done },
    },
    worker: {
      ...{ is_running: workers > 0, is_paused: false, processed_count: done, failed_count: dead },
      ...{ recovered_count: counted.recovered, queue_length: pending },
      success_rate: over === 0 ? null : done / over,
    },
    vector_store: {
      ...{ vectors_count: counted.vectors, indexed_vectors_count: counted.vectors },
      ...{ points_count: counted.vectors, status: vectorStatus(counted) },
      optimizer_status: "none",
    },
    embedding: await viewEmbedding(trx, scope, { space, sessionId }),
    oldest_pending_age_s: oldest && Math.max(0, (now - oldest.getTime()) / 1_000),
    dead_jobs: dead,
    chunks_by_status: { indexed: counted.messages, digested: counted.digests },
    ...{ facts_open: 0, states_by_status: {} },
    effective_settings: {
      MAX_CONTEXT_TOKENS: settings.maxContextTokens,
      OFFLOAD_THRESHOLD: settings.threshold,
      HYSTERESIS_THRESHOLD: settings.hysteresis,
      TARGET_AFTER_RELIEF: settings.target,
      PINNED_MAX_TOKENS: pinnedTokensMax,
      COLD_PATH_WORKERS: workers,
    },
  };
}

async function viewEmbedding(
  trx: Trx,
  scope: TenantScope,
  { space, sessionId }: Pick<StatsSettings, "space"> & { sessionId: string | undefined },
): Promise<Stats["embedding"]> {
  if (space === null) {
    const none = { windows: 0, embedded: 0, waiting: 0, refused: 0 };
    return { state: "off", model: null, dimensions: null, ...none };
  }
  const { total, waiting, refused } = await countEmbedded(trx, scope, { space, sessionId });
  return {
    state: waiting === 0 ? "complete" : "working",
    ...{ model: space.model, dimensions: space.dimensions },
    ...{ windows: total, embedded: total - waiting - refused, waiting, refused },
  };
}

/** In the words of the guide's store: none, yellow while something waits for its vector, or green. */
function vectorStatus({ vectors, to_embed }: { vectors: number; to_embed: number }): string {
  if (vectors === 0) return "none";
  return to_embed === 0 ? "green" : "yellow";
}

function contextOf(
  window: Window | null,
  counted: { fullest_tokens: number; messages: number; offloads: number },
  { maxContextTokens }: WindowSettings,
): Stats["context"] {
  const tokens = window?.prompt.tokens ?? counted.fullest_tokens;
  const pinned = window?.pinned;
  return {
    ...{ current_tokens: tokens, max_tokens: maxContextTokens },
    ...{ message_count: counted.messages, offload_count: counted.offloads },
    pressure_percentage: Math.round((tokens / maxContextTokens) * 1_000) / 10,
    pinned_header: Object.fromEntries(
      (pinned?.entries ?? []).map(({ label, text }) => [label, text] as const),
    ),
    pinned_version: pinned?.version ?? 0,
  };
}
