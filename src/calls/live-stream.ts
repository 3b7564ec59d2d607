import type { Signals } from "../cache/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type { Database, Notices } from "../store/index.ts";
import {
  type Change,
  changesAfter,
  changesMax,
  knownRange,
  tenantChangesAfter,
} from "./live-changes.ts";
import { type LiveEvent, readEvents } from "./live-events.ts";
import { createWakes } from "./live-wakes.ts";

/** Is told what changed, some events at once, in order. */
export type Listener = (events: readonly LiveEvent[]) => void;

/** What somebody missed, or a part of it. */
export interface Missed {
  events: LiveEvent[];
  /** Everything up to here is told by the events. */
  position: number;
  /** There is more. */
  hasMore: boolean;
}

/** Tells what changes, on every replica. */
export interface LiveStream {
  start(): void;
  stop(): Promise<void>;
  /** Calls were changed by this process: look at once, and have the other replicas look. */
  changed(): void;
  /** Everything up to here was told; 0 before the first look. */
  position(): number;
  /** Tells the tenant's changes from now on. Returns the way to stop it. */
  subscribe(scope: TenantScope, listener: Listener): () => void;
  /** The changes after one that was seen; null when they are not known. Changes are known for an hour, and an id that never was is nobody's. */
  since(scope: TenantScope, lastId: number): Promise<Missed | null>;
  /** The newest change there is: whoever listened before asking is told everything after it. */
  newest(): Promise<number>;
}

/** Those who see the same. */
interface Audience {
  scope: TenantScope;
  listeners: Set<Listener>;
}

/** What changes in such a time is read at once: reading costs the same, and a thousand readers are written to once. */
const gatherMs = 40;
const restAfterFailureMs = 500;

/** The fold writes change rows and notifies; here they are read, once for all who see the same, and told. */
export function createLiveStream(needs: {
  db: Database;
  notices: Notices;
  /** How replicas call each other, beside the database. */
  signals: Signals | undefined;
  log: Logger;
}): LiveStream {
  const { db, notices, signals, log } = needs;
  const audiences = new Map<string, Map<string, Audience>>();
  let isRunning = false;
  /** Everything up to here was told; undefined before the first look. */
  let position: number | undefined;
  let beginning: Promise<void> | undefined;
  let reading = Promise.resolve();
  let pending: NodeJS.Timeout | undefined;
  let readAt = 0;

  const tell = async (changes: readonly Change[]) => {
    for (const tenantId of new Set(changes.map((change) => change.tenant_id))) {
      const ofTenant = changes.filter((change) => change.tenant_id === tenantId);
      for (const { scope, listeners } of audiences.get(tenantId)?.values() ?? []) {
        const events = await readEvents(db, scope, ofTenant);
        if (events.length === 0) continue;
        for (const listener of listeners) listener(events);
      }
    }
  };

  /** Decides once from where on everything is told: not later than from where any reader counts on it. */
  const begin = (): Promise<void> => {
    beginning ??= knownRange(db).then(
      ({ newest }) => {
        position = newest;
      },
      (error: unknown) => {
        beginning = undefined;
        throw error;
      },
    );
    return beginning;
  };

  const read = async () => {
    pending = undefined;
    readAt = performance.now();
    await begin();
    for (;;) {
      const changes = await changesAfter(db, position ?? 0);
      await tell(changes);
      position = changes.at(-1)?.id ?? position;
      if (changes.length < changesMax) return;
    }
  };

  const lookIn = (ms: number) => {
    if (pending !== undefined || !isRunning) return;
    pending = setTimeout(() => {
      reading = reading.then(read).catch((error: unknown) => {
        log.warn(errorFields(error), "live stream could not read");
        lookIn(restAfterFailureMs);
      });
    }, ms);
  };
  const look = () => lookIn(Math.max(0, readAt + gatherMs - performance.now()));
  const wakes = createWakes({ notices, signals, look });

  return {
    start() {
      isRunning = true;
      wakes.start();
    },
    async stop() {
      isRunning = false;
      clearTimeout(pending);
      wakes.stop();
      await reading;
    },
    changed() {
      look();
      signals?.send();
    },
    position: () => position ?? 0,
    subscribe(scope, listener) {
      const { listeners, leave } = join(audiences, scope);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) leave();
      };
    },
    async since(scope, lastId) {
      await begin();
      const changes = await tenantChangesAfter(db, scope, lastId);
      // Afterwards, so that what is forgotten between the two is not taken for nothing.
      const { oldest, newest } = await knownRange(db);
      if (lastId < oldest - 1 || lastId > newest) return null;
      return {
        events: await readEvents(db, scope, changes),
        position: changes.at(-1)?.id ?? lastId,
        hasMore: changes.length === changesMax,
      };
    },
    async newest() {
      await begin();
      return (await knownRange(db)).newest;
    },
  };
}

function join(audiences: Map<string, Map<string, Audience>>, scope: TenantScope) {
  const { tenantId, agentIds } = scope;
  const key = agentIds === undefined ? "" : JSON.stringify([...agentIds].sort());
  const ofTenant = audiences.get(tenantId) ?? new Map<string, Audience>();
  const audience = ofTenant.get(key) ?? { scope, listeners: new Set<Listener>() };
  audiences.set(tenantId, ofTenant.set(key, audience));
  const leave = () => {
    if (ofTenant.get(key) === audience) ofTenant.delete(key);
    if (ofTenant.size === 0 && audiences.get(tenantId) === ofTenant) audiences.delete(tenantId);
  };
  return { listeners: audience.listeners, leave };
}
