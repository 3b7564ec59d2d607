import { useEffect, useRef } from "react";
import { formatClock } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { IconButton } from "../ui/button.tsx";
import { PauseIcon, PlayIcon } from "../ui/icons.tsx";
import type { Playback } from "./playback.ts";
import { speeds, usePlaybackKeys } from "./use-playback-keys.ts";
import { Waveform } from "./waveform.tsx";

interface PlayerProps {
  playback: Playback;
  src: string;
  bytes: number | null;
  /** How long the call was, until the sound itself tells its length. */
  durationMs: number | null;
  onError?: () => void;
}

/** Plays a recording: a waveform to jump in, and the speed. */
export function Player({ playback, src, bytes, durationMs, onError }: PlayerProps) {
  const audio = useRef<HTMLAudioElement>(null);
  usePlaybackKeys(playback);
  useEffect(() => {
    if (audio.current) return playback.attach(audio.current);
  }, [playback]);
  const lengthMs = useStore(playback.lengthMs) ?? durationMs;
  return (
    <section
      aria-label={t("Recording")}
      className="flex items-center gap-2 rounded-lg border border-line bg-surface px-2 py-1.5"
    >
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript stands below it */}
      <audio ref={audio} preload="none" src={src} onError={onError} />
      <PlayButton playback={playback} />
      <div className="relative h-9 min-w-0 flex-1">
        <Waveform src={src} bytes={bytes} lengthMs={lengthMs} playback={playback} />
        <Place playback={playback} lengthMs={lengthMs} />
      </div>
      <Clock playback={playback} lengthMs={lengthMs} />
      <Speed playback={playback} />
    </section>
  );
}

function PlayButton({ playback }: { playback: Playback }) {
  const isPlaying = useStore(playback.isPlaying);
  return (
    <IconButton
      label={isPlaying ? t("Pause (Space)") : t("Play (Space)")}
      onClick={playback.toggle}
    >
      {isPlaying ? <PauseIcon /> : <PlayIcon />}
    </IconButton>
  );
}

interface PlaceProps {
  playback: Playback;
  lengthMs: number | null;
}

/** The browser's own slider over the drawing: it can be dragged, and moved by keys. */
function Place({ playback, lengthMs }: PlaceProps) {
  const atMs = useStore(playback.atMs);
  return (
    <input
      type="range"
      aria-label={t("Place in the recording")}
      aria-valuetext={formatClock(atMs)}
      min={0}
      max={Math.max(1, Math.round((lengthMs ?? 0) / 1000))}
      value={Math.round(atMs / 1000)}
      disabled={lengthMs === null}
      onChange={(event) => playback.seek(Number(event.target.value) * 1000)}
      className="absolute inset-0 size-full cursor-pointer appearance-none bg-transparent [&::-moz-range-thumb]:h-9 [&::-moz-range-thumb]:w-0.5 [&::-moz-range-thumb]:rounded-none [&::-moz-range-thumb]:border-0 [&::-moz-range-thumb]:bg-accent [&::-webkit-slider-thumb]:h-9 [&::-webkit-slider-thumb]:w-0.5 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:bg-accent"
    />
  );
}

function Clock({ playback, lengthMs }: PlaceProps) {
  const atMs = useStore(playback.atMs);
  return (
    <span className="text-xs whitespace-nowrap text-muted">
      {formatClock(atMs)}
      {lengthMs !== null && ` / ${formatClock(lengthMs)}`}
    </span>
  );
}

function Speed({ playback }: { playback: Playback }) {
  const speed = useStore(playback.speed);
  return (
    <select
      aria-label={t("Speed")}
      title={t("Speed (< and >)")}
      value={speed}
      onChange={(event) => playback.setSpeed(Number(event.target.value))}
      className="h-7 rounded-md border border-line bg-surface px-1 text-xs text-muted max-sm:hidden"
    >
      {speeds.map((one) => (
        <option key={one} value={one}>
          {one}×
        </option>
      ))}
    </select>
  );
}
