import { setTimeout as wait } from "node:timers/promises";
import { recordAudit } from "../audit/index.ts";
import type { Outgoing } from "../guard/index.ts";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import { asWorker, type Database, inTenant, isUnavailable, type Trx } from "../store/index.ts";
import { pauseAfterFailure, readRetryAfter } from "./back-off.ts";
import {
  claimDeliveries,
  type DueDelivery,
  disableTarget,
  noteFailing,
  noteTry,
  noteWorking,
  type TryResult,
} from "./claim.store.ts";
import type { Composer } from "./compose.ts";

interface Needs {
  db: Database;
  outgoing: Outgoing;
  compose: Composer;
  now: () => number;
  metrics: Metrics;
  log: Logger;
}

const concurrency = 64;
/** Targets that fail never take more than half of the places: each may hold its place for as long as a request may last. */
const failingMax = concurrency / 2;
const perTargetMax = 4;
/** Longer than a request and its note can last. */
const leaseMs = 60_000;
/** How long a database that went away is waited for with the note of a try: without it the message would be sent once more. */
const notePatienceMs = 30_000;
const noteAgainMs = 500;
const lookEveryMs = 500;
/** A target that only failed for so long is disabled. Longer than all tries of one message. */
const patienceMs = 5 * 24 * 3_600_000;
const gone = 410;

/**
 * Sends what is in the queue, each message at least once: when we are killed between the answer and the note, the same message, with the same id, is sent again.
 *
 * No order is promised. A target that hangs or fails holds up nobody else.
 */
export function createDeliverer(needs: Needs): DueWork {
  const { db, now } = needs;
  const underWay = new Map<string, number>();
  let failing = 0;
  const count = ({ target_id: id, is_failing: isFailing }: DueDelivery, by: 1 | -1) => {
    const left = (underWay.get(id) ?? 0) + by;
    if (left === 0) underWay.delete(id);
    else underWay.set(id, left);
    if (isFailing) failing += by;
  };
  return createDueWork<DueDelivery>({
    name: "outgoing deliveries",
    concurrency,
    lookEveryMs,
    log: needs.log,
    async claim(limit) {
      const at = now();
      const due = await asWorker(db, (trx) =>
        claimDeliveries(trx, {
          now: new Date(at),
          leaseEnd: new Date(at + leaseMs),
          limit,
          failingMax: failingMax - failing,
          perTargetMax,
          underWay,
        }),
      );
      for (const delivery of due) count(delivery, 1);
      return due;
    },
    async perform(delivery, signal) {
      try {
        const answer = await tryOnce(needs, delivery, signal);
        // Stopped by ourselves: nothing is known of how it would have gone.
        if (!signal.aborted) await keepNoting(() => note(needs, delivery, answer), signal);
      } finally {
        count(delivery, -1);
      }
    },
  });
}

async function keepNoting(note: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const givenUpAt = performance.now() + notePatienceMs;
  for (;;) {
    try {
      return await note();
    } catch (error) {
      if (!isUnavailable(error) || performance.now() > givenUpAt) throw error;
      await wait(noteAgainMs, undefined, { signal });
    }
  }
}

interface Answer extends TryResult {
  retryAfterMs: number | null;
  /** Why nothing was sent lies with us, and says nothing about the target. */
  isOurs?: boolean;
  /** Another try would meet the same. */
  isFinal?: boolean;
}

async function tryOnce(needs: Needs, delivery: DueDelivery, signal: AbortSignal): Promise<Answer> {
  const at = needs.now();
  const startedAt = performance.now();
  const result = (httpStatus: number | null, error: string | null): Answer => ({
    at: new Date(at),
    httpStatus,
    error,
    durationMs: Math.round(performance.now() - startedAt),
    retryAfterMs: null,
  });
  const request = await needs.compose(delivery, at).catch((error: unknown) => {
    needs.log.error({ delivery_id: delivery.id, ...errorFields(error) }, "a message was not made");
    return null;
  });
  if (request === null) return { ...result(null, "It could not be made."), isOurs: true };
  if ("reason" in request) {
    return { ...result(null, request.reason), isOurs: true, isFinal: true };
  }
  try {
    const answer = await needs.outgoing.toStranger(delivery.url, {
      method: "POST",
      ...request,
      signal,
    });
    const retryAfterMs = readRetryAfter(answer.headers.get("retry-after"), at);
    return { ...result(answer.status, explain(answer.status)), retryAfterMs };
  } catch (error) {
    if (error instanceof ProblemError) return result(null, error.message);
    throw error;
  }
}

function explain(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return "It answered with a redirect, which is not followed.";
  return `It answered with status ${status}.`;
}

async function note(needs: Needs, delivery: DueDelivery, answer: Answer): Promise<void> {
  const scope: TenantScope = { tenantId: delivery.tenant_id };
  const isGone = answer.httpStatus === gone;
  const pauseMs =
    answer.error === null || answer.isFinal === true || isGone
      ? null
      : pauseAfterFailure({
          tries: delivery.attempts + 1,
          elapsedMs: answer.at.getTime() - delivery.queued_at.getTime(),
          retryAfterMs: answer.retryAfterMs,
          random: Math.random,
        });
  const nextTryAt = pauseMs === null ? null : new Date(needs.now() + pauseMs);
  await inTenant(needs.db, scope, async (trx) => {
    await noteTry(trx, scope, delivery.id, { ...answer, nextTryAt });
    if (answer.error === null) return noteWorking(trx, scope, delivery.target_id);
    if (answer.isOurs !== true) await judgeTarget(trx, needs, delivery, answer.at, isGone);
  });
  const outcome = answer.error === null ? "delivered" : nextTryAt === null ? "failed" : "retry";
  needs.metrics.outgoingDeliveries.inc({ kind: delivery.kind, outcome });
  if (outcome !== "failed") return;
  const fields = { delivery_id: delivery.id, target_id: delivery.target_id };
  needs.log.error({ ...fields, status: answer.httpStatus }, "an outgoing message was given up");
}

/** Disables a target that is gone, or has only failed for days. Messages that wait stay, and go on should somebody enable it again. */
async function judgeTarget(
  trx: Trx,
  { log }: Needs,
  { tenant_id: tenantId, target_id: targetId, kind }: DueDelivery,
  at: Date,
  isGone: boolean,
): Promise<void> {
  const scope: TenantScope = { tenantId };
  const since = await noteFailing(trx, scope, targetId, at);
  if (since === undefined) return;
  if (!isGone && at.getTime() - since.getTime() < patienceMs) return;
  const reason = isGone ? "gone" : "failing";
  if (!(await disableTarget(trx, scope, targetId, reason, at))) return;
  await recordAudit(trx, scope, {
    actor: "system",
    action: kind === "relay" ? "relay.disabled" : "subscription.disabled",
    subject: targetId,
    payload: { reason },
  });
  log.error({ target_id: targetId, kind, reason }, "an outgoing target was disabled");
}
