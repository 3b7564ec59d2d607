import { useEffect, useRef, useState } from "react";
import type { LiveCall } from "../api.ts";
import { type LiveKind, onLiveCall } from "../calls/live.ts";
import { t } from "../lib/text.ts";

/** One live message, as it stands in the list beside the calls. */
export interface FeedEntry {
  key: number;
  at: number;
  kind: LiveKind;
  call: LiveCall;
}

const keptMax = 200;
/** A busy stream is drawn a few times a second, not with every message. */
const drawEveryMs = 250;
let keys = 0;

/** The latest live messages, the newest first. While it is paused, what comes is counted and kept back. */
export function useFeed(isPaused: boolean): { entries: readonly FeedEntry[]; held: number } {
  const [entries, setEntries] = useState<readonly FeedEntry[]>([]);
  const [held, setHeld] = useState(0);
  const waiting = useRef<FeedEntry[]>([]);
  useEffect(() => {
    let timer: number | undefined;
    const draw = () => {
      timer = undefined;
      if (isPaused) return setHeld(waiting.current.length);
      const news = waiting.current;
      waiting.current = [];
      setHeld(0);
      setEntries((known) => [...news, ...known].slice(0, keptMax));
    };
    if (waiting.current.length > 0) draw();
    const stop = onLiveCall((kind, call) => {
      keys += 1;
      waiting.current = [{ key: keys, at: Date.now(), kind, call }, ...waiting.current].slice(
        0,
        keptMax,
      );
      timer ??= window.setTimeout(draw, drawEveryMs);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [isPaused]);
  return { entries, held };
}

export const kinds: ReadonlyArray<{ id: LiveKind; label: string }> = [
  { id: "call.started", label: t("Started") },
  { id: "call.updated", label: t("Updated") },
  { id: "call.ended", label: t("Ended") },
];
