import type { Place } from "../backup/index.ts";
import { startProgress } from "./progress.ts";

/** How far the reading of an archive is. */
export interface ArchiveProgress {
  /** Passes an archive through, and counts it. */
  watch(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
  step: (name: string) => void;
  stop: () => void;
}

/** @param options.times how often the archive is read. */
export async function startArchiveProgress(
  place: Place,
  name: string,
  options: { message: string; isJson: boolean; times?: number },
): Promise<ArchiveProgress> {
  const stored = await place.list();
  const total = (options.times ?? 1) * (stored.find((each) => each.name === name)?.bytes ?? 1);
  const bar = startProgress(options.message, { total: 100, isJson: options.isJson });
  let done = 0;
  let step = "";
  const show = () => bar.at(Math.floor((100 * done) / total), step);
  return {
    async *watch(content) {
      for await (const part of content) {
        done += part.length;
        show();
        yield part;
      }
    },
    step(name) {
      step = name;
      show();
    },
    stop: bar.stop,
  };
}
