import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { isUnderWay } from "../use/use.store.ts";
import type { KnownLimits } from "./known-limits.ts";
import { refuseSpent, whoseOf } from "./refuse-spent.ts";
import { holdSettings, readSettings, type SettingsRow } from "./settings.store.ts";
import { countTurns, insertTurn, minuteMs, type TurnCounts } from "./turn.store.ts";

/** As long as a call may last. */
const callMs = 4 * 3_600_000;
/** Turns are over within seconds. */
const placeSec = 2;

/** A turn that wants to begin. */
export interface NewTurn {
  readonly sessionId: string;
  readonly agentId: string | null;
  /** Somebody is on the telephone. */
  readonly isCall: boolean;
  readonly at: Date;
}

/** What limits a turn. */
export interface Admission {
  readonly settings: readonly SettingsRow[];
  /** Those that may refuse it: a call that was answered before goes on, unless its owner wants it otherwise. */
  readonly binding: readonly SettingsRow[];
}

/** Where nothing is limited. */
export const unlimited: Admission = { settings: [], binding: [] };

/**
 * Looks whether anything may still be used. The turn that passes a limit is answered: how much it takes is not known before.
 * @throws ProblemError `model-quota-spent`.
 */
export async function admitTurn(
  trx: Trx,
  scope: TenantScope,
  turn: NewTurn,
  known?: KnownLimits,
): Promise<Admission> {
  const { agentId, isCall, sessionId, at } = turn;
  const settings = await readSettings(trx, scope, { agentId, at });
  known?.note(scope, agentId, settings, at);
  const since = new Date(at.getTime() - callMs);
  const goesOn =
    isCall && settings.length > 0 && (await isUnderWay(trx, scope, { sessionId, since }));
  const binding = goesOn ? settings.filter((one) => one.ends_calls) : settings;
  for (const one of binding) refuseSpent(one, at);
  return { settings, binding };
}

/**
 * Counts a turn where turns are limited, over all replicas: whoever takes a place holds the settings until the turn's beginning is written, so this comes last.
 * @throws ProblemError `too-many-requests`.
 */
export async function takePlace(
  trx: Trx,
  scope: TenantScope,
  { settings, binding }: Admission,
  turn: { agentId: string | null; lease: string; at: Date; until: Date },
): Promise<void> {
  const paced = settings.filter((one) => (one.turns_per_minute ?? one.concurrent_turns) !== null);
  if (paced.length === 0) return;
  await holdSettings(
    trx,
    scope,
    paced.map(({ id }) => id),
  );
  for (const one of paced.filter((each) => binding.includes(each))) {
    const counts = await countTurns(trx, scope, { agentId: one.agent_id, at: turn.at });
    refuseTooMany(one, counts, turn.at);
  }
  await insertTurn(trx, scope, { ...turn, agentId: turn.agentId ?? "" });
}

function refuseTooMany(row: SettingsRow, counts: TurnCounts, at: Date): void {
  const { turns_per_minute: perMinute, concurrent_turns: atOnce } = row;
  if (perMinute !== null && counts.within_minute >= perMinute) {
    const since = at.getTime() - (counts.first_at?.getTime() ?? 0);
    throw tooMany(row, `${perMinute} turns a minute`, Math.ceil((minuteMs - since) / 1_000));
  }
  if (atOnce !== null && counts.under_way >= atOnce) {
    throw tooMany(row, `${atOnce} turns at once`, placeSec);
  }
}

function tooMany(row: SettingsRow, limit: string, sec: number): ProblemError {
  const detail = `The ${whoseOf(row)} limit of ${limit} is reached.`;
  return new ProblemError("too-many-requests", detail, { retryAfterSec: Math.max(1, sec) });
}
