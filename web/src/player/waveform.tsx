import { useEffect, useState } from "react";
import { useStore } from "../lib/store.ts";
import { canDraw, loadPeaks } from "./peaks.ts";
import type { Playback } from "./playback.ts";

const partCount = 240;

interface WaveformProps {
  src: string;
  bytes: number | null;
  lengthMs: number | null;
  playback: Playback;
}

/** How loud the recording is over its time. Read when it is first played: whoever only looks at a call hears nothing. */
export function Waveform({ src, bytes, lengthMs, playback }: WaveformProps) {
  const peaks = usePeaks({ src, bytes, lengthMs, playback });
  const atMs = useStore(playback.atMs);
  const played = lengthMs ? Math.min(1, atMs / lengthMs) : 0;
  return (
    <svg
      viewBox={`0 0 ${partCount} 2`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="absolute inset-0 size-full"
    >
      {peaks ? (
        <>
          <Bars peaks={peaks} from={0} until={played} className="stroke-accent" />
          <Bars peaks={peaks} from={played} until={1} className="stroke-strong-line" />
        </>
      ) : (
        <>
          <rect y={0.88} width={partCount} height={0.24} className="fill-strong-line" />
          <rect y={0.88} width={partCount * played} height={0.24} className="fill-accent" />
        </>
      )}
    </svg>
  );
}

interface BarsProps {
  peaks: readonly number[];
  from: number;
  until: number;
  className: string;
}

function Bars({ peaks, from, until, className }: BarsProps) {
  const lines = peaks.flatMap((peak, part) => {
    const place = part / peaks.length;
    const half = Math.max(0.04, peak);
    return place < from || place >= until ? [] : [`M${part + 0.5} ${1 - half}V${1 + half}`];
  });
  return <path d={lines.join("")} strokeWidth={0.6} className={className} />;
}

function usePeaks({ src, bytes, lengthMs, playback }: WaveformProps): number[] | null {
  const [peaks, setPeaks] = useState<number[] | null>(null);
  const isPlaying = useStore(playback.isPlaying);
  const [isWanted, setWanted] = useState(false);
  if (isPlaying && !isWanted) setWanted(true);
  const isDrawn = isWanted && canDraw(bytes, lengthMs);
  useEffect(() => {
    if (!isDrawn) return;
    const leave = new AbortController();
    // Sound that this browser cannot take apart can still be heard.
    loadPeaks(src, partCount, leave.signal).then(setPeaks, () => {});
    return () => leave.abort();
  }, [src, isDrawn]);
  return peaks;
}
