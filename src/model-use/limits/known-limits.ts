import type { TenantScope } from "../../lib/tenant-scope.ts";
import { dayOf } from "../days.ts";
import { refuseSpent } from "./refuse-spent.ts";
import type { SettingsRow } from "./settings.store.ts";

/** What limits turns, and what was used of it, as it was read last. */
export interface KnownLimits {
  note(
    scope: TenantScope,
    agentId: string | null,
    settings: readonly SettingsRow[],
    at: Date,
  ): void;
  /**
   * Judges a turn that begins while nothing can be read: what was spent when it was read last is spent, and everything else passes. A call under way ends only where its owner wants that.
   * @returns false where the turn may be beyond a limit: there is one, or it is not known, and nothing was read since the turn began.
   * @throws ProblemError `model-quota-spent`.
   */
  judge(
    scope: TenantScope,
    turn: { agentId: string | null; isCallUnderWay: boolean; since: Date; at: Date },
  ): boolean;
}

const entriesMax = 10_000;

/** Remembers limits of the tenants and agents that had a turn last, in this process alone. */
export function createKnownLimits(): KnownLimits {
  const known = new Map<string, { settings: readonly SettingsRow[]; at: Date }>();
  const keyOf = ({ tenantId }: TenantScope, agentId: string | null) =>
    JSON.stringify([tenantId, agentId]);
  const keep = (key: string, settings: readonly SettingsRow[], at: Date) => {
    known.delete(key);
    known.set(key, { settings, at });
    const [oldest] = known.keys();
    if (known.size > entriesMax && oldest !== undefined) known.delete(oldest);
  };
  return {
    note(scope, agentId, settings, at) {
      const ofTenant = settings.filter((one) => one.agent_id === "");
      // For agents of which nothing was read.
      keep(keyOf(scope, null), ofTenant, at);
      if (agentId !== null) keep(keyOf(scope, agentId), settings, at);
    },
    judge(scope, { agentId, isCallUnderWay, since, at }) {
      const own = known.get(keyOf(scope, agentId));
      const entry = own ?? known.get(keyOf(scope, null));
      if (entry === undefined) return false;
      const binding = entry.settings.filter((one) => one.ends_calls || !isCallUnderWay);
      for (const one of binding) refuseSpent(stillUsed(one, entry.at, at), at);
      return entry.at >= since || own?.settings.length === 0;
    },
  };
}

/** With a new day or month nothing is used of it yet. */
function stillUsed(row: SettingsRow, from: Date, to: Date): SettingsRow {
  const [before, today] = [dayOf(from), dayOf(to)];
  const isSameMonth = before.slice(0, 7) === today.slice(0, 7);
  return {
    ...row,
    ...(before === today ? {} : { tokens_today: 0, cost_micros_today: 0 }),
    ...(isSameMonth ? {} : { tokens_this_month: 0, cost_micros_this_month: 0 }),
  };
}
