import type { CallEffect } from "../calls/index.ts";
import { isTerminal } from "../lib/call.ts";
import { enqueueJobs, type NewJob, readChoices } from "../memory/index.ts";

/**
 * Notes that finished calls are to enter memory, or to leave it, in the transaction that tells of them. Nothing is noted for tenants that never decided to remember; whether
 * a call may be remembered is looked up when it is done.
 */
export function noteFinishedCalls({ now }: { now: () => number }): CallEffect {
  return async (trx, scope, changes, goneIds) => {
    const over = changes.filter(({ record }) => isTerminal(record.lifecycle));
    const ids = [...over.map(({ id }) => id), ...goneIds];
    if (ids.length === 0 || !(await readChoices(trx, scope)).hasDecided) return;
    await enqueueJobs(
      trx,
      scope,
      ids.map((id) => callJob(id)),
      new Date(now()),
    );
  };
}

/** The job that brings memory in step with one call. */
export function callJob(callId: string): NewJob {
  return { kind: "call", key: `call ${callId}`, sessionId: callId, payload: { call_id: callId } };
}
