let bytesMax = Number.POSITIVE_INFINITY;
let isLimited = false;

/**
 * From now on no byte array of this thread may be larger; making one is a `RangeError`, as where memory is out.
 *
 * A thread's limits count its heap, and byte arrays lie outside of it: without this a PDF whose stream unpacks to gigabytes would take them from the whole
 * server before the time is up. pdf.js doubles one such array while it unpacks.
 */
export function limitBuffers(max: number): void {
  bytesMax = max;
  if (isLimited) return;
  isLimited = true;
  globalThis.Uint8Array = new Proxy(Uint8Array, {
    construct(target, parameters, newTarget) {
      const [size] = parameters;
      if (typeof size === "number" && size > bytesMax) {
        throw new RangeError("Array buffer allocation failed");
      }
      return Reflect.construct(target, parameters, newTarget);
    },
  });
}
