import {
  type CallPatch,
  type CallRecord,
  type CaptureSource,
  isTerminal,
  type Lifecycle,
} from "../lib/call.ts";
import { callId } from "../lib/ids.ts";
import { digestOf } from "../lib/signature.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { cutText } from "../lib/text.ts";
import type { Trx } from "../store/index.ts";
import { loadPatches } from "./call.store.ts";
import { replaceToolCalls, replaceTurns } from "./call-lists.store.ts";
import { capturedBy } from "./captured-by.ts";
import { foldPatches, type PatchEntry } from "./fold.ts";
import { writeCallChanges } from "./live-changes.ts";
import {
  type CountedCall,
  countOnce,
  deleteCalls,
  deletePatches,
  type FoldedCall,
  findPrior,
  insertPatches,
  lockCalls,
  type PriorCall,
  replaceExternalIds,
  writeCalls,
  writeSearch,
} from "./projection.store.ts";

/** What one event says, as it comes from `ingest/`. */
export interface EventPatches {
  eventId: string;
  kind: PatchEntry["kind"];
  eventKey: string;
  eventType: string;
  isVerified: boolean;
  receivedAt: number;
  /** The calls it spoke of when it was folded before: what it wrote then is taken back first. */
  formerCallIds: readonly string[];
  patches: readonly CallPatch[];
}

/** What happened to a call in the transaction that is under way. */
export interface CallChange {
  id: string;
  kind: "started" | "updated" | "ended";
  record: CallRecord;
  /** What it was until now; null for a call that we first hear of. */
  before: { lifecycle: Lifecycle; hasTurns: boolean } | null;
  /** How its end came to us or, while it lasts, how we know of it. */
  capturedBy: CaptureSource;
}

/**
 * What follows from changes of calls, written down in the transaction of the changes themselves: neither is ever without the other. Runs as the tenant. Must be quick,
 * and must not fail for what a call holds: it would keep the call from being stored.
 */
export type CallEffect = (
  trx: Trx,
  scope: TenantScope,
  changes: readonly CallChange[],
  /** The ids of calls that are no more: no event speaks of them now. */
  goneIds: readonly string[],
) => Promise<void>;

/** Looks at calls before they change or go, in the transaction in which they do; nobody else changes them meanwhile. Must not fail, as a {@link CallEffect}. */
export type CallWitness = (trx: Trx, scope: TenantScope, ids: readonly string[]) => Promise<void>;

/** What folding needs to know. */
export interface FoldOptions {
  /** The longest a call can last at a provider. */
  maxCallMs: (provider: string) => number;
  witnesses: readonly CallWitness[];
  effects: readonly CallEffect[];
}

/** How long after the longest possible call we still wait for its end. */
const graceMs = 15 * 60_000;

/**
 * Brings calls up to date with a batch of events, in the caller's transaction.
 *
 * Every affected call is locked, folded anew from all its patches, and written whole; a call that no event speaks of any more is removed. Returns the calls
 * that were counted now, to be added to the metric after the commit.
 */
