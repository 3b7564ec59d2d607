import { mapInSlices } from "../../lib/in-slices.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { recordUse, type TurnUse } from "../../model-use/index.ts";
import type { Trx } from "../../store/index.ts";
import { isInstruction } from "../chat.ts";
import { forgetUnmade, isForgottenSince } from "../forgotten-subjects.ts";
import { chainOn, reconcile } from "../reconcile.ts";
import { openHead } from "../session-head.ts";
import { subjectOf } from "../subject.ts";
import { counterOf } from "../tokens.ts";
import type { Answer, TurnRequest } from "../turn.ts";
import { align, entriesBeside } from "../windows/align.ts";
import { headOf, type Named, sessionOf } from "../windows/begin-turn.ts";
import { answerMessage, answerOf } from "../windows/finish-turn.ts";
import { noWindow } from "../windows/no-window.ts";
import { storableMessage } from "../windows/storable.ts";
import { holdTurnState } from "../windows/turn-state.ts";
import { changeWindow, openWindow, readEntries } from "../windows/window.store.ts";
import { writeDown } from "../windows/write-down.ts";

/** A turn that was answered while the store could not take it. */
export interface SpooledTurn {
  readonly scope: TenantScope;
  readonly request: Named & Pick<TurnRequest, "messages">;
  readonly answer: Answer;
  /** What it used of models. */
  readonly used: Pick<TurnUse, "requests" | "isDegraded">;
  /** When it was answered, in milliseconds. */
  readonly at: number;
}

/**
 * Writes down a turn that waited, behind what there is: what the conversation brought since then stays as it is, and what of the turn came with it is not written again. Done twice, it is
 * written once. Nothing is, but what it used, when whom it was about was forgotten since: false.
 */
export async function writeSpooled(
  trx: Trx,
  scope: TenantScope,
  { turn, secretKeys }: { turn: SpooledTurn; secretKeys: readonly string[] },
): Promise<boolean> {
  const { sessionId, subjectId, agentId = null } = turn.request;
  const at = new Date(turn.at);
  const whose = subjectId === undefined ? undefined : subjectOf(subjectId);
  const isForgotten =
    whose !== undefined &&
    (await isForgottenSince(trx, scope, { subjectId: whose, secretKeys, at }));
  if (!isForgotten) {
    await appendSpooled(trx, scope, turn);
    return true;
  }
  // Clients do not name the subject each time: what waits behind it in the same session is theirs too.
  if (sessionId !== undefined) await forgetUnmade(trx, scope, sessionId, at);
  await recordUse(trx, scope, { sessionId: null, lease: null, agentId, ...turn.used, at });
  return false;
}

async function appendSpooled(trx: Trx, scope: TenantScope, spooled: SpooledTurn): Promise<void> {
  const { request, answer, used } = spooled;
  const at = new Date(spooled.at);
  const messages = await mapInSlices(request.messages, storableMessage);
  const said = messages.filter((one) => !isInstruction(one));
  const { sessionId, chain } = await sessionOf(trx, scope, { request, said, at });
  const state = await holdTurnState(trx, scope, sessionId);
  const { window: known } = state;
  if (known?.answered_key === request.requestKey) return;
  const head = await headOf(trx, scope, { request, sessionId, state, at });
  if (known === undefined) await openWindow(trx, scope, { sessionId, at });
  const window = known ?? noWindow(sessionId);
  const reply = answerMessage(answer);
  const whole = [...said, reply];
  const { epoch, next_seq: next } = window;
  const from = Math.max(0, next - entriesBeside(whole.length));
  const entries = await readEntries(trx, scope, { sessionId, epoch, from });
  // A client that sends only what is new may say the same words again. What was begun is there already.
  const isBegun = window.request_key === request.requestKey;
  const isFirst = from === 0 && reconcile(entries.slice(0, 2), whole).fresh.length === 0;
  const isAllNew = said.length === 1 && !isBegun && !isFirst;
  const stored = { sessionId, epoch, next, entries, from };
  const aligned = isAllNew ? null : await align(trx, scope, { ...stored, said: whole });
  const fresh = aligned === null ? whole : aligned.step.fresh;
  const { model, requestKey } = request;
  const counting = { counter: await counterOf(model.name), tokenizer: "", factor: 1 };
  const writing = { sessionId, epoch, at, counting };
  const isAnswerNew = fresh.at(-1) === reply;
  const before = isAnswerNew ? fresh.slice(0, -1) : fresh;
  await writeDown(trx, scope, { ...writing, head, from: next, messages: before });
  if (isAnswerNew) {
    const behind = { from: next + before.length, messages: [reply] };
    const moved = await openHead(trx, scope, { sessionId, at });
    const isInterrupted = answer.interrupted;
    await writeDown(trx, scope, { ...writing, ...behind, head: moved, isInterrupted });
  }
  const change = {
    ...{ next_seq: next + fresh.length, request_key: requestKey, answered_key: requestKey },
    answer: answerOf(reply, answer),
    // Nobody else has begun since: the turn is over.
    ...(isBegun ? { lease: null, lease_until: null } : {}),
    ...(chain === null ? {} : { chain: chainOn(chain, reply) }),
    ...(known === undefined ? { instructions: messages.filter(isInstruction) } : {}),
  };
  await changeWindow(trx, scope, { sessionId, change, at });
  await recordUse(trx, scope, {
    ...{ sessionId, agentId: request.agentId ?? head.agent_id, lease: null },
    ...{ ...used, at },
  });
}
