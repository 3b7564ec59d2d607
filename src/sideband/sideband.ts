import { createDueWork } from "../jobs/index.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import { openaiCallSocket } from "../providers/index.ts";
import { isUnavailable } from "../store/index.ts";
import { type HoldNeeds, holdSession, type SidebandPace } from "./hold-session.ts";
import { type ClaimedSession, claimSessions, renewSessions } from "./sideband.store.ts";

/** Listens to the calls of which OpenAI itself tells no more than that they ring. */
export interface Sideband {
  start(): void;
  /** Stores what was heard and lets go of all calls: another replica, or we after a restart, take them up at once. */
  stop(): Promise<void>;
  /** How many sockets are open in this process. */
  openSessions(): number;
}

export interface SidebandNeeds
  extends Pick<HoldNeeds, "db" | "storeFetched" | "findConnection" | "keyOf" | "now"> {
  /** In place of OpenAI's own address. */
  baseUrl: string | undefined;
  pace?: Partial<SidebandPace>;
  metrics: Metrics;
  log: Logger;
}

const usualPace: SidebandPace = {
  ringMs: 90_000,
  // An hour is the longest a session lives; what comes after it is ours.
  callMs: 75 * 60_000,
  retryMs: 500,
  retryMsMax: 30_000,
  flushMs: 1_000,
  handshakeMs: 10_000,
  silenceMs: 60_000,
  leaseMs: 30_000,
  lookMs: 500,
};

/** Each call is a socket and at most a batch in memory. */
const sessionsMax = 1_000;
const claimMax = 50;

/**
 * Takes up calls as they come due and holds one socket for each. The rows are leased: exactly one replica listens to a call, and when it dies another does within the lease.
 */
export function createSideband(needs: SidebandNeeds): Sideband {
  const { db, log, metrics } = needs;
  const pace = { ...usualPace, ...needs.pace };
  const held = new Map<string, { session: ClaimedSession; stop: AbortController }>();
  const holding = new Set<Promise<void>>();
  let openCount = 0;
  let renewal: NodeJS.Timeout | undefined;

  const count = (change: number) => {
    openCount += change;
    metrics.sidebandSessions.set(openCount);
  };
  const holdNeeds: HoldNeeds = {
    ...needs,
    baseUrl: needs.baseUrl ?? openaiCallSocket.baseUrl,
    pace,
    onOpen: (isAgain) => {
      count(1);
      if (isAgain) metrics.sidebandReconnects.inc();
    },
    onClose: () => count(-1),
  };

  const work = createDueWork<ClaimedSession>({
    name: "listen to calls",
    claim: (limit) => {
      const room = Math.min(limit, sessionsMax - held.size);
      return room <= 0
        ? Promise.resolve([])
        : claimSessions(db, { leaseMs: pace.leaseMs, limit: room });
    },
    // A call is held for as long as it lasts, with a lease that is renewed: nobody waits for it here.
    perform: async (session) => {
      const key = keyOf(session);
      const stop = new AbortController();
      // The lease ran out while we still held it; what was begun ends before it is begun anew.
      held.get(key)?.stop.abort();
      held.set(key, { session, stop });
      const done = holdSession(holdNeeds, session, stop.signal).finally(() => {
        holding.delete(done);
        if (held.get(key)?.stop === stop) held.delete(key);
        work.wake();
      });
      holding.add(done);
    },
    concurrency: claimMax,
    lookEveryMs: pace.lookMs,
    log,
  });

  const renew = async () => {
    if (held.size === 0) return;
    const before = [...held.values()];
    const standing = await renewSessions(db, {
      leaseMs: pace.leaseMs,
      held: before.map(({ session }) => session),
    });
    const kept = new Set(standing.map(({ claimed_by }) => claimed_by));
    for (const { session, stop } of before) if (!kept.has(session.claimed_by)) stop.abort();
  };

  return {
    start() {
      work.start();
      renewal = setInterval(() => {
        renew().catch((error: unknown) => {
          if (!isUnavailable(error)) log.error(errorFields(error), "leases could not be renewed");
        });
      }, pace.leaseMs / 3);
    },
    async stop() {
      clearInterval(renewal);
      await work.stop();
      for (const { stop } of held.values()) stop.abort();
      await Promise.all(holding);
    },
    openSessions: () => openCount,
  };
}

function keyOf({ tenant_id, call_id }: Pick<ClaimedSession, "tenant_id" | "call_id">): string {
  return `${tenant_id}/${call_id}`;
}
