import { z } from "zod";
import { isTerminal } from "../lib/call.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import {
  forget,
  isNumber,
  type JobHandler,
  type NewMessage,
  readChoices,
  remembersCallsOf,
  removeSession,
  syncSession,
} from "../memory/index.ts";
import type { Trx } from "../store/index.ts";
import { findCall, hasSession, type RememberedCall, readTurns } from "./call-turns.store.ts";

const Payload = z.object({ call_id: z.string() });

/** Brings memory in step with one call: a call is a session with its id, its turns are the messages. */
export function rememberCall({ now }: { now: () => number }): JobHandler {
  return async (job) => {
    const { call_id: callId } = Payload.parse(job.payload);
    return async (trx, scope) => {
      await bringInStep(trx, scope, callId, new Date(now()));
      return null;
    };
  };
}

async function bringInStep(trx: Trx, scope: TenantScope, callId: string, at: Date): Promise<void> {
  const call = await findCall(trx, scope, callId);
  if (call === undefined) return removeSession(trx, scope, callId);
  const consent = call.facts.consent?.status;
  // Who does not agree is not remembered, whatever is told of the call later.
  if (consent === "denied" || consent === "revoked") {
    await forget(trx, scope, { session_id: callId }, at);
    return;
  }
  if (!isTerminal(call.lifecycle)) return;
  if (!remembersCallsOf(await readChoices(trx, scope), call.agent_id)) return;
  // The same conversation is in memory already when it went through our own model endpoint.
  if (await hasSession(trx, scope, call.provider_call_id)) return;
  const messages = toMessages(call, await readTurns(trx, scope, callId));
  if (messages.length === 0) return removeSession(trx, scope, callId);
  const body = {
    messages,
    ...(isNumber(call.caller) ? { subject_id: call.caller } : {}),
    ...(call.agent_id === null ? {} : { agent_id: call.agent_id }),
  };
  try {
    await syncSession(trx, scope, { sessionId: callId, body, at });
  } catch (error) {
    // What was forgotten stays so.
    if (!(error instanceof ProblemError && error.code === "memory-erased")) throw error;
  }
}

function toMessages(
  call: RememberedCall,
  turns: Awaited<ReturnType<typeof readTurns>>,
): NewMessage[] {
  let at = call.begun_at.getTime();
  return turns.map(({ seq, role, content, start_ms }) => {
    // A turn without a time of its own was said no earlier than the one before it.
    at = Math.max(at, call.begun_at.getTime() + (start_ms ?? 0));
    const isAgent = role === "agent";
    return {
      role: isAgent ? "assistant" : "user",
      ...(isAgent && call.agent_name ? { name: call.agent_name } : {}),
      ...{ content, attachments: [], external_id: `turn_${seq}` },
      created_at: new Date(at).toISOString(),
    };
  });
}
