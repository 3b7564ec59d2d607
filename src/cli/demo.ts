import type { Config } from "../config/index.ts";
import { playLive, playPastWeek } from "../simulate/index.ts";
import { findServer, servedClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { secretsOf } from "./secrets.ts";
import { fetchOf } from "./server-fetch.ts";

const pastCalls = 300;

/**
 * Fills an empty installation with a week of calls, then keeps new ones coming until the signal. Everything goes through the front door: signed, in the providers' own words.
 */
export async function runDemo(
  config: Config,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<void> {
  const server = await findServer(config.DATA_DIR);
  if (server === null) throw new CommandError("The server that was just started does not answer.");
  const target = {
    url: server.address,
    fetch: fetchOf(server),
    publicUrl: config.PUBLIC_BACKEND_URL?.replace(/\/$/, ""),
    secretOf: (provider: string) => secretsOf(config, provider)[0],
    signal,
  };
  const { json } = await servedClient(server).ask("GET", "/api/v1/calls?limit=1");
  if ((json as { data: unknown[] }).data.length === 0) {
    say(`Delivering ${pastCalls} invented calls of the past seven days …`);
    const report = await playPastWeek(target, { now: Date.now(), count: pastCalls });
    say(
      `${report.accepted} of ${report.deliveries} signed deliveries accepted in ${(report.elapsedMs / 1000).toFixed(1)} s. The calls have their own times of last week, but were first seen just now.`,
    );
  }
  if (signal.aborted) return;
  say("A new call starts about every four seconds. Ctrl+C stops.");
  await playLive(target, { now: Date.now() });
}
