interface Kept {
  text: string;
  expiresAt: number;
  bytes: number;
}

/** What an entry takes besides its texts. */
const overheadBytes = 160;

/** Texts in the memory of this process, within a bound of bytes: what was not used for longest goes first. */
export interface MemoryCache {
  get(key: string): Kept | undefined;
  put(key: string, text: string, expiresAt: number): void;
  readonly bytes: number;
}

export function createMemoryCache(needs: { bytesMax: number; now: () => number }): MemoryCache {
  const { bytesMax, now } = needs;
  const entries = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string) => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    bytes -= entry.bytes;
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      drop(key);
      if (entry.expiresAt <= now()) return undefined;
      // A map keeps the order of insertion: the first one is the one unused for longest.
      entries.set(key, entry);
      bytes += entry.bytes;
      return entry;
    },
    put(key, text, expiresAt) {
      drop(key);
      // Two bytes a character at most.
      const size = (key.length + text.length) * 2 + overheadBytes;
      if (size > bytesMax || expiresAt <= now()) return;
      entries.set(key, { text, expiresAt, bytes: size });
      bytes += size;
      for (const oldest of entries.keys()) {
        if (bytes <= bytesMax) break;
        drop(oldest);
      }
    },
    get bytes() {
      return bytes;
    },
  };
}
