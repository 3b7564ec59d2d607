import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import {
  applyPatches,
  type CountedCall,
  callIdsOf,
  type EventPatches,
  type FoldOptions,
} from "../calls/index.ts";
import { quarantineTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics, type Tracing } from "../observe/index.ts";
import { asWorker, type Database, inTenant, isUnavailable, type Trx } from "../store/index.ts";
import {
  type ClaimedEvent,
  claimEvents,
  claimEventsById,
  type EventOutcome,
  type EventRef,
  finishEvents,
  postponeEvent,
} from "./event.store.ts";
import type { EventReader, ReadEvent } from "./read-event.ts";
import { type ReadAndClaimed, routeEvents } from "./route-events.ts";
import { testEventType } from "./test-event.ts";

/** Turns stored events into calls. */
export interface Projector {
  start(): void;
  /** Something was stored: do not wait for the next look. */
  wake(): void;
  /** Finishes the batch under way. */
  stop(): Promise<void>;
  /** Works until nothing is claimable. Returns how many events were taken. */
  drain(): Promise<number>;
  /** Folds these events again, whatever became of them before. */
  projectAgain(events: readonly EventRef[]): Promise<void>;
}

/** A delivery as those see it who follow deliveries. */
export interface StoredDelivery {
  id: string;
  connectionId: string;
  eventKey: string;
  receivedAt: number;
}

/**
 * What follows from deliveries, whatever they say, written down in the transaction that folds them. Runs as their tenant, and may see a delivery again: when it is replayed, or
 * could not be folded. Must be quick, and must not fail.
 */
export type EventEffect = (
  trx: Trx,
  scope: TenantScope,
  deliveries: readonly StoredDelivery[],
) => Promise<void>;

interface Needs extends FoldOptions {
  db: Database;
  eventEffects: readonly EventEffect[];
  reader: EventReader;
  /** Calls changed, and that is committed. */
  onFolded: () => void;
  metrics: Metrics;
  tracing: Tracing;
  log: Logger;
}

const batchMax = 200;
/** While one batch is in the hands of the database, the other is in ours. */
const loopsMax = 2;
const lookEveryMs = 250;
const gatherMs = 30;
const restAfterFailureMs = 500;
/** How long a stretch of reading may keep others from the event loop. */
const sliceMs = 3;
const attemptsMax = 6;
const backOffMs = 1_000;

/**
 * Claims events many at a time and folds them in one transaction with everything they change.
 *
 * The claim is the row lock of that transaction, so there is no lease to lose: what a killed worker held is free the moment its connection is gone. An event that makes
 * a batch fail is found by halving and put off with growing pauses; after six attempts it is a dead letter.
 */
export function createProjector(needs: Needs): Projector {
  let isRunning = false;
  let loops: Array<Promise<void>> = [];
  const resting = new Set<() => void>();

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const rise = () => {
        clearTimeout(timer);
        resting.delete(rise);
        resolve();
      };
      const timer = setTimeout(rise, ms);
      resting.add(rise);
    });
  const wake = () => {
    for (const rise of resting) rise();
  };

  const projectNext = async (): Promise<number> => {
    const attempt = await projectBatch(needs, (trx) => claimEvents(trx, batchMax));
    if (attempt.failure !== undefined) await halve(needs, attempt.taken, attempt.failure);
    return attempt.taken.length;
  };

  const run = async () => {
    while (isRunning) {
      try {
        const count = await projectNext();
        if (count === 0) await rest(lookEveryMs);
        // A little patience makes batches of what comes in meanwhile, and each batch costs about the same.
        if (isRunning && count < batchMax / 2) await pause(gatherMs);
      } catch (error) {
        if (!isUnavailable(error)) needs.log.error(errorFields(error), "projection failed");
        await rest(restAfterFailureMs);
      }
    }
  };

  return {
    start() {
      isRunning = true;
      loops = Array.from({ length: loopsMax }, run);
    },
    wake,
    async stop() {
      isRunning = false;
      wake();
      await Promise.all(loops);
    },
    async drain() {
      let total = 0;
      for (let count = 1; count > 0; total += count) count = await projectNext();
      return total;
    },
    projectAgain: (events) => projectByIds(needs, events),
  };
}

interface Attempt {
  taken: EventRef[];
  failure?: unknown;
}

