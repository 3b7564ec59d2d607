import {
  type CallFacts,
  type CallPatch,
  type CallRecord,
  type CallStatus,
  type CostItem,
  type Disposition,
  type ExternalId,
  isTerminal,
  type Lifecycle,
  lifecycleRank,
  type ModelWork,
  type TimelineEntry,
  type ToolCall,
  type Turn,
} from "../lib/call.ts";

/** A patch with what is known of the event it came from. */
export interface PatchEntry {
  eventId: string;
  /** Its place among the patches of the same event. */
  seq: number;
  kind: "event" | "deadline";
  /** The same for every redelivery, and independent of arrival. */
  eventKey: string;
  eventType: string;
  isVerified: boolean;
  receivedAt: number;
  patch: CallPatch;
}

const unanswered: ReadonlySet<Disposition> = new Set(["no_answer", "busy", "voicemail"]);

/**
 * Makes the one record of a call from everything that was ever said about it.
 *
 * Patches are put in order by lifecycle rank, the provider's own time, and event key, never by arrival; then the last non-null value of each fact wins. So any order,
 * repetition or delay of events gives the same record, and taking a patch away takes away what it wrote.
 * @param entries patches of one call, at least one, in any order.
 */
export function foldPatches(entries: readonly PatchEntry[]): CallRecord {
  const ordered = inOrder(entries);
  const last = ordered.at(-1);
  if (last === undefined) throw new RangeError("a call needs at least one patch");
  const patches = ordered.map((entry) => entry.patch);
  const facts = mergeFacts(patches);
  const { lifecycle, disposition } = stageOf(last.patch.lifecycle, facts);
  const isDeadline = last.kind === "deadline";
  settleTimes(facts);
  settleWork(facts, patches);
  // Blame that an earlier event laid goes with the failure it spoke of.
  if (disposition !== "failed") delete facts.failureClass;
  return {
    provider: last.patch.provider,
    providerCallId: last.patch.providerCallId,
    lifecycle,
    disposition,
    ...statusOf(lifecycle, disposition, facts, isDeadline),
    facts,
    turns: mergeTurns(patches),
    toolCalls: mergeToolCalls(patches, facts.startedAt ?? null),
    timeline: mergeTimeline(patches),
    externalIds: mergeExternalIds(patches),
    firstOccurredAt: earliest(patches),
  };
}

/** The entries in the order in which they count. A deadline counts only while no event has told of an end. */
export function inOrder(entries: readonly PatchEntry[]): PatchEntry[] {
  const isOver = entries.some((e) => e.kind === "event" && isTerminal(e.patch.lifecycle));
  return entries
    .filter((entry) => entry.kind === "event" || !isOver)
    .sort(
      (a, b) =>
        lifecycleRank[a.patch.lifecycle] - lifecycleRank[b.patch.lifecycle] ||
        (a.patch.occurredAt ?? 0) - (b.patch.occurredAt ?? 0) ||
        compareText(a.eventKey, b.eventKey) ||
        a.seq - b.seq,
    );
}

/** By code unit: the same on every machine, unlike a locale's order. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function mergeFacts(patches: readonly CallPatch[]): CallFacts {
  const facts: Record<string, unknown> = {};
  const metrics: Record<string, number | string | boolean> = {};
  for (const patch of patches) {
    for (const [name, value] of Object.entries(patch.facts)) {
      if (value !== null && value !== undefined) facts[name] = value;
    }
    Object.assign(metrics, patch.facts.metrics);
  }
  if (facts.metrics !== undefined) facts.metrics = metrics;
  return facts as CallFacts;
}

function stageOf(
  furthest: Lifecycle,
  facts: CallFacts,
): { lifecycle: Lifecycle; disposition: Disposition | null } {
  if (!isTerminal(furthest)) return { lifecycle: furthest, disposition: null };
  const disposition = facts.disposition ?? (furthest === "failed" ? "failed" : "unknown");
  if (furthest === "analyzed") return { lifecycle: furthest, disposition };
  return { lifecycle: disposition === "failed" ? "failed" : "ended", disposition };
}

function statusOf(
  lifecycle: Lifecycle,
  disposition: Disposition | null,
  facts: CallFacts,
  isDeadline: boolean,
): { status: CallStatus; statusSource: CallRecord["statusSource"] } {
  if (!isTerminal(lifecycle)) return { status: "unknown", statusSource: "none" };
  if (isDeadline) return { status: "unknown", statusSource: "deadline" };
  const isUnanswered = disposition !== null && unanswered.has(disposition);
  if (isUnanswered && facts.evaluation !== "success") {
    return { status: "timeout", statusSource: "end_reason" };
  }
  if (facts.evaluation) return { status: facts.evaluation, statusSource: "provider_evaluation" };
  if (facts.taskStatus) return { status: facts.taskStatus, statusSource: "task_completion" };
  if (facts.endStatus) return { status: facts.endStatus, statusSource: "end_reason" };
  if (disposition === "failed") return { status: "error", statusSource: "end_reason" };
  return { status: "unknown", statusSource: "none" };
}

/** The provider's duration is the truth; where it tells only two of start, end and duration, the third follows. */
function settleTimes(facts: CallFacts): void {
  // No call ends before it begins: a clock was wrong, and how long it was is not known.
  if (typeof facts.durationMs === "number" && facts.durationMs < 0) facts.durationMs = null;
  const { startedAt, endedAt, durationMs } = facts;
  if (typeof startedAt !== "number") return;
  if (typeof durationMs !== "number" && typeof endedAt === "number" && endedAt >= startedAt) {
    facts.durationMs = endedAt - startedAt;
  }
  if (typeof endedAt !== "number" && typeof durationMs === "number") {
    facts.endedAt = startedAt + durationMs;
  }
}

