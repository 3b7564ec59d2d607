import type { CallStatus, CallSummary, Direction, Disposition, ReviewState } from "../api.ts";
import { isLive, type StateGroup, stateGroup, unreachedDispositions } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";

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

export const rangeOptions = [
  { id: "hour", label: t("Last hour") },
  { id: "today", label: t("Today") },
  { id: "yesterday", label: t("Yesterday") },
  { id: "week", label: t("Last 7 days") },
  { id: "month", label: t("Last 30 days") },
] as const;
type RangeId = (typeof rangeOptions)[number]["id"];

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
  when?: RangeId | undefined;
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

/** Reads an address; what is not understood is dropped. */
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
    when: oneOf(
      raw.when,
      rangeOptions.map((option) => option.id),
    ),
    disposition: oneOf(raw.disposition, dispositionOptions),
    after: instant(raw.after),
    before: instant(raw.before),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

export function isFiltered(search: CallSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}

/** Start (and end) of a range, in the viewer's zone. */
function rangeOf(when: RangeId, now: number): { after: Date; before?: Date } {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const daysBack = (days: number) => {
    const date = new Date(midnight);
    date.setDate(date.getDate() - days);
    return date;
  };
  if (when === "hour") return { after: new Date(now - 3_600_000) };
  if (when === "today") return { after: midnight };
  if (when === "yesterday") return { after: daysBack(1), before: midnight };
  return { after: daysBack(when === "week" ? 7 : 30) };
}

const stateParams: Record<StateGroup, { lifecycle?: string; disposition?: string }> = {
  live: { lifecycle: "registered,ringing,in_progress" },
  completed: { disposition: "completed,unknown" },
  transferred: { disposition: "transferred" },
  unreached: { disposition: unreachedDispositions.join(",") },
  failed: { disposition: "failed" },
};

/** The same filters as the API spells them. */
export function toCallParams(search: CallSearch, now: number): Record<string, string | undefined> {
  const range = search.when ? rangeOf(search.when, now) : null;
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
    started_after: search.after ?? range?.after.toISOString(),
    started_before: search.before ?? range?.before?.toISOString(),
    ...(search.state ? stateParams[search.state] : {}),
    ...(search.disposition && { disposition: search.disposition }),
  };
}

/**
 * Whether a call heard of live belongs into a list with these filters.
 *
 * Full-text search is the server's: a searched list takes in no new calls until it is loaded again.
 */
export function matchesSearch(call: CallSummary, search: CallSearch, now: number): boolean {
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
  if (search.after && seen < Date.parse(search.after)) return false;
  if (search.before && seen >= Date.parse(search.before)) return false;
  if (!search.when) return true;
  const { after, before } = rangeOf(search.when, now);
  return seen >= after.getTime() && (before === undefined || seen < before.getTime());
}
