import { asWorker, type Database } from "../../store/index.ts";
import { counterOf, estimator, firstCalibration } from "../tokens.ts";
import type { Counting } from "./counting.ts";
import { exchangeRatios, ratiosMax } from "./ratio.store.ts";

const modelsMax = 200;
const quantile = 0.95;

type Ratios = ReadonlyMap<string, readonly number[]>;

/** How many tokens models whose encoding is not known count for one of ours. */
export interface Calibration {
  countingFor(model: string): Promise<Counting>;
  /** @param ours what was counted without calibration. */
  learn(model: string, ours: number, theirs: number): void;
  /** Writes down what was learned here since the last time, and takes up what others learned. */
  exchange(db: Database, at: Date): Promise<void>;
  /** Whether something was learned that is not written down. */
  hasNews(): boolean;
}

/** Learns from what models say that they counted. Until it knows better, an estimate is a seventh larger. */
export function createCalibration(): Calibration {
  let shared: Ratios = new Map();
  let fresh = new Map<string, readonly number[]>();
  const seenOf = (model: string) =>
    [...(shared.get(model) ?? []), ...(fresh.get(model) ?? [])].slice(-ratiosMax);
  const learnAll = (ratios: readonly number[], model: string) => {
    if (!fresh.has(model) && fresh.size >= modelsMax) return;
    fresh.set(model, [...(fresh.get(model) ?? []), ...ratios].slice(-ratiosMax));
  };
  return {
    async countingFor(model) {
      const counter = await counterOf(model);
      if (counter.exact) return { counter, tokenizer: counter.name, factor: 1 };
      const seen = seenOf(model);
      if (seen.length === 0) return { counter, tokenizer: "estimate", factor: firstCalibration };
      const sorted = seen.toSorted((one, other) => one - other);
      const high = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 1;
      // In steps, so that what was counted before counts most of the time.
      const factor = Math.ceil(high * 20) / 20;
      return { counter: estimator(factor), tokenizer: `estimate ${factor}`, factor };
    },
    learn(model, ours, theirs) {
      if (ours > 0 && theirs > 0) learnAll([theirs / ours], model);
    },
    hasNews: () => fresh.size > 0,
    async exchange(db, at) {
      const written = fresh;
      fresh = new Map();
      try {
        shared = await asWorker(db, (trx) => exchangeRatios(trx, { written, modelsMax, at }));
      } catch (error) {
        const since = fresh;
        fresh = written;
        since.forEach(learnAll);
        throw error;
      }
    },
  };
}
