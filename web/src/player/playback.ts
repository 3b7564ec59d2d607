import { createStore, type Store } from "../lib/store.ts";

/** What plays a recording, and what others watch of it. */
export interface Playback {
  readonly isPlaying: Store<boolean>;
  readonly atMs: Store<number>;
  /** Null until the sound itself tells it. */
  readonly lengthMs: Store<number | null>;
  readonly speed: Store<number>;
  /** Given the element that plays, until the function it returns is called. */
  attach(element: HTMLAudioElement): () => void;
  /** Goes to an instant and plays from there. */
  playFrom(ms: number): void;
  /** Goes to an instant, playing or not as before. */
  seek(ms: number): void;
  toggle(): void;
  setSpeed(speed: number): void;
}

/** The element is outside React: a second of playing draws nothing but what shows the time. */
export function createPlayback(): Playback {
  const isPlaying = createStore(false);
  const atMs = createStore(0);
  const lengthMs = createStore<number | null>(null);
  const speed = createStore(1);
  let element: HTMLAudioElement | null = null;
  // A browser may refuse to play, or be told to pause before it has begun; the element's own events say so.
  const play = () => void element?.play().catch(() => {});
  const seek = (ms: number) => {
    const end = lengthMs.get() ?? Number.POSITIVE_INFINITY;
    const place = Math.min(Math.max(ms, 0), end);
    if (element) element.currentTime = place / 1000;
    atMs.set(place);
  };
  return {
    isPlaying,
    atMs,
    lengthMs,
    speed,
    attach(given) {
      element = given;
      const listen = new AbortController();
      const on = (name: string, listener: () => void) =>
        given.addEventListener(name, listener, { signal: listen.signal });
      const showPlaying = () => isPlaying.set(!given.paused && !given.ended);
      for (const name of ["play", "pause", "ended"]) on(name, showPlaying);
      for (const name of ["timeupdate", "seeking"]) {
        on(name, () => atMs.set(given.currentTime * 1000));
      }
      on("durationchange", () => {
        if (Number.isFinite(given.duration)) lengthMs.set(given.duration * 1000);
      });
      return () => {
        listen.abort();
        given.pause();
        isPlaying.set(false);
        element = null;
      };
    },
    playFrom(ms) {
      seek(ms);
      play();
    },
    seek,
    toggle() {
      if (isPlaying.get()) element?.pause();
      else play();
    },
    setSpeed(next) {
      if (element) element.playbackRate = next;
      speed.set(next);
    },
  };
}
