import pg from "pg";
import type { Signals } from "../cache/index.ts";
import { type Database, isPooled } from "../store/index.ts";

/** What makes the live stream look for changes. */
export interface Wakes {
  start(): void;
  stop(): Promise<void>;
}

const reconnectMs = 500;
/** A notification can be lost with the connection that would have brought it, so we look from time to time. */
const lookEveryMs = 5_000;
/** Behind a pooler no notification comes at all: it gives our connection to others between transactions. */
const lookBehindPoolerMs = 300;

/** Looks when the database notifies, when a replica signals through Redis, and from time to time: often where neither can reach us. */
export function createWakes(needs: {
  db: Database;
  signals: Signals | undefined;
  look: () => void;
}): Wakes {
  const { db, signals, look } = needs;
  let isRunning = false;
  let isBehindPooler = false;
  let isSignalled = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const lookRegularly = () => {
    clearInterval(timer);
    const isDeaf = isBehindPooler && !isSignalled;
    timer = setInterval(look, isDeaf ? lookBehindPoolerMs : lookEveryMs);
    timer.unref();
  };

  const listen = async () => {
    const next = new pg.Client(db.options);
    const again = () => {
      if (client !== next) return;
      client = undefined;
      next.end().catch(() => undefined);
      if (isRunning) setTimeout(() => void listen(), reconnectMs).unref();
    };
    client = next;
    next.on("error", again);
    next.on("end", again);
    next.on("notification", look);
    try {
      await next.connect();
      if (await isPooled(next)) return giveUp(next);
      await next.query("listen call_changes");
      look();
    } catch {
      again();
    }
  };

  const giveUp = async (pooled: pg.Client) => {
    client = undefined;
    await pooled.end();
    isBehindPooler = true;
    if (isRunning) lookRegularly();
    look();
  };

  return {
    start() {
      isRunning = true;
      void listen();
      signals?.listen(look, (isHeard) => {
        isSignalled = isHeard;
        if (!isRunning) return;
        lookRegularly();
        // What was signalled while nobody heard.
        look();
      });
      lookRegularly();
    },
    async stop() {
      isRunning = false;
      clearInterval(timer);
      signals?.stop();
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
