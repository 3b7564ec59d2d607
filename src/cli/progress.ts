import { progress } from "@clack/prompts";

/** Tells people how far long work is. Silent where nobody looks: in pipes, logs and with `--json`. */
export interface Progress {
  /** `done` of the total so far. */
  at(done: number, message: string): void;
  stop(): void;
}

/** @param total of the same unit as `done`; at least 1. */
export function startProgress(
  message: string,
  { total, isJson }: { total: number; isJson: boolean },
): Progress {
  if (isJson || !process.stderr.isTTY) return { at: () => undefined, stop: () => undefined };
  const bar = progress({ max: Math.max(1, total), size: 30, output: process.stderr });
  let shown = 0;
  bar.start(message);
  return {
    at(done, text) {
      const step = Math.max(0, Math.min(done, total) - shown);
      shown += step;
      bar.advance(step, text);
    },
    stop: () => bar.clear(),
  };
}
