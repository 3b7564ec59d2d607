import type { VectorPoint } from "./vector-index.ts";

/** Servers compare numbers with numbers: a time that is not set is one before or after all others. */
const earliest = -8_640_000_000_000_000;
const latest = 8_640_000_000_000_000;

/** From and until when a unit may be found, as numbers. */
export function validity({ validFrom, validUntil }: VectorPoint) {
  return { valid_from: validFrom ?? earliest, valid_until: validUntil ?? latest };
}
