import { randomUUID } from "node:crypto";
import { newId } from "../../lib/ids.ts";
import { mapInSlices } from "../../lib/in-slices.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { admitTurn, type KnownLimits, takePlace, unlimited } from "../../model-use/index.ts";
import type { Trx } from "../../store/index.ts";
import type { PromptParts } from "../assemble.ts";
import { type Budget, budgetOf, type WindowSettings } from "../budget.ts";
import { type ChatMessage, isInstruction } from "../chat.ts";
import { type Repetition, type RepetitionSettings, repetitionIn } from "../echo/repetition.ts";
import { warningText } from "../echo/warning.ts";
import type { SearchedScope } from "../memory.store.ts";
import { chainsOf } from "../reconcile.ts";
import { tokensOf } from "../relief.ts";
import { requireHead, type SessionHead } from "../session-head.ts";
import { subjectOf } from "../subject.ts";
import { messageTokens, replyTokens, type TokenCounter, toolTokens } from "../tokens.ts";
import type { Answer, Relief, TurnRequest } from "../turn.ts";
import { align, entriesBeside } from "./align.ts";
import type { Counting } from "./counting.ts";
import { digestShed } from "./digest-job.ts";
import { findByHistory } from "./known-by-history.ts";
import { markerOf } from "./marker.ts";
import { noWindow } from "./no-window.ts";
import { pinnedText } from "./pinned.ts";
import { planWindow, shownOf } from "./plan-window.ts";
import { storableMessage } from "./storable.ts";
import { holdTurnState, type TurnState } from "./turn-state.ts";
import {
  changeWindow,
  type EntryRow,
  keepSpoken,
  openWindow,
  supersede,
  type WindowRow,
} from "./window.store.ts";
import { writeDown } from "./write-down.ts";

/** Longer than a model is waited for: what was killed in the middle of an answer keeps the session no longer. */
const leaseMs = 105_000;
const leaseEnd = (at: Date) => new Date(at.getTime() + leaseMs);
/** Of a model nobody described. */
const contextTokensDefault = 32_000;
const outputTokensDefault = 1_024;

/** Which session a turn is of, and whom it is about. */
export interface Place {
  readonly sessionId: string;
  readonly subjectId: string | null;
  readonly agentId: string | null;
  /** Where it is searched, with what the turn added. */
  readonly searched: SearchedScope;
}

/** What a turn begins with, once all that is new is written down. */
export interface Opened {
  readonly kind: "opened";
  readonly place: Place;
  readonly epoch: number;
  readonly lease: string;
  readonly parts: Omit<PromptParts, "remembered">;
  readonly budget: Budget;
  readonly relief: Relief | undefined;
  readonly repetition: Repetition;
  /** Entries that are shown, by their number. */
  readonly shown: ReadonlySet<number>;
  /** The same as they are searched, each by its first piece. */
  readonly shownIds: ReadonlySet<string>;
  /** Whether there is more of the session than is shown. */
  readonly hasMore: boolean;
}

export type Opening =
  | Opened
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "busy" };

interface Asked {
  readonly request: TurnRequest;
  readonly settings: WindowSettings;
  readonly repetition: RepetitionSettings;
  readonly counting: Counting;
  readonly limits: KnownLimits;
  /** Whether a model says what left the window. */
  readonly hasDigestModel: boolean;
  readonly at: Date;
}

/**
 * Writes down what is new in a request, relieves the window and takes the turn, all in one transaction: whenever a process is killed, all of it happened or nothing did.
 */
