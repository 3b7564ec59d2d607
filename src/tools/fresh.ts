import type { Notices } from "../store/index.ts";

/** Where changes are not told, one is heard this soon. */
const untoldMs = 1_000;
/** Where they are: a notice can be lost with the connection that would have brought it. */
const toldMs = 60_000;
const keysMax = 2_000;

/** What was read for a key, kept because every question during a call asks for it. */
export type Fresh<T> = (key: string) => Promise<T>;

/** Keeps what is read for tenants until the database tells that it changed. What failed is read again. */
export interface Settings {
  keep<T>(read: (tenantId: string) => Promise<T>): Fresh<T>;
}

/** Settings of which `live_settings` tells whose changed, at every replica. */
export function openSettings({ notices, now }: { notices: Notices; now: () => number }): Settings {
  const all: Array<Map<string, unknown>> = [];
  notices.follow("live_settings", {
    heard(tenantId) {
      for (const kept of all) kept.delete(tenantId);
    },
    changed() {
      for (const kept of all) kept.clear();
    },
  });
  return {
    keep<T>(read: (tenantId: string) => Promise<T>): Fresh<T> {
      const kept = new Map<string, Kept<T>>();
      all.push(kept);
      const freshMs = () => (notices.reach() === "heard" ? toldMs : untoldMs);
      return (tenantId) => keeping(kept, { key: tenantId, at: now(), freshMs: freshMs(), read });
    },
  };
}

/** Keeps for a second what changes by itself as well. */
export function keepFresh<T>(now: () => number, read: (key: string) => Promise<T>): Fresh<T> {
  const kept = new Map<string, Kept<T>>();
  return (key) => keeping(kept, { key, at: now(), freshMs: untoldMs, read });
}

interface Kept<T> {
  readonly at: number;
  readonly value: Promise<T>;
}

function keeping<T>(
  kept: Map<string, Kept<T>>,
  of: { key: string; at: number; freshMs: number; read: (key: string) => Promise<T> },
): Promise<T> {
  const { key, at, freshMs, read } = of;
  const known = kept.get(key);
  if (known !== undefined && at - known.at <= freshMs) return known.value;
  const found = { at, value: read(key) };
  found.value.catch(() => {
    if (kept.get(key) === found) kept.delete(key);
  });
  // The one asked for longest ago goes first: a map keeps the order of insertion.
  kept.delete(key);
  kept.set(key, found);
  const [oldest] = kept.keys();
  if (kept.size > keysMax && oldest !== undefined) kept.delete(oldest);
  return found.value;
}
