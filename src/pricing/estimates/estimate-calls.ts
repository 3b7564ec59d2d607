import type { CallEffect } from "../../calls/index.ts";
import { isTerminal } from "../../lib/call.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { readPrices } from "../prices/price.store.ts";
import { deleteEstimates, type OverCall, readOverCalls, writeEstimates } from "./estimate.store.ts";
import { type CallQuantities, estimateCall, wasConnected } from "./estimate.ts";
import { sharePrices } from "./recount.store.ts";

/** Estimates calls whenever their end, or what is told of it, changes. */
export const estimateChanged: CallEffect = async (trx, scope, changes, goneIds) => {
  const isOver = ({ record }: (typeof changes)[number]) => isTerminal(record.lifecycle);
  const over = changes.filter(isOver).map(({ id }) => id);
  const notOver = changes.filter(
    (change) => !isOver(change) && change.before !== null && isTerminal(change.before.lifecycle),
  );
  const forgotten = [...goneIds, ...notOver.map(({ id }) => id)];
  if (forgotten.length > 0) await deleteEstimates(trx, scope, forgotten);
  if (over.length > 0) await estimateCalls(trx, scope, over);
};

/** Estimates calls by the prices of now, those of them that are over. The caller holds the calls' locks. */
export async function estimateCalls(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<void> {
  await sharePrices(trx, scope);
  const calls = await readOverCalls(trx, scope, ids);
  if (calls.length === 0) return;
  const prices = await readPrices(trx, scope, [...new Set(calls.map(({ provider }) => provider))]);
  const estimated = calls.map((call) => {
    const mine = prices.filter(({ provider }) => provider === call.provider);
    const told = quantitiesOf(call);
    const durationMs = told.durationMs ?? (wasConnected(told) === false ? 0 : null);
    return { call, durationMs, estimate: estimateCall(mine, told) };
  });
  await writeEstimates(trx, scope, estimated);
}

function quantitiesOf(call: OverCall): CallQuantities {
  return {
    ...{ agentId: call.agent_id, happenedAt: call.happened_ms, disposition: call.disposition },
    ...{ startedAt: call.started_at?.getTime() ?? null, durationMs: call.duration_ms },
    ...{ models: call.models ?? [], characters: call.characters },
  };
}
