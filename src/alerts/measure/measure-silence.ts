import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { Measurement } from "../evaluate/judge.ts";
import { whole } from "./measure-calls.ts";
import {
  type Counter,
  countAll,
  countByConnection,
  countByNumber,
  createUsual,
  expectedOf,
  quarterOf,
} from "./usual.ts";

/** When it is now, how far back is looked, and by whose clock. */
export interface Look {
  readonly now: number;
  readonly windowMinutes: number;
  readonly timeZone: string;
}

type Measure = (trx: Trx, scope: TenantScope, look: Look) => Promise<Measurement[]>;

/** How many came just now of what usually comes; its sample is what is usual. */
function createSilence(
  count: Counter,
  namesOf: (trx: Trx, scope: TenantScope) => Promise<(id: string) => string>,
  kind: string,
): Measure {
  const readUsual = createUsual(count);
  return async (trx, scope, { now, windowMinutes, timeZone }) => {
    const usual = await readUsual(trx, scope, { end: quarterOf(now), windowMinutes, timeZone });
    if (usual.size === 0) return [];
    const from = new Date(now - windowMinutes * 60_000);
    const only = [...usual.keys()];
    const current = await count(trx, scope, { from, to: new Date(now + 1), only });
    const nameOf = await namesOf(trx, scope);
    return [...usual].map(([id, counts]) => ({
      subject: `${kind}:${id}`,
      name: nameOf(id),
      value: current.get(id) ?? 0,
      sample: expectedOf(counts),
    }));
  };
}

async function connectionNames(trx: Trx, scope: TenantScope) {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from connections
    where tenant_id = ${scope.tenantId}`.execute(trx);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id) ?? id;
}

/** Measures that compare with what is usual. Each remembers what it read of the past. */
export function createComparisons(): Record<
  "silentNumber" | "silentConnection" | "unusualCalls",
  Measure
> {
  const readUsual = createUsual(countAll);
  return {
    silentNumber: createSilence(countByNumber, async () => (number) => number, "number"),
    silentConnection: createSilence(countByConnection, connectionNames, "connection"),
    /** Both spans end with the last whole quarter of an hour. */
    async unusualCalls(trx, scope, { now, windowMinutes, timeZone }) {
      const end = quarterOf(now);
      const usual = await readUsual(trx, scope, { end, windowMinutes, timeZone });
      const counts = usual.get(whole.subject) ?? [];
      const from = new Date(end.getTime() - windowMinutes * 60_000);
      const current = (await countAll(trx, scope, { from, to: end })).get(whole.subject) ?? 0;
      return [{ ...whole, value: deviations(counts, current), sample: expectedOf(counts) }];
    },
  };
}

/** How far a count is from the usual ones. Counts vary by the root of their mean even when nothing is unusual. */
function deviations(usual: readonly number[], current: number): number {
  const mean = usual.reduce((sum, count) => sum + count, 0) / Math.max(usual.length, 1);
  const variance =
    usual.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(usual.length - 1, 1);
  return Math.abs(current - mean) / Math.max(Math.sqrt(variance), Math.sqrt(mean), 1);
}
