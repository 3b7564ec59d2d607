import { createRandom, type Random } from "../lib/random.ts";
import { type Scenario, simulators, writeScript } from "../providers/index.ts";
import { type Disturbances, disturb, usualDisturbances } from "./disturb.ts";

/** One webhook of a simulation, ready to be signed and sent. */
export interface PlannedDelivery {
  provider: string;
  /** Which call of the simulation, counted from 0. */
  call: number;
  providerCallId: string;
  /** Unique per delivery, equal on a redelivery. */
  deliveryId: string;
  isRepeated: boolean;
  /** When to send it: milliseconds from the start of the simulation. */
  dueMs: number;
  contentType: string;
  body: string;
}

export interface SimulationOptions {
  seed: number;
  /** Provider keys, drawn in turns; one that stands twice gets twice the calls. */
  providers: readonly string[];
  /** How many calls; `Infinity` never ends. */
  count: number;
  /** Start of the simulation, epoch milliseconds. Times in the payloads count from here. */
  startAt: number;
  /** Mean time between two calls. */
  everyMs: number;
  /** How many times faster than life a call is told. */
  speed: number;
  scenario?: Scenario | undefined;
  disturbances?: Disturbances;
}

const chunkCalls = 64;

/**
 * Invents calls and yields their deliveries in the order in which they are due.
 *
 * The same options give the same bytes in the same order. A call is told faster than it happened, so the clock in its payloads runs ahead of the sender's: its
 * start is put so far back that its last event happens when it is sent, and no payload speaks of the future.
 */
export function* createSimulation(options: SimulationOptions): Generator<PlannedDelivery> {
  const random = createRandom(options.seed);
  const nextProvider = takeTurns(options.providers, random);
  let pending: PlannedDelivery[] = [];
  for (let call = 0; call < options.count; call++) {
    const startMs = (call + random.next() * 0.9) * options.everyMs;
    const seed = random.int(0, 2 ** 32 - 1);
    pending.push(...playCall(options, { call, provider: nextProvider(), seed, startMs }));
    if ((call + 1) % chunkCalls !== 0) continue;
    pending.sort(byDue);
    // Nothing of a later call is due before that call begins.
    const end = pending.findIndex(({ dueMs }) => dueMs >= (call + 1) * options.everyMs);
    yield* pending.splice(0, end === -1 ? pending.length : end);
  }
  pending = pending.sort(byDue);
  yield* pending;
}

function byDue(a: PlannedDelivery, b: PlannedDelivery): number {
  return a.dueMs - b.dueMs;
}

/** Each round has every provider once, in an order drawn anew. */
function takeTurns(providers: readonly string[], random: Random): () => string {
  if (providers.length === 0) throw new RangeError("a simulation needs at least one provider");
  let round: string[] = [];
  return () => {
    if (round.length === 0) round = [...providers];
    return round.splice(random.int(0, round.length - 1), 1)[0] ?? "";
  };
}

interface Part {
  call: number;
  provider: string;
  seed: number;
  startMs: number;
}

function playCall(options: SimulationOptions, part: Part): PlannedDelivery[] {
  const simulator = simulators.get(part.provider);
  if (simulator === undefined) throw new RangeError(`no simulator for ${part.provider}`);
  const { startAt, speed, scenario } = options;
  const script = writeScript(createRandom(part.seed), scenario === undefined ? {} : { scenario });
  // How long the call is told for is only known when it has been played: once to measure, once in its place.
  const play = (at: number) => simulator.simulate(script, createRandom(part.seed + 1), at);
  const beginsAt = Math.round(startAt + part.startMs);
  const lastAt = Math.max(...play(beginsAt).deliveries.map(({ at }) => at));
  const callAt = beginsAt - Math.floor((lastAt - beginsAt) * (1 - 1 / speed));
  const { providerCallId, deliveries } = play(callAt);
  const random = createRandom(part.seed + 2);
  const planned = deliveries.map(({ at, contentType, body }) => ({
    provider: part.provider,
    call: part.call,
    providerCallId,
    deliveryId: `msg_${random.hex(24)}`,
    isRepeated: false,
    dueMs: part.startMs + Math.max(0, at - callAt) / speed,
    contentType,
    body,
  }));
  return disturb(planned, random, { ...(options.disturbances ?? usualDisturbances), speed });
}
