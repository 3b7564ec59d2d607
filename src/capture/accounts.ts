import type { Outgoing } from "../guard/index.ts";
import { sha256Hex } from "../lib/signature.ts";
import {
  type AccountOptions,
  type BreakerState,
  type OpenAccount,
  openAccount,
  type ProviderApi,
} from "../providers/index.ts";
import type { Connection } from "../tenants/index.ts";
import { type ApiEnvironment, type Credentials, readKey } from "./credentials.ts";

/** An account at a provider, with what is known of the provider's API. */
export interface AccountWithApi {
  account: OpenAccount;
  api: ProviderApi;
}

/** Whether a connection's provider can be asked: `no_api` where it has none that we know, `unusable` where the key cannot be one. */
export type KeyState = "usable" | "missing" | "unusable" | "no_api";

/** How the accounts at one provider are, for health pages. Names no account. */
export interface ProviderApiState {
  provider: string;
  /** The worst of its accounts: `open` while we leave it alone, `half_open` while one request tries whether it is back. */
  state: "closed" | "open" | "half_open";
  accounts: number;
  /** How many of them are not closed. */
  failing: number;
  /** Since when the first of them is not closed; epoch milliseconds. */
  since: number | null;
}

/**
 * The provider accounts of the installation, open and kept: pace and circuit breaker belong to the account, so connections with the
 * same key share one, whichever tenant they are of.
 */
export interface ProviderAccounts {
  /** The account that a connection reads from, or null when there is no key for it (see {@link ProviderAccounts.keyStateOf}). */
  accountOf(connection: Connection): AccountWithApi | null;
  keyStateOf(connection: Connection): KeyState;
  states(): ProviderApiState[];
  /** Where the providers are asked whose accounts the environment opens, or somebody used. */
  addresses(): { provider: string; url: string }[];
}

export interface AccountsNeeds {
  apis: ReadonlyMap<string, ProviderApi>;
  environment: ReadonlyMap<string, ApiEnvironment>;
  /** The way out: the addresses are the providers' own or the operator's. */
  ask: Outgoing["toOperator"];
  now: () => number;
  wait: AccountOptions["wait"];
  random: () => number;
}

interface Kept {
  provider: string;
  opened: AccountWithApi;
  usedAt: number;
}

/** Nobody misses the pace and breaker of an account that nobody asked for so long. */
const idleMs = 3_600_000;

/** Opens accounts when they are first asked for. A changed key opens another; the former one is forgotten when it has been idle. */
export function createProviderAccounts(needs: AccountsNeeds): ProviderAccounts {
  const { apis, environment, now } = needs;
  const kept = new Map<string, Kept>();

  const open = (api: ProviderApi, credentials: Credentials, baseUrl: string | undefined) => {
    for (const [key, { usedAt }] of kept) if (now() - usedAt > idleMs) kept.delete(key);
    return openAccount(api, {
      credentials,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      fetch: asFetch(needs.ask),
      now,
      wait: needs.wait,
      random: needs.random,
    });
  };
  const credentialsOf = (connection: Connection): Credentials | KeyState => {
    const api = apis.get(connection.provider);
    if (api === undefined) return "no_api";
    const [own] = connection.apiKeys;
    if (own !== undefined) return readKey(api, own) ?? "unusable";
    const shared = connection.isDefault ? environment.get(api.id)?.credentials : null;
    return shared ?? "missing";
  };

  return {
    accountOf(connection) {
      const api = apis.get(connection.provider);
      const credentials = credentialsOf(connection);
      if (api === undefined || typeof credentials === "string") return null;
      // The key itself is not kept as a name: names end up in dumps.
      const key = sha256Hex(Buffer.from(JSON.stringify([api.id, credentials])));
      const known = kept.get(key);
      const opened = known?.opened ?? {
        account: open(api, credentials, environment.get(api.id)?.baseUrl),
        api,
      };
      kept.set(key, { provider: api.id, opened, usedAt: now() });
      return opened;
    },
    keyStateOf(connection) {
      const credentials = credentialsOf(connection);
      return typeof credentials === "string" ? credentials : "usable";
    },
    addresses: () => {
      const used = new Set([...kept.values()].map(({ provider }) => provider));
      return [...apis.values()]
        .filter(({ id }) => used.has(id) || environment.get(id)?.credentials)
        .map(({ id, baseUrl }) => ({
          provider: id,
          url: environment.get(id)?.baseUrl ?? baseUrl,
        }));
    },
    states: () => [...apis.keys()].map((provider) => stateOf(provider, [...kept.values()])),
  };
}

function stateOf(provider: string, kept: readonly Kept[]): ProviderApiState {
  const states = kept
    .filter((each) => each.provider === provider)
    .map(({ opened }) => opened.account.state());
  const failing = states.filter(({ state }) => state !== "closed");
  const times = failing.flatMap(({ since }) => (since === null ? [] : [since]));
  return {
    provider,
    state: worstOf(failing),
    accounts: states.length,
    failing: failing.length,
    since: times.length === 0 ? null : Math.min(...times),
  };
}

function worstOf(failing: readonly BreakerState[]): ProviderApiState["state"] {
  if (failing.length === 0) return "closed";
  return failing.some(({ state }) => state === "open") ? "open" : "half_open";
}

/** Our way out in the shape in which the providers' room asks for its network. */
function asFetch(ask: Outgoing["toOperator"]): typeof fetch {
  return async (address, { method = "GET", headers, body, signal } = {}) => {
    if (body !== null && body !== undefined && typeof body !== "string") {
      throw new TypeError("only texts are sent to providers");
    }
    return ask(String(address), {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      body: body ?? null,
      ...(signal ? { signal } : {}),
    });
  };
}
