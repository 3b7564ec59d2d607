type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The same array, or a longer copy when it has no room for `length` numbers. */
export function grown<T extends Numbers>(array: T, length: number): T {
  if (array.length >= length) return array;
  const Kind = array.constructor as new (length: number) => T;
  const longer = new Kind(Math.max(length, array.length + (array.length >> 1) + 16));
  longer.set(array);
  return longer;
}
