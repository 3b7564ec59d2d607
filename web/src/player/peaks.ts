/** Larger or longer sound is not drawn: it would have to be in memory as a whole, an hour at this rate with 115 MB for each channel. */
const bytesMax = 24 * 1024 * 1024;
const lengthMsMax = 45 * 60_000;
/** Loudness needs no more. */
const sampleRate = 8_000;

/** Whether the waveform of a recording can be drawn within what a page may use. */
export function canDraw(bytes: number | null, lengthMs: number | null): boolean {
  return bytes !== null && bytes <= bytesMax && lengthMs !== null && lengthMs <= lengthMsMax;
}

/** How loud a recording is in each of some equal parts, from 0 to 1. */
export async function loadPeaks(
  src: string,
  count: number,
  signal: AbortSignal,
): Promise<number[]> {
  const answer = await fetch(src, { credentials: "same-origin", signal });
  if (!answer.ok) throw new Error(`The recording answered ${answer.status}`);
  const context = new OfflineAudioContext(1, 1, sampleRate);
  const sound = await context.decodeAudioData(await answer.arrayBuffer());
  const samples = sound.getChannelData(0);
  const others = sound.numberOfChannels > 1 ? sound.getChannelData(1) : null;
  const size = samples.length / count;
  const peaks = Array.from({ length: count }, (_, part) => {
    let peak = 0;
    const end = Math.floor((part + 1) * size);
    for (let place = Math.floor(part * size); place < end; place++) {
      peak = Math.max(peak, Math.abs(samples[place] ?? 0), Math.abs(others?.[place] ?? 0));
    }
    return peak;
  });
  const loudest = Math.max(...peaks, 0.01);
  return peaks.map((peak) => peak / loudest);
}
