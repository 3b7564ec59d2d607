import { ServiceError } from "../../guard/index.ts";
import type { VectorScope } from "./vector-index.ts";

/** @throws ServiceError `refused` for a vector that cannot be one of the scope. */
export function refuseOtherDimensions(
  { dimensions }: VectorScope,
  vectors: ReadonlyArray<{ readonly vector: Float32Array }>,
): void {
  for (const { vector } of vectors) {
    if (vector.length === dimensions) continue;
    throw new ServiceError(
      "refused",
      `A vector has ${vector.length} numbers where the index has ${dimensions}`,
    );
  }
}
