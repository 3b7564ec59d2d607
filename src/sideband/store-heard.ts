import { setTimeout as wait } from "node:timers/promises";
import type { StoreFetched } from "../ingest/index.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { openaiCallSocket } from "../providers/index.ts";
import type { Connection } from "../tenants/index.ts";
import type { Taken } from "./hearing.ts";
import type { ClaimedSession } from "./sideband.store.ts";

const pauseMs = 250;
const pauseMsMax = 5_000;

/** Stores batches of what was heard as events of ours, in their order. */
export interface HeardStore {
  /**
   * Resolves when all of it is stored, however long the database or the disk are away: until then the caller reads no more. Gives up when `signal` says so, and after one more
   * attempt.
   */
  store(taken: Taken, connectedAt: number | null, signal: AbortSignal): Promise<void>;
  /** Tells that the call ended. The same end told twice is stored once. */
  end(session: ClaimedSession, outcome: "closed" | "not_accepted", at: number): Promise<void>;
}

/** @param receivedAt what the event's own time of arrival is taken from. */
export function createHeardStore(needs: {
  storeFetched: StoreFetched;
  connection: Connection;
  session: Pick<ClaimedSession, "provider_call_id" | "model" | "transcription_model">;
  now: () => number;
  log: Logger;
}): HeardStore {
  const { storeFetched, connection, session, now, log } = needs;
  const providerCallId = session.provider_call_id;
  const put = (body: Record<string, unknown>) =>
    storeFetched({ connection, source: "poll", body, receivedAt: now() });
  const insist = async (body: Record<string, unknown>, signal: AbortSignal) => {
    for (let tries = 1; ; tries++) {
      try {
        return await put(body);
      } catch (error) {
        if (signal.aborted) throw error;
        log.warn(
          { connection_id: connection.id, tries, ...errorFields(error) },
          "what was heard on a call's socket is not stored yet",
        );
        const patience = Math.min(pauseMs * 2 ** (tries - 1), pauseMsMax);
        await wait(patience, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  return {
    async store({ batches }, connectedAt, signal) {
      for (const batch of batches) {
        const body = openaiCallSocket.bodyOf({ ...batch, providerCallId, connectedAt, end: null });
        await insist(body, signal);
      }
    },
    async end({ connected_at, close_code, close_reason, model, transcription_model }, outcome, at) {
      const body = openaiCallSocket.bodyOf({
        providerCallId,
        connectedAt: connected_at?.getTime() ?? null,
        models: { answers: model, transcription: transcription_model },
        events: [],
        droppedFrames: 0,
        end: { at, outcome, closeCode: close_code, closeReason: close_reason },
      });
      await put(body);
    },
  };
}
