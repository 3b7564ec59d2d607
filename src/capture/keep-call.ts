import type { StoreFetched } from "../ingest/index.ts";
import type { CaptureSource } from "../lib/call.ts";
import { ApiError, type FetchedCall } from "../providers/index.ts";
import type { Target } from "./targets.ts";

export interface KeepNeeds {
  storeFetched: StoreFetched;
  now: () => number;
}

/**
 * Stores a listed call as an event, asked for whole where the list tells only a part. A provider's nonsense about one call becomes an event too: a dead letter, which alarms.
 * @returns whether there was something to keep; a call that vanished meanwhile is nothing.
 * @throws ApiError when the provider cannot be asked now.
 */
export async function keepCall(
  { storeFetched, now }: KeepNeeds,
  target: Pick<Target, "account" | "connection">,
  call: FetchedCall,
  source: Exclude<CaptureSource, "webhook">,
  signal?: AbortSignal,
): Promise<boolean> {
  const { account, connection } = target;
  const keep = (body: unknown) => storeFetched({ connection, source, body, receivedAt: now() });
  try {
    const whole = call.isSummary
      ? await account.getCall(call.providerCallId, signal)
      : ((await call.complete?.(signal)) ?? call);
    if (whole === null) return false;
    await keep(whole.body);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== "nonsense") throw error;
    await keep(nonsenseOf(call.providerCallId, error));
    return false;
  }
}

/** What stands in the event log for an answer that could not be read. */
function nonsenseOf(providerCallId: string, error: ApiError): object {
  return { voicelens_unreadable_answer: error.message, provider_call_id: providerCallId };
}
