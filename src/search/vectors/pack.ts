/** A vector in a quarter of its size: signed bytes, and what one step of them is worth. */
export interface PackedVector {
  readonly code: Int8Array;
  readonly scale: number;
}

const byteMax = 127;

/** Packs a vector of length one. The packed one points almost the same way, and has exactly that length. */
export function packVector(vector: Float32Array): PackedVector {
  const step = largestOf(vector) / byteMax;
  const code = new Int8Array(vector.length);
  let square = 0;
  for (const [place, number] of vector.entries()) {
    const steps = step > 0 ? Math.round(number / step) : 0;
    code[place] = steps;
    square += steps * steps;
  }
  return { code, scale: square > 0 ? 1 / Math.sqrt(square) : 0 };
}

/** The vector that a packed one stands for. */
export function unpackVector({ code, scale }: PackedVector): Float32Array {
  return Float32Array.from(code, (step) => step * scale);
}

/** The largest number of a vector, whatever its sign. */
export function largestOf(vector: Float32Array): number {
  let largest = 0;
  for (const number of vector) largest = Math.max(largest, Math.abs(number));
  return largest;
}
