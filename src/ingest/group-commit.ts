import { setTimeout as wait } from "node:timers/promises";
import { ProblemError } from "../lib/problems.ts";
import { type Database, isUnavailable } from "../store/index.ts";

/** An accepted delivery, ready to be stored. */
export interface NewEvent {
  id: string;
  tenantId: string;
  connectionId: string;
  provider: string;
  eventKey: string;
  receivedAt: Date;
  isVerified: boolean;
  contentType: string | null;
  url: string;
  bodyBytes: number;
  sealed: Buffer | null;
  fileRef: string | null;
}

export interface GroupCommit {
  /**
   * Resolves once the event is durable, which includes that it was so before: a repeated delivery is a success.
   * @throws ProblemError `overloaded` when too much is waiting, `database-unavailable` when it cannot be stored.
   */
  store(event: NewEvent): Promise<void>;
  readonly waiting: number;
  /** Resolves when everything accepted so far is stored or refused. */
  drain(): Promise<void>;
}

type IngestPool = Pick<Database["ingestPool"], "query">;

interface Waiting {
  event: NewEvent;
  bytes: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export interface GroupCommitLimits {
  rowsMax: number;
  bytesMax: number;
  waitingMax: number;
  waitingBytesMax: number;
  /** How long a database that went away is waited for. Providers that do not retry lose a call at every 503. */
  patienceMs: number;
  /** An insert without an answer is cut off with its connection, and tried again: stored twice is stored once. */
  insertMs: number;
}

const groupCommitLimits: GroupCommitLimits = {
  rowsMax: 256,
  bytesMax: 4 * 1024 * 1024,
  waitingMax: 4096,
  waitingBytesMax: 96 * 1024 * 1024,
  patienceMs: 6_000,
  insertMs: 10_000,
};

/** Statements under way: while one waits for the disk, the next is filled. */
const concurrencyMax = 3;
const rowOverheadBytes = 256;

/**
 * Stores deliveries of all waiting requests with one statement and one flush to disk.
 *
 * While a statement is under way the next batch gathers, so batches grow with the load and a lone request waits for nobody.
 */
export function createGroupCommit(
  pool: IngestPool,
  limits: GroupCommitLimits = groupCommitLimits,
): GroupCommit {
  const queue: Waiting[] = [];
  const waitingByTenant = new Map<string, number>();
  let waitingBytes = 0;
  let underWay = 0;
  let idle: Array<() => void> = [];

  const settle = (batch: readonly Waiting[]) => {
    for (const { event, bytes } of batch) {
      waitingBytes -= bytes;
      const left = (waitingByTenant.get(event.tenantId) ?? 1) - 1;
      if (left === 0) waitingByTenant.delete(event.tenantId);
      else waitingByTenant.set(event.tenantId, left);
    }
  };

  const pump = () => {
    while (underWay < concurrencyMax && queue.length > 0) {
      const batch = takeBatch(queue, limits);
      underWay++;
      void storeBatch(pool, batch, limits).finally(() => {
        underWay--;
        settle(batch);
        pump();
      });
    }
    if (underWay > 0) return;
    for (const resolve of idle) resolve();
    idle = [];
  };

  const refuse = (event: NewEvent) => {
    const share = waitingByTenant.get(event.tenantId) ?? 0;
    const isFull = queue.length >= limits.waitingMax || waitingBytes >= limits.waitingBytesMax;
    const isHalfFull = queue.length >= limits.waitingMax / 2;
    // Above half, verified traffic goes before anonymous traffic, and no tenant may take the other half alone.
    const isUnfair = waitingByTenant.size > 1 && share >= limits.waitingMax / 2;
    return isFull || (isHalfFull && (!event.isVerified || isUnfair));
  };

  return {
    store(event) {
      if (refuse(event)) {
        return Promise.reject(
          new ProblemError("overloaded", "Please deliver this again in a moment.", {
            retryAfterSec: 2,
          }),
        );
      }
      return new Promise((resolve, reject) => {
        const bytes = (event.sealed?.length ?? 0) + rowOverheadBytes;
        waitingBytes += bytes;
        waitingByTenant.set(event.tenantId, (waitingByTenant.get(event.tenantId) ?? 0) + 1);
        queue.push({ event, bytes, resolve, reject });
        // Requests of the same turn of the event loop travel together.
        if (underWay < concurrencyMax) queueMicrotask(pump);
      });
    },
    get waiting() {
      return queue.length;
    },
    drain: () =>
      underWay === 0 && queue.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => idle.push(resolve)),
  };
}

