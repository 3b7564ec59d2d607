import { defaultTenantId } from "../lib/tenant-scope.ts";
import type { OpenAccount, ProviderApi } from "../providers/index.ts";
import type { Connection, ConnectionDirectory } from "../tenants/index.ts";
import type { ProviderAccounts } from "./accounts.ts";

/** A provider account that is read, and the connection through which what is fetched comes in. */
export interface Target {
  account: OpenAccount;
  api: ProviderApi;
  /**
   * When connections of several tenants have the same account, nothing in its list says whose a call is: then it counts as shared, and each call finds its tenant by the
   * dialled number or the agent, as its webhooks would.
   */
  connection: Connection;
  /** Every connection with this account. */
  connections: readonly Connection[];
}

const pageCallsMax = 100;

/**
 * How many calls a page is asked for. Some providers give a thousand, each with its whole conversation: more than is read of one answer, and all of it in memory at
 * once.
 */
export function pageCalls(api: ProviderApi): number {
  return Math.min(api.pageLimitMax, pageCallsMax);
}

/** The accounts that can be read, each once, however many connections have its key. */
export function targetsOf(
  connections: Pick<ConnectionDirectory, "all">,
  accounts: ProviderAccounts,
): Target[] {
  const byAccount = new Map<OpenAccount, { api: ProviderApi; connections: Connection[] }>();
  for (const connection of connections.all().sort(byRank)) {
    const opened = accounts.accountOf(connection);
    if (opened === null) continue;
    const known = byAccount.get(opened.account);
    if (known === undefined) {
      byAccount.set(opened.account, { api: opened.api, connections: [connection] });
    } else known.connections.push(connection);
  }
  return [...byAccount].flatMap(([account, { api, connections: of }]) => {
    const [first] = of;
    if (first === undefined) return [];
    const isShared = of.some((c) => c.isShared || c.tenantId !== first.tenantId);
    return [{ account, api, connection: { ...first, isShared }, connections: of }];
  });
}

/** The installation's own first, so that what is counted over several tenants is told to nobody else. */
function byRank(a: Connection, b: Connection): number {
  const rank = (c: Connection) => (c.tenantId === defaultTenantId ? 0 : 1);
  return rank(a) - rank(b) || (a.id < b.id ? -1 : 1);
}
