let bytesMax = Number.POSITIVE_INFINITY;
let isLimited = false;

/**
 * From now on no byte array of this thread may be larger, and nothing unpacked by a stream either; more is a `RangeError`, as where memory is
 * out.
 *
 * A thread's own limits count its heap, and bytes lie outside of it: without this a PDF whose page unpacks to gigabytes would take them from the
 * whole server before its time is up. pdf.js unpacks by the platform's stream, and where that fails by itself into an array that it doubles.
 */
export function limitBuffers(max: number): void {
  bytesMax = max;
  if (isLimited) return;
  isLimited = true;
  globalThis.Uint8Array = new Proxy(Uint8Array, {
    construct(target, parameters, newTarget) {
      const [size] = parameters;
      if (typeof size === "number" && size > bytesMax) throw outOfMemory();
      return Reflect.construct(target, parameters, newTarget);
    },
  });
  globalThis.DecompressionStream = new Proxy(DecompressionStream, {
    construct(target, parameters) {
      const { writable, readable } = Reflect.construct(target, parameters);
      return { writable, readable: bounded(readable) };
    },
  });
}

async function* bounded(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of parts) {
    bytes += part.byteLength;
    if (bytes > bytesMax) throw outOfMemory();
    yield part;
  }
}

function outOfMemory(): RangeError {
  return new RangeError("Array buffer allocation failed");
}