export async function beginTurn(trx: Trx, scope: TenantScope, asked: Asked): Promise<Opening> {
  const { request, limits, at } = asked;
  const messages = await mapInSlices(request.messages, storableMessage);
  const said = messages.filter((message) => !isInstruction(message));
  const instructions = messages.filter(isInstruction);
  const { sessionId, chain } = await sessionOf(trx, scope, { request, said, at });
  const newest = entriesBeside(said.length);
  const state = await holdTurnState(trx, scope, sessionId, { newest });
  const { window: known } = state;
  if (known?.answered_key === request.requestKey && known.answer !== null) {
    return { kind: "answered", answer: known.answer as unknown as Answer };
  }
  if (known !== undefined && isBusy(known, request, at)) return { kind: "busy" };
  // Clients do not name the agent each time.
  const agentId = request.agentId ?? state.head.agent_id;
  const isCall = request.profile === "voice";
  const turn = { sessionId, agentId, isCall, at };
  if (!state.isLimited) limits.note(scope, agentId, [], at);
  const admission = state.isLimited ? await admitTurn(trx, scope, turn, limits) : unlimited;
  const head = await headOf(trx, scope, { request, sessionId, state, at });
  if (known === undefined) await openWindow(trx, scope, { sessionId, at });
  const window = known ?? noWindow(sessionId);
  const stored = { sessionId, head, window, entries: state.entries };
  const { rows, isNew } = await takeIn(trx, scope, { ...asked, ...stored, said });
  // A client that names its session and sends only what is new does not send its instructions again.
  const isKept = instructions.length === 0 && chain === null;
  const kept = isKept ? (window.instructions as unknown as ChatMessage[]) : instructions;
  const shown = { ...asked, sessionId, window, rows, instructions: kept, chain };
  const opened = await show(trx, scope, { ...shown, digests: state.digests });
  const { lease } = opened;
  await takePlace(trx, scope, admission, { agentId, lease, at, until: leaseEnd(at) });
  const { scope_id: id, language, version, space, subject_id: subjectId } = head;
  const searched = { id, language, space, version: version + (isNew ? 1 : 0) };
  return { ...opened, place: { sessionId, agentId, subjectId, searched } };
}

/** The head of the session, which the turn is the first of when there is none. A session without a name has no subject. */
export function headOf(
  trx: Trx,
  scope: TenantScope,
  of: { request: Named; sessionId: string; state: TurnState; at: Date },
): Promise<SessionHead> {
  const { request, sessionId, state, at } = of;
  const { subjectId, agentId } = request;
  const isNamed = request.sessionId !== undefined && subjectId !== undefined;
  const whose = { sessionId, subjectId: isNamed ? subjectOf(subjectId) : undefined, agentId, at };
  return requireHead(trx, scope, state.head, whose);
}

/** What of a request names its session. */
export type Named = Pick<
  TurnRequest,
  "sessionId" | "subjectId" | "agentId" | "model" | "requestKey"
>;

/** Which session it is; one without a name is known by its history. */
export async function sessionOf(
  trx: Trx,
  scope: TenantScope,
  of: { request: Named; said: ChatMessage[]; at: Date },
): Promise<{ sessionId: string; chain: string | null }> {
  const { sessionId, agentId, model, requestKey } = of.request;
  if (sessionId !== undefined) return { sessionId, chain: null };
  // Not by its instructions: many have the time in them.
  const seed = JSON.stringify([agentId, model.name]);
  const chains = await chainsOf(seed, of.said);
  const known = await findByHistory(trx, scope, { chains, requestKey, at: of.at });
  return { sessionId: known ?? newId("msn"), chain: chains.at(-1) ?? null };
}

/** Somebody is being answered. On a telephone call, who speaks now is answered instead. */
function isBusy({ lease_until, request_key }: WindowRow, request: TurnRequest, at: Date): boolean {
  if (lease_until === null || lease_until <= at) return false;
  return request.profile === "text" || request_key === request.requestKey;
}

/** Brings the transcript in step with the client's history. Returns all of it that may be shown, and whether something was added. */
async function takeIn(
  trx: Trx,
  scope: TenantScope,
  of: Asked & {
    sessionId: string;
    head: SessionHead;
    window: WindowRow;
    /** The newest of the transcript. */
    entries: EntryRow[];
    said: ChatMessage[];
  },
): Promise<{ rows: EntryRow[]; isNew: boolean }> {
  const { sessionId, head, window, entries, said, at, counting } = of;
  const { epoch, next_seq: next } = window;
  const from = Math.min(window.start_seq, next - entriesBeside(said.length));
  const stored = { sessionId, epoch, next, entries, from };
  const { rows, step } = await align(trx, scope, { ...stored, said });
  await supersede(trx, scope, { sessionId, seqs: step.superseded });
  await keepSpoken(trx, scope, { sessionId, spoken: step.spoken });
  const fresh = { epoch, from: next, messages: step.fresh };
  const written = await writeDown(trx, scope, { sessionId, head, ...fresh, counting, at });
  const gone = new Set(step.superseded);
  const spoken = new Map(step.spoken.map(({ seq, text }) => [seq, text]));
  const left = rows
    .filter(({ seq }) => !gone.has(seq))
    .map((row) => {
      const content = spoken.get(row.seq);
      if (content === undefined) return row;
      return { ...row, message: { ...row.message, content }, tokenizer: "" };
    });
  return { rows: [...left, ...written], isNew: written.length > 0 };
}

