import pg from "pg";
import type { Database } from "./database.ts";
import { isPooled } from "./server-limits.ts";

/** Whether the database reaches us: not at all behind a pooler, which gives our connection to others between transactions. */
export type Reach = "heard" | "away" | "pooled";

/** Whoever follows a channel. */
export interface Follower {
  heard(payload: string): void;
  /** The reach changed: what was notified before may have been missed. */
  changed(): void;
}

/** What the database notifies, heard over one connection for all who follow. A notice can be lost with that connection. */
export interface Notices {
  reach(): Reach;
  /** Before {@link start}. */
  follow(channel: string, follower: Follower): void;
  start(): void;
  stop(): Promise<void>;
}

const reconnectMs = 500;

export function createNotices(db: Database): Notices {
  const followers = new Map<string, Follower[]>();
  let isRunning = false;
  let reach: Reach = "away";
  let client: pg.Client | undefined;

  const reached = (next: Reach) => {
    reach = next;
    for (const each of followers.values()) for (const one of each) one.changed();
  };
  const listen = async () => {
    const next = new pg.Client(db.options);
    const again = () => {
      if (client !== next) return;
      client = undefined;
      next.end().catch(() => undefined);
      reached("away");
      if (isRunning) setTimeout(() => void listen(), reconnectMs).unref();
    };
    client = next;
    next.on("error", again);
    next.on("end", again);
    next.on("notification", ({ channel, payload = "" }) => {
      for (const one of followers.get(channel) ?? []) one.heard(payload);
    });
    try {
      await next.connect();
      if (await isPooled(next)) return giveUp(next);
      for (const channel of followers.keys()) {
        await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      }
      if (client === next) reached("heard");
    } catch {
      again();
    }
  };
  const giveUp = async (pooled: pg.Client) => {
    client = undefined;
    await pooled.end();
    reached("pooled");
  };
  return {
    reach: () => reach,
    follow(channel, follower) {
      followers.set(channel, [...(followers.get(channel) ?? []), follower]);
    },
    start() {
      isRunning = true;
      void listen();
    },
    async stop() {
      isRunning = false;
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
