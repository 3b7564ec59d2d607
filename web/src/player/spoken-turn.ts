import { useCallback, useSyncExternalStore } from "react";
import type { Turn } from "../api.ts";
import type { Playback } from "./playback.ts";

/** The turn that is being said at an instant: the last one that has begun. */
export function turnAt(turns: readonly Turn[], ms: number): number | null {
  const said = turns.findLast((turn) => turn.start_ms !== null && turn.start_ms <= ms);
  return said?.seq ?? null;
}

/** The same while a recording plays; changes with the turn, not with the time. */
export function useSpokenTurn(turns: readonly Turn[], playback: Playback | null): number | null {
  const subscribe = useCallback(
    (listener: () => void) => playback?.atMs.subscribe(listener) ?? (() => {}),
    [playback],
  );
  return useSyncExternalStore(subscribe, () => {
    const atMs = playback?.atMs.get() ?? 0;
    return atMs === 0 ? null : turnAt(turns, atMs);
  });
}
