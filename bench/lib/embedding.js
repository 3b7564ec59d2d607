// The embedding service that the environment names: benches measure what is found with it, not how fast it is.
import { setTimeout as wait } from "node:timers/promises";

const names = ["BASE_URL", "API_KEY", "MODEL", "DIMENSIONS"].map((of) => `EMBEDDING_${of}`);
const embeddedMs = 60 * 60_000;
const lookEveryMs = 2_000;
const triesMax = 200;
const pauseMs = 50;

/** Settings for the product; without an address none, and words alone are searched. */
export function embeddingFromEnvironment() {
  if (process.env.EMBEDDING_BASE_URL === undefined) return {};
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.includes(name)));
}

/** Looks until everything has its vector. */
export async function untilEmbedded(isEmbedded) {
  const deadline = performance.now() + embeddedMs;
  while (!(await isEmbedded())) {
    if (performance.now() > deadline) throw new Error("Not everything was embedded in time");
    await wait(lookEveryMs);
  }
}

/** Asks until meaning took part: the late vector of a question is kept for who asks again. */
export async function askFully(ask) {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (!(answer.degraded ?? []).includes("vectors_late")) return answer;
    if (tries === triesMax) throw new Error("The vector of a question never came");
    await wait(pauseMs);
  }
}
