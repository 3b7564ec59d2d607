import type { TenantScope } from "../../lib/tenant-scope.ts";
import { modelsOf, recordUse, type TurnUse } from "../../model-use/index.ts";
import type { Trx } from "../../store/index.ts";
import { type ChatMessage, textOf } from "../chat.ts";
import { chainOn } from "../reconcile.ts";
import { type HeadRow, requireHead, type SessionHead } from "../session-head.ts";
import { messageTokens } from "../tokens.ts";
import type { Answer, Turn } from "../turn.ts";
import type { Counting } from "./counting.ts";
import { storableMessage } from "./storable.ts";
import { holdTurnState } from "./turn-state.ts";
import { changeWindow, insertEntries, type WindowRow } from "./window.store.ts";
import { writeDown } from "./write-down.ts";

interface Finished {
  readonly turn: Turn;
  readonly sessionId: string;
  readonly answer: Answer;
  readonly used: TurnUse;
  readonly model: string;
  readonly counting: Counting;
  readonly at: Date;
}

/** An answer as the message that it is in the conversation. */
export function answerMessage({ content, toolCalls }: Answer): ChatMessage {
  const calls = toolCalls.length === 0 ? {} : { tool_calls: toolCalls };
  return storableMessage({ role: "assistant", content, ...calls });
}

/** The answer as it is given again to who repeats the request. */
export function answerOf(message: ChatMessage, answer: Answer): Answer {
  const content = message.content === null ? null : textOf(message);
  return { ...answer, content, toolCalls: message.tool_calls ?? [] };
}

/** Writes down an answer and what it used. One whose turn it is not any more is kept, but neither shown nor searched. A session that was forgotten meanwhile takes nothing. */
export async function finishTurn(trx: Trx, scope: TenantScope, of: Finished): Promise<void> {
  const { sessionId, used } = of;
  const state = await holdTurnState(trx, scope, sessionId, { models: modelsOf(used) });
  const { window, head, prices } = state;
  if (window !== undefined) await writeAnswer(trx, scope, of, { window, head });
  await recordUse(trx, scope, used, prices);
}

async function writeAnswer(
  trx: Trx,
  scope: TenantScope,
  of: Finished,
  { window, head }: { window: WindowRow; head: HeadRow },
): Promise<void> {
  const { turn, sessionId, answer, at } = of;
  const message = answerMessage(answer);
  const isOurs = window.epoch === turn.epoch && window.lease === turn.lease;
  const next = { next_seq: window.next_seq + 1 };
  const place = { window, head: await requireHead(trx, scope, head, of), message };
  const change = isOurs ? { ...next, ...(await append(trx, scope, of, place)) } : next;
  if (!isOurs) await keepUnseen(trx, scope, of, window, message);
  await changeWindow(trx, scope, { sessionId, change, at });
}

async function append(
  trx: Trx,
  scope: TenantScope,
  { turn, sessionId, answer, model, counting, at }: Finished,
  { window, head, message }: { window: WindowRow; head: SessionHead; message: ChatMessage },
) {
  const written = await writeDown(trx, scope, {
    ...{ sessionId, head, epoch: window.epoch, from: window.next_seq, messages: [message] },
    ...{ counting, at, isInterrupted: answer.interrupted },
  });
  const { tokens, injected, relief, degraded, repetition } = turn;
  const { echo } = answer;
  return {
    ...{ lease: null, lease_until: null, answered_key: window.request_key },
    answer: answerOf(message, answer),
    chain: window.chain === null ? null : chainOn(window.chain, message),
    window_tokens: window.window_tokens + (written[0]?.tokens ?? 0),
    echoes: window.echoes + (echo?.detected ? 1 : 0),
    echoes_resolved: window.echoes_resolved + (echo?.resolved ? 1 : 0),
    loops: window.loops + (repetition.found === "loop" ? 1 : 0),
    last_prompt: { model, tokens, injected, relief: relief ?? null, degraded, at },
  };
}

async function keepUnseen(
  trx: Trx,
  scope: TenantScope,
  { turn, sessionId, answer, counting, at }: Finished,
  window: WindowRow,
  message: ChatMessage,
): Promise<void> {
  const { counter, tokenizer } = counting;
  const entry = {
    ...{ seq: window.next_seq, message, tokens: messageTokens(message, counter), tokenizer },
    ...{ messageId: null, isSuperseded: true, isInterrupted: answer.interrupted },
  };
  await insertEntries(trx, scope, { sessionId, epoch: turn.epoch, entries: [entry], at });
}

/** Gives the turn back, when it is still ours. */
export async function abandonTurn(
  trx: Trx,
  scope: TenantScope,
  { turn, sessionId, at }: { turn: Turn; sessionId: string; at: Date },
): Promise<void> {
  const { window } = await holdTurnState(trx, scope, sessionId);
  if (window === undefined || window.epoch !== turn.epoch || window.lease !== turn.lease) return;
  await changeWindow(trx, scope, { sessionId, change: { lease: null, lease_until: null }, at });
}