async function projectBatch(
  needs: Needs,
  claim: (trx: Trx) => Promise<ClaimedEvent[]>,
): Promise<Attempt> {
  const taken: EventRef[] = [];
  const from = Date.now();
  try {
    const done = await asWorker(needs.db, async (trx) => {
      // Whatever a crash takes from here is folded again from the events, which are safe on disk.
      await sql`set local synchronous_commit = off`.execute(trx);
      const events = await claim(trx);
      taken.push(...events.map(({ id, tenant_id }) => ({ id, tenant_id })));
      return projectClaimed(trx, needs, events);
    });
    if (taken.length > 0) needs.onFolded();
    report(needs, done);
    if (needs.tracing.isOn) trace(needs.tracing, done, from);
    return { taken };
  } catch (error) {
    if (isUnavailable(error) || taken.length === 0) throw error;
    return { taken, failure: error };
  }
}

async function projectByIds(needs: Needs, events: readonly EventRef[]): Promise<void> {
  const attempt = await projectBatch(needs, (trx) => claimEventsById(trx, events));
  if (attempt.failure !== undefined) await halve(needs, attempt.taken, attempt.failure);
}

async function halve(needs: Needs, events: readonly EventRef[], failure: unknown): Promise<void> {
  const [only] = events;
  if (events.length === 1 && only !== undefined) {
    const code = failure instanceof MappingError ? "mapping-failed" : "projection-failed";
    const message =
      failure instanceof MappingError
        ? "The mapping of this provider has a bug with this event."
        : "The database refused what this event says.";
    const options = { backOffMs, attemptsMax, code, message };
    const state = await asWorker(needs.db, (trx) => postponeEvent(trx, only, options));
    // Whoever follows deliveries does not wait for our mapping to be mended.
    const scope: TenantScope = { tenantId: only.tenant_id };
    if (state !== undefined && only.tenant_id !== quarantineTenantId) {
      await inTenant(needs.db, scope, (trx) => followDeliveries(trx, needs, scope, [state]));
    }
    const cause = failure instanceof MappingError ? failure.cause : failure;
    const fields = { event_id: only.id, attempts: state?.attempts, ...errorFields(cause) };
    if (state?.isDead) needs.log.error(fields, "event became a dead letter");
    else needs.log.warn(fields, "event postponed");
    return;
  }
  const middle = Math.ceil(events.length / 2);
  await projectByIds(needs, events.slice(0, middle));
  await projectByIds(needs, events.slice(middle));
}

/** A bug of ours in putting an event into words. */
class MappingError extends Error {
  override readonly name = "MappingError";
}

interface Done {
  outcomes: Array<EventOutcome & { provider: string }>;
  counted: CountedCall[];
}

async function projectClaimed(
  trx: Trx,
  needs: Needs,
  events: readonly ClaimedEvent[],
): Promise<Done> {
  const done: Done = { outcomes: [], counted: [] };
  const items: ReadAndClaimed[] = [];
  let sliceStart = performance.now();
  for (const event of events) {
    const read = await needs.reader.read(event).catch((error: unknown) => {
      throw new MappingError("mapping failed", { cause: error });
    });
    items.push({ event, read });
    if (performance.now() - sliceStart < sliceMs) continue;
    await nextTurn();
    sliceStart = performance.now();
  }
  await routeEvents(trx, items);
  const byTenant = new Map<string, ReadAndClaimed[]>();
  for (const item of items) {
    const ofTenant = byTenant.get(item.event.tenant_id) ?? [];
    byTenant.set(item.event.tenant_id, ofTenant);
    ofTenant.push(item);
  }
  for (const [tenantId, ofTenant] of byTenant) {
    await sql`select set_config('role', 'voicelens_app', true), set_config('app.tenant_id', ${tenantId}, true)`.execute(
      trx,
    );
    const scope: TenantScope = { tenantId };
    const outcomes = ofTenant.map(({ event, read }) => outcomeOf(scope, event, read));
    // Events before calls: whoever replays an event waits for this row, not in the middle of a fold.
    await finishEvents(trx, scope, outcomes);
    done.outcomes.push(...outcomes);
    if (tenantId === quarantineTenantId) continue;
    await followDeliveries(
      trx,
      needs,
      scope,
      ofTenant.filter(({ read }) => isRelayed(read)).map(({ event }) => event),
    );
    const patches = ofTenant.map(({ event, read }) => patchesOf(event, read));
    done.counted.push(...(await applyPatches(trx, scope, patches, needs)));
  }
  return done;
}

