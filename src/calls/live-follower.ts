import type { TenantScope } from "../lib/tenant-scope.ts";
import type { LiveCall, LiveFilter } from "./call.schema.ts";
import type { LiveEvent } from "./live-events.ts";
import type { LiveStream } from "./live-stream.ts";

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

/** What may wait for a slow reader before it is dropped; it comes back with its last event id. */
const waitingBytesMax = 1024 * 1024;
/** What may happen while it is still told what it missed. */
const heldMax = 10_000;

/** Tells one reader what it missed, and then what comes, each event once and in order. */
export function createFollower(needs: {
  live: LiveStream;
  scope: TenantScope;
  outlet: Outlet;
}): Follower {
  const { live, scope, outlet } = needs;
  let isOver = false;
  /** Everything up to here was told. */
  let toldId = 0;
  let filter: LiveFilter = {};
  /** What comes while the reader is still told what it missed. */
  let held: LiveEvent[] | undefined = [];
  let round = 0;

  const stop = () => {
    isOver = true;
    unsubscribe();
  };

  const tell = (events: readonly LiveEvent[]) => {
    const wanted = events.filter(({ id, call }) => id > toldId && isWanted(call, filter));
    toldId = Math.max(toldId, events.at(-1)?.id ?? 0);
    if (wanted.length === 0 || isOver) return;
    outlet.send(wanted);
    if (outlet.waitingBytes() > waitingBytesMax) drop();
  };

  const drop = () => {
    stop();
    outlet.drop();
  };

  const unsubscribe = live.subscribe(scope, (events) => {
    if (held === undefined) return tell(events);
    held.push(...events);
    if (held.length > heldMax) drop();
  });

  const catchUp = async (after: number, isCurrent: () => boolean): Promise<boolean> => {
    toldId = after;
    for (;;) {
      const missed = await live.since(scope, toldId);
      if (!isCurrent()) return true;
      if (missed === null) return false;
      tell(missed.events);
      toldId = Math.max(toldId, missed.position);
      held = held?.filter(({ id }) => id > toldId);
      if (!missed.hasMore) return true;
      await outlet.drained();
      if (!isCurrent()) return true;
    }
  };

  const begin = async (after: number | undefined) => {
    round += 1;
    const mine = round;
    const isCurrent = () => mine === round && !isOver;
    held ??= [];
    const isCaughtUp = after !== undefined && (await catchUp(after, isCurrent));
    if (!isCaughtUp) {
      const newest = await live.newest();
      if (!isCurrent()) return;
      toldId = newest;
      if (after !== undefined) outlet.reset(newest);
    }
    if (!isCurrent()) return;
    const rest = held ?? [];
    held = undefined;
    outlet.mark(toldId);
    tell(rest);
  };

  return {
    follow(wanted, after) {
      filter = wanted;
      if (round > 0 && after === undefined) {
        if (held === undefined) outlet.mark(toldId);
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
      if (held === undefined && !isOver) {
        toldId = Math.max(toldId, live.position());
        outlet.mark(toldId);
      }
    },
    stop,
  };
}

function isWanted(call: LiveCall, { call_id: id, agent, provider }: LiveFilter): boolean {
  return (
    (id === undefined || call.id === id) &&
    (agent === undefined || call.agent_id === agent) &&
    (provider === undefined || call.provider === provider)
  );
}
