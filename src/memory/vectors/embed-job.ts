import { z } from "zod";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { EmbeddingClient, EmbeddingSpace } from "../../llm/index.ts";
import { embeddingUse, recordEmbedding } from "../../model-use/index.ts";
import { packVector } from "../../search/index.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import type { JobHandler } from "../jobs/work-on-jobs.ts";
import {
  type Cursor,
  changeScope,
  findWindows,
  type NewVector,
  putVectors,
  readScopeVectors,
  removeOtherVectors,
  type ScopeChange,
  type ScopeVectors,
} from "./vector.store.ts";
import { windowText } from "./window-text.ts";

const Payload = z.object({ scope_id: z.string() });
/** As many as go into one request to the service. */
const windowsPerRequest = 64;

/**
 * Embeds what was said in a scope since it was last looked at, some requests at a time. Whatever was written is not asked for again: a message has a vector of its window as it is
 * now, or it is due. Another model's vectors are made beside those that are searched, and take their place when they are all there.
 * @param batches how many requests are made before others have their turn.
 */
export function embedScope(needs: {
  db: Database;
  client: EmbeddingClient;
  batches: number;
  now: () => number;
}): JobHandler {
  const { db, client, batches, now } = needs;
  return async (job, scope, signal) => {
    const { scope_id: scopeId } = Payload.parse(job.payload);
    const { space } = client;
    const limit = batches * windowsPerRequest;
    const found = await inTenant(
      db,
      scope,
      async (trx) => {
        // Before the messages: what is written meanwhile is of a later version.
        const place = await readScopeVectors(trx, scope, scopeId);
        if (place === undefined) return undefined;
        const after = cursorOf(job.stage) ?? { version: place.embedded_version, seq: endOfVersion };
        return { place, ...(await findWindows(trx, scope, { scopeId, space, after, limit })) };
      },
      { pace: "report" },
    );
    if (found === undefined) return async () => null;
    const { place, windows, next } = found;
    const texts = windows.map((one) => windowText({ ...one, at: one.created_at }, place.language));
    const answer = await client.embed(space, texts, { signal });
    const used = embeddingUse(space.model, texts, answer);
    const vectors = windows.map(({ id, last_seq }, at): NewVector => {
      const vector = answer.vectors[at] ?? null;
      return { messageId: id, lastSeq: last_seq, packed: vector && packVector(vector) };
    });
    return async (trx, writing) => {
      const written = { scopeId, space, vectors, isComplete: next === null, seen: place };
      const isThere = await write(trx, writing, written);
      await recordEmbedding(trx, writing, { ...used, at: new Date(now()) });
      if (!isThere || next === null) return null;
      return { stage: `${next.version} ${next.seq}`, dueAt: new Date(now()) };
    };
  };
}

const endOfVersion = 2 ** 31 - 1;

/** Returns false for a scope that is gone. */
async function write(
  trx: Trx,
  scope: TenantScope,
  of: {
    scopeId: string;
    space: EmbeddingSpace;
    vectors: NewVector[];
    isComplete: boolean;
    seen: ScopeVectors;
  },
): Promise<boolean> {
  const { scopeId, space, vectors, isComplete, seen } = of;
  // Held before its messages are, as by whoever forgets.
  const place = await readScopeVectors(trx, scope, scopeId, { isHeld: true });
  if (place === undefined) return false;
  const change: ScopeChange = {};
  if (vectors.length > 0) {
    change.vectors_version = place.vectors_version + 1;
    await putVectors(trx, scope, { scopeId, space, version: change.vectors_version, vectors });
  }
  // The first model's are searched from their beginning on.
  if (isComplete || place.vectors_model === null) {
    change.vectors_model = space.model;
    change.vectors_dimensions = space.dimensions;
  }
  if (isComplete) {
    change.embedded_version = seen.version;
    await removeOtherVectors(trx, scope, { scopeId, space });
  }
  if (Object.keys(change).length > 0) await changeScope(trx, scope, scopeId, change);
  return true;
}

/** Where a job goes on; nothing at its beginning. */
function cursorOf(stage: string): Cursor | undefined {
  const [version, seq] = stage.split(" ").map(Number);
  return version === undefined || seq === undefined ? undefined : { version, seq };
}