/** Decides what is shown, and writes that and whose turn it is. */
async function show(
  trx: Trx,
  scope: TenantScope,
  of: Asked & {
    sessionId: string;
    window: WindowRow;
    rows: EntryRow[];
    instructions: ChatMessage[];
    chain: string | null;
    digests: readonly string[];
  },
): Promise<Omit<Opened, "place">> {
  const { request, settings, counting, at, sessionId, window, rows, instructions, chain } = of;
  const { counter } = counting;
  const said = rows.map(({ message }) => message);
  const repetition = repetitionIn(said, instructions, of.repetition);
  const parts = {
    ...{ instructions, toolTokens: toolTokens(request.tools ?? [], counter) },
    pinned: pinnedText(window.pinned, counter),
    warning: warningOf(repetition),
  };
  const budget = budgetFor(request, settings, counter, parts);
  const state = { start: window.start_seq, hidden: window.hidden, cuts: window.cuts };
  const plan = planWindow({
    ...{ shown: shownOf(rows, state, counting), state, budget, settings, counter, parts },
    latch: { armed: window.armed, lastTokens: window.last_relief_tokens },
  });
  const totals = {
    relief_count: window.relief_count + (plan.freed > 0 ? 1 : 0),
    shed_messages: window.shed_messages + plan.shed.length,
    shed_tokens: window.shed_tokens + Math.max(0, plan.freed),
  };
  const shown = new Set(plan.entries.map(({ seq }) => seq));
  const shownIds = new Set(
    rows.flatMap(({ seq, messageId }) => (shown.has(seq) ? (messageId ?? []) : [])),
  );
  const lease = randomUUID();
  const change = {
    ...{ ...totals, instructions, chain, lease, request_key: request.requestKey },
    lease_until: leaseEnd(at),
    next_seq: Math.max(window.next_seq, (rows.at(-1)?.seq ?? -1) + 1),
    ...{ start_seq: plan.state.start, hidden: plan.state.hidden, cuts: plan.state.cuts },
    ...{ armed: plan.latch.armed, last_relief_tokens: plan.latch.lastTokens },
    window_tokens: tokensOf(plan.entries),
  };
  await changeWindow(trx, scope, { sessionId, change, at });
  await digestShed(trx, scope, {
    ...{ sessionId, epoch: window.epoch, shed: plan.shed, rows, isByModel: of.hasDigestModel, at },
  });
  return {
    ...{ kind: "opened", epoch: window.epoch, lease, budget, repetition },
    relief: plan.freed > 0 ? { messages: plan.shed.length, tokens: plan.freed } : undefined,
    parts: {
      ...{ ...parts, marker: markerOf(totals, of.digests) },
      window: plan.entries.map(({ message }) => message),
    },
    ...{ shown, shownIds },
    hasMore: totals.shed_messages > 0 || plan.state.cuts.length > 0 || window.epoch > 0,
  };
}

function warningOf({ found, recent }: Repetition): string | null {
  if (found === null) return null;
  if (found === "loop") return warningText({ kind: "loop" });
  return warningText({ kind: "echo", level: 1, said: recent.at(-1) ?? "" });
}

function budgetFor(
  { model, maxOutputTokens }: TurnRequest,
  settings: WindowSettings,
  counter: TokenCounter,
  parts: Pick<PromptParts, "instructions" | "toolTokens" | "pinned">,
): Budget {
  const pinned: ChatMessage[] =
    parts.pinned === null ? [] : [{ role: "system", content: parts.pinned }];
  const fixed = [...parts.instructions, ...pinned];
  const ofFixed = fixed.reduce((sum, message) => sum + messageTokens(message, counter), 0);
  return budgetOf({
    ...{ settings, isExact: counter.exact, fixedTokens: ofFixed + parts.toolTokens + replyTokens },
    contextTokens: model.contextTokens ?? contextTokensDefault,
    outputTokens: maxOutputTokens ?? outputTokensDefault,
  });
}
