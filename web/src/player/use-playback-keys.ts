import { useShortcuts } from "../lib/shortcuts.ts";
import type { Playback } from "./playback.ts";

export const speeds: readonly number[] = [0.75, 1, 1.25, 1.5, 2];
const stepMs = 5_000;

function isPressed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary") !== null;
}

/** Space plays and stops, the arrows go back and on, `<` and `>` change the speed. */
export function usePlaybackKeys(playback: Playback | null): void {
  const skip = (ms: number) => (event: KeyboardEvent) => {
    if (!playback) return;
    event.preventDefault();
    playback.seek(playback.atMs.get() + ms);
  };
  const step = (by: number) => () => {
    const next = speeds[speeds.indexOf(playback?.speed.get() ?? 1) + by];
    if (next !== undefined) playback?.setSpeed(next);
  };
  useShortcuts({
    " ": (event) => {
      // On a button it presses the button.
      if (!playback || isPressed(event.target)) return;
      event.preventDefault();
      playback.toggle();
    },
    arrowleft: skip(-stepMs),
    arrowright: skip(stepMs),
    "<": step(-1),
    ">": step(1),
  });
}
