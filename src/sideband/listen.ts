import { type OperatorSocket, openOperatorSocket, type SocketEnd } from "../guard/index.ts";
import { createHearing } from "./hearing.ts";
import type { ClaimedSession } from "./sideband.store.ts";
import type { HeardStore } from "./store-heard.ts";

/** Frames beyond this end the socket: nothing that is said about a call is so long. */
const socketFrameBytesMax = 16 * 1024 * 1024;

/** How one socket went, when it was open. */
export interface Listened {
  end: SocketEnd | "given-up";
  at: number;
  hasHeard: boolean;
}

export interface ListenNeeds {
  url: string;
  headers: Record<string, string>;
  session: ClaimedSession;
  heard: HeardStore;
  now: () => number;
  flushMs: number;
  handshakeMs: number;
  silenceMs: number;
  /** Ends the listening; what was heard is stored. */
  signal: AbortSignal;
  /** The socket is open, or something is about to be stored. False when nobody wants it any more. Must not fail. */
  onProgress: (progress: Progress) => Promise<boolean>;
}

/** How far the listening is. */
export interface Progress {
  connectedAt: number;
  lastAt: number;
  models: { answers: string | null; transcription: string | null };
}

/**
 * Opens the socket of a call and stores what comes until it ends. Reads no faster than it stores: the memory of one socket is a batch and a frame.
 * @throws SocketRefusedError when it does not open.
 */
export async function listen(needs: ListenNeeds): Promise<Listened> {
  const { session, heard, signal, now } = needs;
  const known = [session.last_event_at, session.closed_at, session.connected_at];
  const hearing = createHearing({
    now,
    after: Math.max(...known.map((at) => at?.getTime() ?? 0)),
    models: { answers: session.model, transcription: session.transcription_model },
  });
  const ended = deferred<SocketEnd | "given-up">();
  let socket: OperatorSocket | undefined;
  let connectedAt = session.connected_at?.getTime() ?? null;
  let flushing: Promise<void> | undefined;

  const storeWaiting = async () => {
    do {
      const taken = hearing.take();
      // Every batch says since when the call runs.
      if (taken.batches.length === 0 || connectedAt === null) return;
      const { models } = hearing;
      if (!(await needs.onProgress({ connectedAt, lastAt: taken.lastAt, models }))) {
        return ended.resolve("given-up");
      }
      await heard.store(taken, connectedAt, signal);
    } while (hearing.isFull);
  };
  const flush = (): Promise<void> => {
    flushing ??= storeWaiting()
      .catch((error: unknown) => ended.reject(error))
      .finally(() => {
        flushing = undefined;
        socket?.resume();
      });
    return flushing;
  };

  socket = await openOperatorSocket(needs.url, {
    headers: needs.headers,
    frameBytesMax: socketFrameBytesMax,
    handshakeMs: needs.handshakeMs,
    silenceMs: needs.silenceMs,
    onFrame: (frame) => {
      connectedAt ??= hearing.tick();
      hearing.add(frame);
      if (!hearing.isFull) return;
      socket?.pause();
      void flush();
    },
    onEnd: (end) => ended.resolve(end),
  });
  const giveUp = () => ended.resolve("given-up");
  signal.addEventListener("abort", giveUp);
  if (signal.aborted) giveUp();
  const timer = setInterval(() => void flush(), needs.flushMs);
  try {
    connectedAt ??= hearing.tick();
    const { models, lastAt } = hearing;
    if (!(await needs.onProgress({ connectedAt, lastAt, models }))) giveUp();
    const end = await ended.promise;
    const at = hearing.tick();
    await flushing;
    await storeWaiting();
    return { end, at, hasHeard: hearing.hasHeard };
  } finally {
    clearInterval(timer);
    signal.removeEventListener("abort", giveUp);
    socket.close();
  }
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Somebody looks at it later.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
