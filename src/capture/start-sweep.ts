import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { ConnectionDirectory } from "../tenants/index.ts";
import type { ProviderAccounts } from "./accounts.ts";
import { targetsOf } from "./targets.ts";

/**
 * Makes a provider's list due for reading, days counted anew, instead of waiting for its turn. One that is being read is not begun anew.
 * @throws ProblemError `connection-not-found`, or `no-provider-key` when its provider cannot be asked.
 */
export async function startSweep(
  needs: {
    db: Database;
    connections: ConnectionDirectory;
    accounts: ProviderAccounts;
    now: () => number;
    wake: () => void;
  },
  { scope, actor }: RequestAccess,
  connectionId: string,
): Promise<void> {
  const connection = needs.connections.byId(connectionId);
  if (connection === undefined || connection.tenantId !== scope.tenantId) {
    throw new ProblemError("connection-not-found", "This tenant has no such connection.");
  }
  const target = targetsOf(needs.connections, needs.accounts).find(({ connections }) =>
    connections.some(({ id }) => id === connectionId),
  );
  if (target === undefined) {
    throw new ProblemError("no-provider-key", "Add the provider's API key to the connection.");
  }
  const at = new Date(needs.now());
  await inTenant(needs.db, scope, async (trx) => {
    // The account is read through one connection. That of another tenant is left to its own time.
    if (target.connection.tenantId === scope.tenantId) {
      await sql`insert into sweeps (tenant_id, connection_id, next_sweep_at) values (${scope.tenantId}, ${target.connection.id}, ${at})
        on conflict (tenant_id, connection_id) do update set next_sweep_at = ${at}, next_ledger_at = ${at}
          where sweeps.claimed_until is null or sweeps.claimed_until <= ${at}`.execute(trx);
    }
    await recordAudit(trx, scope, { actor, action: "sweep.started", subject: connectionId });
  });
  needs.wake();
}
