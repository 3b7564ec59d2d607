import { createRandom } from "../../src/lib/random.ts";
import {
  type Scenario,
  type SimulatedCall,
  simulators,
  writeScript,
} from "../../src/providers/index.ts";

export interface InventedCalls {
  seed?: number;
  count: number;
  /** When the first is created, epoch milliseconds. */
  startAt: number;
  everyMs?: number;
  scenario?: Scenario;
}

/** Calls of one provider, as its webhooks tell them; the same options give the same calls. */
export function inventCalls(provider: string, options: InventedCalls): SimulatedCall[] {
  const { seed = 1, count, startAt, everyMs = 60_000, scenario } = options;
  const simulator = simulators.get(provider);
  if (simulator === undefined) throw new RangeError(`no simulator for ${provider}`);
  return Array.from({ length: count }, (_, place) => {
    const random = createRandom(seed * 1_000_003 + place);
    const script = writeScript(random, scenario === undefined ? {} : { scenario });
    return simulator.simulate(script, random, startAt + place * everyMs);
  });
}
