import type { RequestAccess } from "../http/index.ts";
import { isAllowed } from "../lib/permissions.ts";
import type { LiveFilter } from "./call.schema.ts";
import type { LiveEvent } from "./live-events.ts";
import type { LiveNeeds } from "./live-needs.ts";

/** The way to one reader, whatever it is made of. */
export interface Outlet {
  send(events: readonly LiveEvent[]): void;
  /** Everything up to here was told: the reader may resume from it. */
  mark(position: number): void;
  /** What happened after the reader's last id is not known any more: it must load anew what it shows, and is told what comes after `position`. */
  reset(position: number): void;
  /** Bytes that were sent and not yet taken. */
  waitingBytes(): number;
  /** Resolves when the reader has taken most of what was sent, or is gone. */
  drained(): Promise<void>;
  /** Ends with the notice that the reader was too slow. */
  drop(): void;
  /** Ends without a word: the reader comes back. */
  end(): void;
}

/** One reader of the live stream. */
export interface Follower {
  /** Begins: after an id, or with what comes from now on. Then: follows other calls from here on, or from another place. */
  follow(filter: LiveFilter, after: number | undefined): void;
  /** Something for the reader to hear when nothing happens. */
  beat(): void;
  stop(): void;
}

/** What may be under way to a reader; the rest waits here, where all readers share it. */
const waitingBytesMax = 1024 * 1024;
/** How long a reader may take for that. */
const patienceMs = 5_000;
/** Events that may wait for a reader. */
const queueMax = 10_000;
const sliceMax = 32;

/**
 * Tells one reader what it missed, and then what comes, each event once and in order, as fast as the reader takes it. One that is too slow is dropped: it comes back with its
 * last id.
 */
export function createFollower(
  { live, metrics }: Pick<LiveNeeds, "live" | "metrics">,
  access: RequestAccess,
  outlet: Outlet,
): Follower {
  const { scope } = access;
  const hearsAlerts = scope.agentIds === undefined && isAllowed(access, "alerts:read");
  let isOver = false;
  /** Everything up to here was told. */
  let toldId = 0;
  let filter: LiveFilter = {};
  /** What came and is not told yet. */
  let queue: LiveEvent[] = [];
  /** Whether the queue is being told, or something that goes before it. */
  let isTelling = true;
  let round = 0;

  const stop = () => {
    if (isOver) return;
    isOver = true;
    metrics.liveReaders.dec();
    unsubscribe();
  };
  const drop = () => {
    if (isOver) return;
    stop();
    metrics.liveReadersDropped.inc();
    outlet.drop();
  };

  const tell = (events: readonly LiveEvent[]) => {
    const isNews = (event: LiveEvent) =>
      event.id > toldId && (event.call !== undefined || hearsAlerts) && isWanted(event, filter);
    // The same list for everybody who is told all of it: it is written out once.
    const wanted = events.every(isNews) ? events : events.filter(isNews);
    toldId = Math.max(toldId, events.at(-1)?.id ?? 0);
    if (wanted.length > 0) outlet.send(wanted);
  };

  const hasRoom = async (): Promise<boolean> => {
    if (await isSoon(outlet.drained(), patienceMs)) return true;
    drop();
    return false;
  };
  const tellAll = async (events: readonly LiveEvent[], isCurrent: () => boolean) => {
    for (let place = 0; place < events.length; place += sliceMax) {
      if (outlet.waitingBytes() > waitingBytesMax && !(await hasRoom())) return;
      if (!isCurrent()) return;
      tell(events.slice(place, place + sliceMax));
    }
  };

  const tellQueue = async () => {
    isTelling = true;
    const mine = round;
    const isCurrent = () => mine === round && !isOver;
    while (queue.length > 0 && isCurrent()) await tellAll(queue.splice(0), isCurrent);
    if (mine === round) isTelling = false;
  };

  metrics.liveReaders.inc();
  const unsubscribe = live.subscribe(scope, (events) => {
    const isIdle = !isTelling && outlet.waitingBytes() <= waitingBytesMax;
    if (isIdle && events.length <= sliceMax) return tell(events);
    queue.push(...events);
    if (queue.length > queueMax) drop();
    else if (!isTelling) void tellQueue();
  });

  const catchUp = async (after: number, isCurrent: () => boolean): Promise<boolean> => {
    toldId = after;
    for (;;) {
      const missed = await live.since(scope, toldId);
      if (missed === null) return false;
      await tellAll(missed.events, isCurrent);
      if (!isCurrent()) return true;
      toldId = Math.max(toldId, missed.position);
      queue = queue.filter(({ id }) => id > toldId);
      if (!missed.hasMore) return true;
    }
  };

  const begin = async (after: number | undefined) => {
    round += 1;
    const mine = round;
    const isCurrent = () => mine === round && !isOver;
    isTelling = true;
    const isCaughtUp = after !== undefined && (await catchUp(after, isCurrent));
    if (!isCaughtUp) {
      const newest = await live.newest();
      if (!isCurrent()) return;
      toldId = newest;
      if (after !== undefined) outlet.reset(newest);
    }
    if (!isCurrent()) return;
    outlet.mark(toldId);
    await tellQueue();
  };

  return {
    follow(wanted, after) {
      filter = wanted;
      if (round > 0 && after === undefined) {
        if (!isTelling) outlet.mark(toldId);
        return;
      }
      // Whoever cannot be told what it missed must come back, not believe that it missed nothing.
      begin(after).catch(() => {
        if (isOver) return;
        stop();
        outlet.end();
      });
    },
    beat() {
      if (isTelling || isOver) return;
      toldId = Math.max(toldId, live.position());
      outlet.mark(toldId);
    },
    stop,
  };
}

function isSoon(work: Promise<void>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    work.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** An alert is of no call: whoever follows some calls only is not told of it. */
function isWanted({ call }: LiveEvent, { call_id: id, agent, provider }: LiveFilter): boolean {
  return (
    (id === undefined || call?.id === id) &&
    (agent === undefined || call?.agent_id === agent) &&
    (provider === undefined || call?.provider === provider)
  );
}
