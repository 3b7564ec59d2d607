import { counterOf, estimator, firstCalibration } from "../tokens.ts";
import type { Counting } from "./counting.ts";

const ratiosMax = 50;
const modelsMax = 200;
const quantile = 0.95;

/**
 * Learns, for models whose encoding is not known, how many tokens they count for one of ours. It is forgotten with the process: until it knows better, an estimate is a seventh
 * larger.
 */
export function createCalibration() {
  const ratios = new Map<string, number[]>();
  return {
    async countingFor(model: string): Promise<Counting> {
      const counter = await counterOf(model);
      const seen = ratios.get(model);
      if (counter.exact) return { counter, tokenizer: counter.name, factor: 1 };
      if (seen === undefined) return { counter, tokenizer: "estimate", factor: firstCalibration };
      const sorted = seen.toSorted((one, other) => one - other);
      const high = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 1;
      // In steps, so that what was counted before counts most of the time.
      const factor = Math.ceil(high * 20) / 20;
      return { counter: estimator(factor), tokenizer: `estimate ${factor}`, factor };
    },
    /** @param ours what was counted without calibration. */
    learn(model: string, ours: number, theirs: number): void {
      if (ours <= 0 || theirs <= 0) return;
      if (!ratios.has(model) && ratios.size >= modelsMax) return;
      ratios.set(model, [...(ratios.get(model) ?? []), theirs / ours].slice(-ratiosMax));
    },
  };
}
