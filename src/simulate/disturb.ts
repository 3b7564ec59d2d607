import type { Random } from "../lib/random.ts";

/** How far a network and a provider's retries bring deliveries into disorder: shares of all deliveries, 0 to 1. */
export interface Disturbances {
  /** Delivered a second time. */
  duplicates: number;
  /** Overtaken by the next one of the same call. */
  swaps: number;
  /** Delivered minutes later. */
  late: number;
}

export const usualDisturbances: Disturbances = { duplicates: 0.05, swaps: 0.05, late: 0.02 };

/** On the call's own clock. */
const repeatedAfterMs = [500, 60_000] as const;
const lateByMs = [120_000, 600_000] as const;

/** Brings the deliveries of one call into disorder. None gets lost, and none is changed but in when it is due. */
export function disturb<T extends { dueMs: number; isRepeated: boolean }>(
  deliveries: readonly T[],
  random: Random,
  { duplicates, swaps, late, speed }: Disturbances & { speed: number },
): T[] {
  const after = (dueMs: number, [from, to]: readonly [number, number]) =>
    dueMs + random.int(from, to) / speed;
  const moved = swapNeighbours(deliveries, random, swaps).map((delivery) =>
    random.chance(late) ? { ...delivery, dueMs: after(delivery.dueMs, lateByMs) } : delivery,
  );
  return moved.flatMap((delivery) => {
    if (!random.chance(duplicates)) return [delivery];
    return [
      delivery,
      { ...delivery, isRepeated: true, dueMs: after(delivery.dueMs, repeatedAfterMs) },
    ];
  });
}

function swapNeighbours<T extends { dueMs: number }>(
  deliveries: readonly T[],
  random: Random,
  share: number,
): T[] {
  const swapped = [...deliveries];
  for (let place = 0; place + 1 < swapped.length; place++) {
    const [first, second] = [swapped[place], swapped[place + 1]];
    if (first === undefined || second === undefined || !random.chance(share)) continue;
    swapped[place] = { ...second, dueMs: first.dueMs };
    swapped[place + 1] = { ...first, dueMs: second.dueMs };
    place++;
  }
  return swapped;
}
