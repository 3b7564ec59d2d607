import { type OpenAccount, openAccount, providerApis } from "../../src/providers/index.ts";
import type { ProviderServer } from "./frame.ts";

/** A clock that only pauses move. */
export interface TestClock {
  at: number;
  /** Every pause that was asked for, in order. */
  readonly pauses: number[];
}

export interface OpenedServer {
  account: OpenAccount;
  clock: TestClock;
}

/** Opens an account at a local provider server. Pauses pass at once; jitter is always half. */
export function openServer(
  provider: string,
  server: ProviderServer,
  options: { credentials?: Record<string, string>; timeoutMs?: number; deadlineMs?: number } = {},
): OpenedServer {
  const api = providerApis.get(provider);
  if (api === undefined) throw new RangeError(`no API of ${provider}`);
  const clock: TestClock = { at: Date.UTC(2026, 10, 25), pauses: [] };
  const account = openAccount(api, {
    credentials: server.credentials,
    baseUrl: server.url,
    fetch,
    now: () => clock.at,
    wait: async (ms, signal) => {
      signal?.throwIfAborted();
      clock.pauses.push(ms);
      clock.at += ms;
    },
    random: () => 0.5,
    ...options,
  });
  return { account, clock };
}