function takeBatch(queue: Waiting[], limits: GroupCommitLimits): Waiting[] {
  let bytes = 0;
  let rows = 0;
  for (const item of queue) {
    if (rows > 0 && (rows >= limits.rowsMax || bytes + item.bytes > limits.bytesMax)) break;
    bytes += item.bytes;
    rows++;
  }
  const batch = queue.splice(0, rows);
  // Always in the same order, so that two batches with repeated deliveries cannot wait for each other.
  return batch.sort((a, b) => (a.event.eventKey < b.event.eventKey ? -1 : 1));
}

const deadlock = "40P01";
const deadlockTriesMax = 5;

async function storeBatch(
  pool: IngestPool,
  batch: readonly Waiting[],
  limits: GroupCommitLimits,
): Promise<void> {
  const giveUpAt = performance.now() + limits.patienceMs;
  for (let tries = 1; ; tries++) {
    try {
      await insertAll(
        pool,
        batch.map((item) => item.event),
        limits.insertMs,
      );
      for (const item of batch) item.resolve();
      return;
    } catch (error) {
      const isDeadlock = (error as { code?: string }).code === deadlock;
      if (isDeadlock && tries < deadlockTriesMax) continue;
      if (isUnavailable(error)) {
        if (performance.now() < giveUpAt) {
          await wait(Math.min(50 * tries, 500));
          continue;
        }
        return refuseAll(batch, error);
      }
      return bisect(pool, batch, limits, error);
    }
  }
}

function refuseAll(batch: readonly Waiting[], cause: unknown): void {
  for (const item of batch) {
    item.reject(
      new ProblemError("database-unavailable", "Please deliver this again in a moment.", {
        cause,
        retryAfterSec: 5,
      }),
    );
  }
}

/** One row that the database refuses must not take the others with it. */
async function bisect(
  pool: IngestPool,
  batch: readonly Waiting[],
  limits: GroupCommitLimits,
  error: unknown,
): Promise<void> {
  const [only] = batch;
  if (batch.length === 1 && only !== undefined) return only.reject(error);
  const middle = Math.ceil(batch.length / 2);
  await storeBatch(pool, batch.slice(0, middle), limits);
  await storeBatch(pool, batch.slice(middle), limits);
}

const insertEvents =
  "select insert_webhook_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

/** One round trip: the function runs with the right to insert and no other, and its statement is its transaction. */
async function insertAll(
  pool: IngestPool,
  events: readonly NewEvent[],
  insertMs: number,
): Promise<void> {
  await pool.query({
    text: insertEvents,
    values: columnsOf(events),
    query_timeout: insertMs,
  });
}

/**
 * One array per column, except the sealed contents: they travel as one binary value with the place of each, because an array of them would travel as hexadecimal text.
 */
function columnsOf(events: readonly NewEvent[]): unknown[] {
  const sealed = events.map((e) => e.sealed ?? Buffer.alloc(0));
  let end = 1;
  const starts = sealed.map((content) => {
    const start = end;
    end += content.length;
    return start;
  });
  return [
    events.map((e) => e.id),
    events.map((e) => e.tenantId),
    events.map((e) => e.connectionId),
    events.map((e) => e.provider),
    events.map((e) => e.eventKey),
    events.map((e) => e.receivedAt),
    events.map((e) => e.isVerified),
    events.map((e) => e.contentType),
    events.map((e) => e.url),
    events.map((e) => e.bodyBytes),
    events.map((e) => e.fileRef),
    starts,
    sealed.map((content) => content.length),
    Buffer.concat(sealed),
  ];
}
