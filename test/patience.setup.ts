import { vi } from "vitest";

/** What is waited for comes soon, but not always on a machine that has other work: no test waits for less. */
const patienceMs = 30_000;
const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (check, options = {}) => {
  const given = typeof options === "number" ? { timeout: options } : options;
  return waitFor(check, { ...given, timeout: Math.max(given.timeout ?? 0, patienceMs) });
};
