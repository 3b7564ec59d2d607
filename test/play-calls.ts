import { expect, vi } from "vitest";
import { createRandom } from "../src/lib/random.ts";
import { simulators, writeScript } from "../src/providers/index.ts";
import type { World } from "./world.ts";

/** Delivers invented calls of the past hour, of all providers, and waits until a started world has folded them. */
export async function playCalls(world: World, count: number): Promise<void> {
  const random = createRandom(7);
  const ids = [...simulators.keys()];
  const start = Date.now() - 3_600_000;
  for (let i = 0; i < count; i++) {
    const provider = ids[i % ids.length] ?? "vapi";
    const call = simulators
      .get(provider)
      ?.simulate(writeScript(random), random, start + i * 60_000);
    for (const { at, body, contentType } of call?.deliveries ?? []) {
      world.clock.now = at;
      await world.deliver(provider, body, { contentType });
    }
  }
  world.clock.now = Date.now();
  await vi.waitFor(
    async () => {
      const { json } = await world.api("GET", "/api/v1/webhook-events?status=received");
      expect(json.data).toEqual([]);
    },
    { timeout: 20_000, interval: 100 },
  );
}
