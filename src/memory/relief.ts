import { type Entry, type Group, groupsOf, type Unit } from "./groups.ts";
import { type Cut, cutFor } from "./shorten.ts";
import type { TokenCounter } from "./tokens.ts";

/** What of a transcript is shown: everything from `start` on, but for what is hidden or shortened in it. */
export interface WindowState {
  readonly start: number;
  /** Messages after `start` that left the window before others of their group. */
  readonly hidden: readonly number[];
  readonly cuts: ReadonlyArray<Cut & { readonly seq: number }>;
}

/** When to relieve: armed again below the hysteresis, so that a window that cannot be emptied further is left in peace. */
export interface Latch {
  readonly armed: boolean;
  readonly lastTokens: number;
}

export interface ReliefPlan {
  /** What is shown afterwards. */
  readonly entries: readonly Entry[];
  readonly state: WindowState;
  /** Messages that left the window as a whole. */
  readonly shed: readonly number[];
  readonly tokens: number;
}

const growthMin = 0.1;
const inlineResultMax = 256;
const resultShown = { tokens: 128, headShare: 0.75 };
const giantHeadShare = 0.6;
const tailGroups = 2;
const tailShare = { least: 0.2, most: 0.5 };
const newestSteps = 2;

export const tokensOf = (entries: readonly Entry[]) =>
  entries.reduce((sum, { tokens }) => sum + tokens, 0);

/** The latch after something was said, and whether it is time for relief. */
export function pressure(
  used: number,
  budget: number,
  latch: Latch,
  at: { threshold: number; hysteresis: number },
): { latch: Latch; isDue: boolean } {
  const armed = latch.armed || used <= at.hysteresis * budget;
  const hasGrown = used - latch.lastTokens >= growthMin * budget;
  const isDue = used > budget || (used > at.threshold * budget && (armed || hasGrown));
  return { latch: { ...latch, armed }, isDue };
}

/**
 * Takes the oldest out of the window until it is at its target: large results of tools are shortened first, then whole old groups go, then
 * finished steps of the turn under way. What the user said last stays, and calls of tools stay with their results.
 */
export function relieve(
  shown: readonly Entry[],
  state: WindowState,
  of: { budget: number; target: number; counter: TokenCounter },
): ReliefPlan {
  const { budget, counter } = of;
  const draft: Draft = {
    entries: new Map(shown.map((entry) => [entry.seq, entry])),
    used: tokensOf(shown),
    cuts: new Map(state.cuts.map(({ seq, head, tail }) => [seq, { head, tail }])),
    counter,
  };
  const target = Math.floor(of.target * budget);
  shortenResults(draft, target);
  const groups = groupsIn(draft);
  dropGroups(draft, target, groups.slice(0, groups.length - tailOf(groups, budget)));
  dropSteps(draft, target, newestSteps);
  dropGroups(draft, budget, groupsIn(draft).slice(0, -1));
  dropSteps(draft, budget, 1);
  shortenGiants(draft, budget);
  return planOf(draft, shown, state);
}

/** How many of the newest groups are kept for their closeness. */
function tailOf(groups: readonly Group[], budget: number): number {
  let kept = 0;
  let tokens = 0;
  for (const group of groups.toReversed()) {
    tokens += tokensOf(group.units.flatMap(({ entries }) => entries));
    const isWanted = kept < tailGroups || tokens <= tailShare.least * budget;
    if (kept > 0 && (!isWanted || tokens > tailShare.most * budget)) break;
    kept++;
  }
  return kept;
}

/** A plan being made. */
interface Draft {
  readonly entries: Map<number, Entry>;
  used: number;
  readonly cuts: Map<number, Cut>;
  readonly counter: TokenCounter;
}

const groupsIn = (draft: Draft) => groupsOf([...draft.entries.values()]);

function shortenResults(draft: Draft, limit: number): void {
  // The last group, which begins with what the user said last, is open.
  const all = [...draft.entries.values()];
  const open = all.findLastIndex(({ message }) => message.role === "user");
  for (const entry of all.slice(0, Math.max(0, open))) {
    if (draft.used <= limit) return;
    if (entry.message.role !== "tool" || entry.tokens <= inlineResultMax) continue;
    shorten(draft, entry, resultShown);
  }
}

function dropGroups(draft: Draft, limit: number, groups: readonly Group[]): void {
  for (const { units } of groups) {
    if (draft.used <= limit) return;
    for (const unit of units) drop(draft, unit);
  }
}

/** Steps of the newest group, but for what the user said and the newest steps. */
function dropSteps(draft: Draft, limit: number, kept: number): void {
  const units = groupsIn(draft).at(-1)?.units ?? [];
  const steps = units.filter(({ entries }) => entries[0]?.message.role !== "user");
  for (const step of steps.slice(0, Math.max(0, steps.length - kept))) {
    if (draft.used <= limit) return;
    if (!step.isOpen) drop(draft, step);
  }
}

/** What is left is one turn that is too large by itself: its largest messages give most. */
function shortenGiants(draft: Draft, limit: number): void {
  for (let divisor = 2; divisor <= 64 && draft.used > limit; divisor *= 2) {
    const largest = [...draft.entries.values()].sort((one, other) => other.tokens - one.tokens);
    for (const entry of largest) {
      const over = draft.used - limit;
      if (over <= 0) return;
      const tokens = Math.max(entry.tokens - over, Math.floor(entry.tokens / divisor));
      shorten(draft, entry, { tokens, headShare: giantHeadShare });
    }
  }
}

function planOf(draft: Draft, before: readonly Entry[], state: WindowState): ReliefPlan {
  const entries = [...draft.entries.values()];
  const shed = before.filter(({ seq }) => !draft.entries.has(seq)).map(({ seq }) => seq);
  const start = entries[0]?.seq ?? (before.at(-1)?.seq ?? state.start - 1) + 1;
  const hidden = [...state.hidden, ...shed].filter((seq) => seq > start);
  const cuts = [...draft.cuts].map(([seq, cut]) => ({ seq, ...cut }));
  return {
    ...{ entries, shed, tokens: draft.used },
    state: { start, hidden, cuts: cuts.filter(({ seq }) => draft.entries.has(seq)) },
  };
}

function drop(draft: Draft, { entries }: Unit): void {
  for (const { seq, tokens } of entries) {
    draft.entries.delete(seq);
    draft.used -= tokens;
  }
}

/** Always from the whole message, so that it is shown the same when it is read again. */
function shorten(draft: Draft, entry: Entry, to: { tokens: number; headShare: number }): void {
  const made = cutFor(entry.whole, { ...to, counter: draft.counter });
  if (made === undefined || made.tokens >= entry.tokens) return;
  draft.cuts.set(entry.seq, made.cut);
  draft.entries.set(entry.seq, { ...entry, message: made.message, tokens: made.tokens });
  draft.used += made.tokens - entry.tokens;
}
