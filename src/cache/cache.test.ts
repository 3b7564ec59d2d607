import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryCache } from "./memory.ts";

test("memory holds what was used last within its bound, and nothing past its time", () => {
  const step = fc.record({
    key: fc.integer({ min: 0, max: 9 }).map(String),
    length: fc.integer({ min: 0, max: 900 }),
    put: fc.boolean(),
    lastsMs: fc.integer({ min: -5, max: 40 }),
    passMs: fc.integer({ min: 0, max: 10 }),
  });
  const bytesMax = 4_000;
  const sizeOf = (key: string, text: string) => (key.length + text.length) * 2 + 160;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = 0;
      const cache = createMemoryCache({ bytesMax, now: () => now });
      // The last used last.
      let model: Array<{ key: string; text: string; expiresAt: number }> = [];
      for (const { key, length, put, lastsMs, passMs } of steps) {
        now += passMs;
        const known = model.find((one) => one.key === key);
        if (put) {
          const text = "x".repeat(length);
          const expiresAt = now + lastsMs;
          cache.put(key, text, expiresAt);
          model = model.filter((one) => one !== known);
          if (lastsMs > 0 && sizeOf(key, text) <= bytesMax) model.push({ key, text, expiresAt });
        } else {
          const isThere = known !== undefined && known.expiresAt > now;
          expect(cache.get(key)?.text).toBe(isThere ? known.text : undefined);
          model = model.filter((one) => one !== known);
          if (isThere) model.push(known);
        }
        let bytes = model.reduce((sum, one) => sum + sizeOf(one.key, one.text), 0);
        while (bytes > bytesMax) {
          const gone = model.shift();
          bytes -= gone === undefined ? 0 : sizeOf(gone.key, gone.text);
        }
        expect(cache.bytes).toBe(bytes);
      }
    }),
  );
});
