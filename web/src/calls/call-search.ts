import type { CallStatus, CallSummary, Direction, Disposition, ReviewState } from "../api.ts";
import { isLive, type StateGroup, stateGroup, unreachedDispositions } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import { periodOf, readRange, type TimeRange } from "../lib/time-range.ts";

export const stateOptions: readonly { id: StateGroup; label: string }[] = [
  { id: "live", label: t("Live") },
  { id: "completed", label: t("Completed") },
  { id: "transferred", label: t("Transferred") },
  { id: "unreached", label: t("Not reached") },
  { id: "failed", label: t("Failed") },
];

const dispositionOptions: readonly Disposition[] = [
  "completed",
  "transferred",
  ...unreachedDispositions,
  "failed",
  "unknown",
];

export const statusOptions: readonly CallStatus[] = [
  "success",
  "failure",
  "partial",
  "timeout",
  "error",
  "unknown",
];

/** What a review's states are called. */
export const reviewWords: Readonly<Record<ReviewState, string>> = {
  none: t("Not looked at"),
  open: t("To look at"),
  problem: t("Problem"),
  reviewed: t("Reviewed"),
};
const reviewStates = Object.keys(reviewWords) as ReviewState[];

/** The filters of the list as they stand in the page's address. */
export interface CallSearch {
  q?: string | undefined;
  provider?: string | undefined;
  state?: StateGroup | undefined;
  status?: CallStatus | undefined;
  direction?: Direction | undefined;
  agent?: string | undefined;
  review?: ReviewState | undefined;
  label?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  range?: TimeRange | undefined;
  /** Where figures lead to: how calls ended, and instants between which they were first heard of. */
  disposition?: Disposition | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

function oneOf<T extends string>(value: unknown, options: readonly T[]): T | undefined {
  return options.find((option) => option === value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function instant(value: unknown): string | undefined {
  const given = text(value);
  return given === undefined || Number.isNaN(Date.parse(given)) ? undefined : given;
}

/** Reads an address; what is not understood is dropped. Links and saved views may name the time as `when`, too. */
export function readCallSearch(raw: Record<string, unknown>): CallSearch {
  const search: CallSearch = {
    q: text(raw.q)?.slice(0, 200),
    provider: text(raw.provider),
    state: oneOf(
      raw.state,
      stateOptions.map((option) => option.id),
    ),
    status: oneOf(raw.status, statusOptions),
    direction: oneOf(raw.direction, ["inbound", "outbound"] as const),
    agent: text(raw.agent),
    review: oneOf(raw.review, reviewStates),
    label: text(raw.label)?.slice(0, 40),
    from: text(raw.from),
    to: text(raw.to),
    range: readRange(raw.range) ?? readRange(raw.when),
    disposition: oneOf(raw.disposition, dispositionOptions),
    after: instant(raw.after),
    before: instant(raw.before),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

export function isFiltered(search: CallSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}

const stateParams: Record<StateGroup, { lifecycle?: string; disposition?: string }> = {
  live: { lifecycle: "registered,ringing,in_progress" },
  completed: { disposition: "completed,unknown" },
  transferred: { disposition: "transferred" },
  unreached: { disposition: unreachedDispositions.join(",") },
  failed: { disposition: "failed" },
};

/** A moment and the clock by which its day is counted. */
export interface ZonedNow {
  now: number;
  zone: string;
}

/** Between which instants calls were first heard of; those that a figure led to go before a range. */
function spanOf({ after, before, range }: CallSearch, { now, zone }: ZonedNow) {
  if (range === undefined || after !== undefined || before !== undefined) return { after, before };
  const { from, end, isOpen } = periodOf(range, zone, now);
  return { after: from, before: isOpen ? undefined : end };
}

/** The same filters as the API spells them. */
export function toCallParams(search: CallSearch, at: ZonedNow): Record<string, string | undefined> {
  const { after, before } = spanOf(search, at);
  return {
    q: search.q,
    provider: search.provider,
    status: search.status,
    direction: search.direction,
    agent: search.agent,
    review: search.review,
    label: search.label,
    from: search.from,
    to: search.to,
    started_after: after,
    started_before: before,
    ...(search.state ? stateParams[search.state] : {}),
    ...(search.disposition && { disposition: search.disposition }),
  };
}

/**
 * Whether a call heard of live belongs into a list with these filters.
 *
 * Full-text search is the server's: a searched list takes in no new calls until it is loaded again.
 */
export function matchesSearch(call: CallSummary, search: CallSearch, at: ZonedNow): boolean {
  if (search.q !== undefined) return false;
  if (search.provider && call.provider !== search.provider) return false;
  if (search.status && call.status !== search.status) return false;
  if (search.direction && call.direction !== search.direction) return false;
  if (search.review && call.review_state !== search.review) return false;
  if (search.label && !call.labels.includes(search.label)) return false;
  if (search.agent && call.agent_id !== search.agent) return false;
  if (search.from && call.from !== search.from) return false;
  if (search.to && call.to !== search.to) return false;
  if (search.state === "live" && !isLive(call)) return false;
  if (search.state && stateGroup(call) !== search.state) return false;
  if (search.disposition && call.disposition !== search.disposition) return false;
  const seen = Date.parse(call.first_seen_at);
  const { after, before } = spanOf(search, at);
  if (after !== undefined && seen < Date.parse(after)) return false;
  return before === undefined || seen < Date.parse(before);
}