/** Our own test events are nobody else's business. */
const isRelayed = ({ eventType }: ReadEvent) => eventType !== testEventType;

async function followDeliveries(
  trx: Trx,
  { eventEffects }: Needs,
  scope: TenantScope,
  events: ReadonlyArray<Pick<ClaimedEvent, "id" | "connection_id" | "event_key" | "received_at">>,
): Promise<void> {
  const deliveries = events.map(
    (event): StoredDelivery => ({
      id: event.id,
      connectionId: event.connection_id,
      eventKey: event.event_key,
      receivedAt: event.received_at.getTime(),
    }),
  );
  for (const effect of eventEffects) await effect(trx, scope, deliveries);
}

function outcomeOf(
  scope: TenantScope,
  event: ClaimedEvent,
  read: ReadEvent,
): EventOutcome & { provider: string } {
  const { id, provider } = event;
  if (read.kind === "dead") {
    const reason = { code: read.code, message: read.message };
    return {
      id,
      provider,
      status: "dead",
      eventType: read.eventType,
      reason,
      findings: [],
      callIds: [],
    };
  }
  const { eventType, findings } = read;
  if (scope.tenantId === quarantineTenantId) {
    return {
      id,
      provider,
      status: "ignored",
      eventType,
      reason: quarantineReason(event, read.patches.length > 0),
      findings,
      callIds: [],
    };
  }
  const status = read.patches.length > 0 ? "processed" : "ignored";
  const callIds = callIdsOf(scope, read.patches);
  return { id, provider, status, eventType, reason: null, findings, callIds };
}

/** Why an event of a shared connection waits. One that speaks of no call is nobody's, and waits for nothing. */
function quarantineReason(event: ClaimedEvent, isAboutCall: boolean) {
  if (!isAboutCall) return null;
  return event.is_verified
    ? {
        code: tenantUnknown,
        message: "No tenant has the number that was dialled, or the agent.",
      }
    : {
        code: "unverified-shared",
        message: "It did not prove its origin, so nothing in it can say whose call it is.",
      };
}

const tenantUnknown = "tenant-unknown";

function patchesOf(event: ClaimedEvent, read: ReadEvent): EventPatches {
  return {
    eventId: event.id,
    kind: "event",
    eventKey: event.event_key,
    eventType: read.eventType ?? "unknown",
    isVerified: event.is_verified,
    receivedAt: event.received_at.getTime(),
    formerCallIds: event.call_ids,
    patches: read.kind === "dead" ? [] : read.patches,
  };
}

/** An event is folded with others, in one transaction: that is how long each took. */
function trace(tracing: Tracing, { outcomes }: Done, from: number): void {
  const until = Date.now();
  for (const { id, provider, status, eventType, callIds } of outcomes) {
    const attributes = {
      "voicelens.event.id": id,
      "voicelens.provider": provider,
      "voicelens.event.status": status,
      // What providers call their events, not what they say.
      ...(eventType !== null &&
        /^[a-z][a-z_.:-]{0,60}$/i.test(eventType) && { "voicelens.event.type": eventType }),
    };
    const children = callIds.map((callId) => ({
      name: "fold call",
      attributes: { "voicelens.call.id": callId },
    }));
    const event = { name: "fold event", kind: "consumer", attributes, children } as const;
    tracing.addToEvent(id, event, from, until);
  }
}

function report({ metrics, log }: Needs, done: Done): void {
  for (const { provider, status, id, reason, findings } of done.outcomes) {
    metrics.eventsProjected.inc({ provider, result: status });
    const unknown = findings.filter((finding) => finding.code === "unknown-field").length;
    if (unknown > 0) metrics.unknownFields.inc({ provider }, unknown);
    if (reason?.code === tenantUnknown) {
      metrics.quarantined.inc({ provider });
      log.warn({ event_id: id, provider }, "an event waits in quarantine: its tenant is not known");
    }
    if (status !== "dead") continue;
    log.error({ event_id: id, provider, reason: reason?.code }, "event became a dead letter");
  }
  for (const { provider, direction, outcome } of done.counted) {
    metrics.callsTotal.inc({ provider, direction, outcome });
  }
}
