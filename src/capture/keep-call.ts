import type { StoreFetched, StoreUnreadable } from "../ingest/index.ts";
import type { CaptureSource } from "../lib/call.ts";
import { ApiError, type FetchedCall } from "../providers/index.ts";
import type { Target } from "./targets.ts";

export interface KeepNeeds {
  storeFetched: StoreFetched;
  storeUnreadable: StoreUnreadable;
  now: () => number;
}

/**
 * Stores a listed call as an event, asked for whole where the list tells only a part. A provider's nonsense about one call becomes an event too: a dead letter, which alarms.
 * @returns whether there was something to keep; a call that vanished meanwhile is nothing.
 * @throws ApiError when the provider cannot be asked now.
 */
export async function keepCall(
  needs: KeepNeeds,
  target: Pick<Target, "account" | "connection">,
  call: FetchedCall,
  source: Exclude<CaptureSource, "webhook">,
  signal?: AbortSignal,
): Promise<boolean> {
  const { account, connection } = target;
  try {
    const whole = call.isSummary
      ? await account.getCall(call.providerCallId, signal)
      : ((await call.complete?.(signal)) ?? call);
    if (whole === null) return false;
    await needs.storeFetched({ connection, source, body: whole.body, receivedAt: needs.now() });
    return true;
  } catch (error) {
    const answer = { connection, source, about: call.providerCallId };
    if (!(await keepUnreadable(needs, answer, error))) throw error;
    return false;
  }
}

/**
 * Keeps the answer of a provider that could not be read, so that somebody can look at it.
 * @param answer about: whose call, or what else was asked for.
 * @returns whether that was the trouble.
 */
export async function keepUnreadable(
  { storeUnreadable, now }: KeepNeeds,
  answer: Pick<Parameters<StoreUnreadable>[0], "connection" | "source" | "about">,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof ApiError) || error.kind !== "nonsense") return false;
  const bytes = error.answer ?? Buffer.alloc(0);
  await storeUnreadable({ ...answer, why: error.message, bytes, receivedAt: now() });
  return true;
}
