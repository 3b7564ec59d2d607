import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Client } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { counted, print } from "./output.ts";
import { startProgress } from "./progress.ts";

const Drain = z.object({ active_calls: z.number(), cut_off: z.number() });
const everyMs = 2_000;

export interface Drained {
  is_drained: boolean;
  active_calls: number;
  /** Calls that were ended because their end never came. */
  cut_off: number;
}

/**
 * Waits until no call is running, or the time is over.
 * @throws CommandError when the calls cannot be counted: whoever does not know whether calls are running must not go on.
 */
export async function drainCalls(
  client: Client,
  { timeoutMs, isJson }: { timeoutMs: number; isJson: boolean },
): Promise<Drained> {
  const deadline = Date.now() + timeoutMs;
  const first = await count(client);
  const most = first.active_calls;
  const bar = startProgress("Waiting for calls to end", { total: most, isJson });
  let { active_calls: active, cut_off: cutOff } = first;
  try {
    while (active > 0 && Date.now() < deadline) {
      bar.at(most - active, `${counted(active, "running call")}`);
      await pause(Math.min(everyMs, Math.max(0, deadline - Date.now())));
      const next = await count(client);
      active = next.active_calls;
      cutOff += next.cut_off;
    }
  } finally {
    bar.stop();
  }
  const isDrained = active === 0;
  if (!isJson) {
    const stale = cutOff === 0 ? "" : ` ${counted(cutOff, "call")} without an end cut off.`;
    print(
      isDrained
        ? `No call is running.${stale}`
        : `Time is over: ${counted(active, "call")} still running.${stale} Maintenance stays on.`,
    );
  }
  return { is_drained: isDrained, active_calls: active, cut_off: cutOff };
}

async function count(client: Client) {
  try {
    const { json } = await client.ask("POST", "/api/v1/admin/maintenance/drain");
    return Drain.parse(json);
  } catch (cause) {
    throw new CommandError(
      "The running calls could not be counted, so nobody knows whether it is safe to go on. Maintenance stays on.",
      { cause },
    );
  }
}
