import { ToolFailure } from "./tool.ts";

/** Keeps callers from waiting for a server that is down. */
export interface Breakers {
  /** @throws ToolFailure `circuit-open` without running the task. */
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  isOpen(key: string): boolean;
}

const failuresMax = 5;
const openMs = 20_000;
/** Failures that speak of the server as a whole. */
const outages: ReadonlySet<string> = new Set(["deadline", "unreachable", "server-error"]);

/** Five failures in a row leave a server alone for twenty seconds; then one request goes first, and its fate decides for the others. */
export function createBreakers({ now }: { now: () => number }): Breakers {
  const states = new Map<string, { failures: number; openUntil: number; isProbing: boolean }>();
  const isOpen = (key: string) => (states.get(key)?.openUntil ?? 0) > 0;
  return {
    isOpen,
    async run(key, task) {
      const state = states.get(key) ?? { failures: 0, openUntil: 0, isProbing: false };
      if (state.openUntil > 0) {
        if (state.isProbing || now() < state.openUntil) throw new ToolFailure("circuit-open");
        state.isProbing = true;
      }
      try {
        const result = await task();
        states.delete(key);
        return result;
      } catch (error) {
        const code = error instanceof ToolFailure ? error.code : "internal";
        if (!outages.has(code)) {
          states.delete(key);
          throw error;
        }
        state.failures++;
        state.isProbing = false;
        if (state.failures >= failuresMax) state.openUntil = now() + openMs;
        states.set(key, state);
        throw error;
      }
    },
  };
}