function mergeTurns(patches: readonly CallPatch[]): Turn[] {
  const told = patches.flatMap((patch) => (patch.transcript?.turns.length ? [patch] : []));
  const snapshot = told.findLast((patch) => patch.transcript?.kind === "snapshot");
  if (snapshot !== undefined) return snapshot.transcript?.turns ?? [];
  const byKey = new Map<string, Turn>();
  for (const patch of told) {
    for (const turn of patch.transcript?.turns ?? []) {
      const { id, role, content, startMs, endMs } = turn;
      // The same words told by two deliveries of one event under different keys are said once.
      const key = id ?? JSON.stringify([role, content, startMs, endMs, patch.occurredAt]);
      const known = byKey.get(key);
      byKey.set(key, known === undefined ? turn : joinTurn(known, turn));
    }
  }
  return [...byKey.values()].filter((turn) => turn.id === undefined || turn.content !== "");
}

/** Silence erases nothing, as with facts. */
function joinTurn(known: Turn, told: Turn): Turn {
  return {
    ...known,
    role: told.content === "" ? known.role : told.role,
    content: told.content === "" ? known.content : told.content,
    startMs: told.startMs ?? known.startMs,
    endMs: told.endMs ?? known.endMs,
    ...(known.isInterrupted || told.isInterrupted ? { isInterrupted: true } : {}),
  };
}

/** Adds up what the models did, where the provider tells no sums itself. */
function settleWork(facts: CallFacts, patches: readonly CallPatch[]): void {
  const byId = new Map<string, ModelWork>();
  for (const work of patches.flatMap((patch) => patch.work ?? [])) {
    const known = byId.get(work.id);
    byId.set(work.id, {
      ...work,
      product: work.product ?? known?.product ?? null,
      micros: work.micros ?? known?.micros ?? null,
    });
  }
  const all = [...byId.values()];
  if (all.length === 0) return;
  const sums = new Map<string, number>();
  for (const [name, count] of all.flatMap(({ counts }) => Object.entries(counts))) {
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  facts.metrics = { ...Object.fromEntries(sums), ...facts.metrics };
  if (typeof facts.costMicros === "number" || all.some(({ micros }) => micros === null)) return;
  const items = new Map<string, CostItem>();
  for (const { component, product, micros } of all) {
    const key = JSON.stringify([component, product]);
    const sum = (items.get(key)?.micros ?? 0) + (micros ?? 0);
    items.set(key, { component, product, micros: sum });
  }
  facts.costItems = [...items.values()];
  facts.costMicros = facts.costItems.reduce((sum, { micros }) => sum + micros, 0);
}

function mergeToolCalls(patches: readonly CallPatch[], startedAt: number | null): ToolCall[] {
  const byId = new Map<string, ToolCall>();
  for (const call of patches.flatMap((patch) => patch.toolCalls ?? [])) {
    const known = byId.get(call.id);
    const told = Object.entries(call).filter(
      ([, value]) => value !== null && value !== undefined && value !== "",
    );
    byId.set(call.id, known ? { ...known, ...Object.fromEntries(told) } : { ...call });
  }
  const calls = [...byId.values()];
  for (const call of calls) {
    // Only its answer was heard.
    if (call.name === "") call.name = "unknown";
    if (typeof call.offsetMs === "number" || startedAt === null) continue;
    if (typeof call.invokedAt === "number" && call.invokedAt >= startedAt) {
      call.offsetMs = call.invokedAt - startedAt;
    }
  }
  return calls.sort((a, b) => compareOffsets(a.offsetMs, b.offsetMs));
}

function mergeTimeline(patches: readonly CallPatch[]): TimelineEntry[] {
  const all = patches.flatMap((patch) => patch.timeline ?? []);
  const placeOf = (entry: TimelineEntry) => entry.at ?? entry.offsetMs ?? 0;
  return unique(all, (entry) =>
    JSON.stringify([entry.type, entry.label, entry.at, entry.offsetMs]),
  ).sort((a, b) => placeOf(a) - placeOf(b));
}

function mergeExternalIds(patches: readonly CallPatch[]): ExternalId[] {
  const all = patches.flatMap((patch) => patch.externalIds ?? []);
  return unique(all, (id) => `${id.kind}\0${id.value}`);
}

function unique<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const value of values) {
    const key = keyOf(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

function earliest(patches: readonly CallPatch[]): number | null {
  const times = patches.flatMap((patch) => (patch.occurredAt === null ? [] : [patch.occurredAt]));
  return times.length === 0 ? null : Math.min(...times);
}

function compareOffsets(a: number | null | undefined, b: number | null | undefined): number {
  return (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER);
}