export async function applyPatches(
  trx: Trx,
  scope: TenantScope,
  events: readonly EventPatches[],
  options: FoldOptions,
): Promise<CountedCall[]> {
  const entries = events.flatMap((event) => entriesOf(scope, event));
  const retracted = events.flatMap(({ eventId, formerCallIds }) =>
    formerCallIds.map((id) => ({ eventId, id })),
  );
  const ids = [...new Set([...entries, ...retracted].map(({ id }) => id))].sort();
  if (ids.length === 0) return [];

  await lockCalls(trx, scope, ids);
  if (retracted.length > 0) await deletePatches(trx, scope, retracted);
  const prior = await findPrior(trx, scope, ids);
  const known = [...prior.keys()];
  const patches =
    known.length > 0 ? await loadPatches(trx, scope, known) : new Map<string, PatchEntry[]>();
  if (known.length > 0) for (const witness of options.witnesses) await witness(trx, scope, known);
  for (const { id, entry } of entries) patches.set(id, [...(patches.get(id) ?? []), entry]);
  await insertPatches(trx, scope, entries);
  const folded = ids.flatMap((id) => {
    const of = patches.get(id);
    return of === undefined ? [] : [foldCall(id, of, options.maxCallMs)];
  });
  const gone = ids.filter((id) => !patches.has(id));
  if (gone.length > 0) await deleteCalls(trx, scope, gone);
  if (folded.length === 0) {
    for (const effect of options.effects) await effect(trx, scope, [], gone);
    return [];
  }

  await replaceExternalIds(trx, scope, folded, prior);
  const counted = await countOnce(trx, scope, newlyOver(folded, prior));
  await writeCalls(trx, scope, folded);
  const turnsFrom = await replaceTurns(trx, scope, folded, prior);
  const toolsFrom = await replaceToolCalls(trx, scope, folded, prior);
  await writeSearch(trx, scope, folded, prior);
  const changes: CallChange[] = folded.map(({ id, record, entries }) => ({
    id,
    kind: changeKind(record, prior.get(id)),
    record,
    before: beforeOf(prior.get(id)),
    capturedBy: capturedBy(entries),
  }));
  for (const effect of options.effects) await effect(trx, scope, changes, gone);
  await writeCallChanges(trx, scope, changes, { turnsFrom, toolsFrom });
  return counted;
}

/** The ids of the calls that patches speak of. */
export function callIdsOf(scope: TenantScope, patches: readonly CallPatch[]): string[] {
  const ids = patches.map((patch) => callId(scope.tenantId, patch.provider, patch.providerCallId));
  return [...new Set(ids)];
}

function entriesOf(scope: TenantScope, event: EventPatches) {
  return event.patches.map((patch, seq) => ({
    id: callId(scope.tenantId, patch.provider, patch.providerCallId),
    entry: {
      eventId: event.eventId,
      seq,
      kind: event.kind,
      eventKey: event.eventKey,
      eventType: event.eventType,
      isVerified: event.isVerified,
      receivedAt: event.receivedAt,
      patch,
    } satisfies PatchEntry,
  }));
}

function foldCall(
  id: string,
  entries: readonly PatchEntry[],
  maxCallMs: (provider: string) => number,
): FoldedCall {
  const record = foldPatches(entries);
  // An event may reach us long after it happened; a wrong clock at the provider may put it into the future.
  const lastAt = entries.reduce(
    (last, { receivedAt, patch }) =>
      Math.max(last, Math.min(receivedAt, patch.occurredAt ?? receivedAt)),
    0,
  );
  const longest = record.facts.maxDurationMs ?? maxCallMs(record.provider);
  return {
    id,
    record,
    entries,
    closesAt: isTerminal(record.lifecycle) ? null : lastAt + longest + graceMs,
    turnsDigest: record.turns.length > 0 ? digestOf(JSON.stringify(record.turns)) : null,
    toolsDigest: record.toolCalls.length > 0 ? digestOf(JSON.stringify(record.toolCalls)) : null,
    words: isTerminal(record.lifecycle) ? wordsOf(record) : null,
  };
}

const wordsCharactersMax = 100_000;

function wordsOf({ facts, providerCallId, turns }: CallRecord): string {
  const { from, to, agentName, endReason, summary } = facts;
  const parts = [providerCallId, from, to, agentName, endReason, summary];
  const words = [...parts, ...turns.map((turn) => turn.content)].filter(Boolean).join("\n");
  return cutText(words, wordsCharactersMax);
}

function newlyOver(folded: readonly FoldedCall[], prior: ReadonlyMap<string, PriorCall>) {
  return folded.filter(
    ({ id, record }) => isTerminal(record.lifecycle) && !prior.get(id)?.isCounted,
  );
}

function beforeOf(prior: PriorCall | undefined): CallChange["before"] {
  return prior === undefined
    ? null
    : { lifecycle: prior.lifecycle, hasTurns: prior.turnsDigest !== null };
}

function changeKind(record: CallRecord, prior: PriorCall | undefined): CallChange["kind"] {
  const isOver = isTerminal(record.lifecycle);
  if (isOver && !prior?.isOver) return "ended";
  return prior === undefined ? "started" : "updated";
}
