import { isAgency, type RequestAccess } from "../http/index.ts";
import { isAllowed } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { offsetAt } from "../lib/time-zone.ts";
import { type Database, inTenant } from "../store/index.ts";
import { readTimeZone } from "../tenants/index.ts";
import type { ClientToday } from "./analytics.schema.ts";
import type { AnalyticsService } from "./analytics.service.ts";

/** What is known of a tenant's alerts that nobody has resolved. */
export interface OpenAlertCount {
  count: number;
  worst: "P1" | "P2" | "P3" | "P4" | null;
}

/** What telling of every client needs. */
export interface ClientsTodayNeeds {
  db: Database;
  analytics: AnalyticsService;
  listTenants: (
    access: RequestAccess,
  ) => Promise<ReadonlyArray<{ tenant_id: string; name: string; disabled_at: Date | null }>>;
  countOpenAlerts: (scope: TenantScope) => Promise<OpenAlertCount>;
  now: () => number;
}

const tenantsAtOnce = 4;
const dayMs = 24 * 3_600_000;

/**
 * How it stands with every client today, by each one's own clock; who needs attention first. Every tenant is read in its own scope.
 * @throws ProblemError `forbidden` for whoever does not act for the installation, or sees some agents only.
 */
export async function readClientsToday(
  needs: ClientsTodayNeeds,
  access: RequestAccess,
): Promise<ClientToday[]> {
  const mayRead = isAgency(access) && access.scope.agentIds === undefined;
  if (!mayRead || !isAllowed(access, "calls:read")) {
    throw new ProblemError("forbidden", "Only the installation's own people see all clients.");
  }
  const maySeeAlerts = isAllowed(access, "alerts:read");
  const tenants = (await needs.listTenants(access)).filter((one) => one.disabled_at === null);
  const rows: ClientToday[] = [];
  for (let first = 0; first < tenants.length; first += tenantsAtOnce) {
    const some = tenants.slice(first, first + tenantsAtOnce);
    rows.push(...(await Promise.all(some.map((tenant) => readToday(needs, tenant, maySeeAlerts)))));
  }
  return rows.sort(byNeed);
}

async function readToday(
  { db, analytics, countOpenAlerts, now }: ClientsTodayNeeds,
  { tenant_id: tenantId, name }: { tenant_id: string; name: string },
  maySeeAlerts: boolean,
): Promise<ClientToday> {
  const scope: TenantScope = { tenantId };
  const { timeZone } = await inTenant(db, scope, (trx) => readTimeZone(trx, scope));
  const span = { from: startOfDay(now(), timeZone), to: new Date(now()).toISOString() };
  const { figures } = await analytics.summary(scope, { ...span, tz: timeZone });
  const alerts = maySeeAlerts ? await countOpenAlerts(scope) : null;
  return {
    tenant_id: tenantId,
    name,
    time_zone: timeZone,
    calls: figures.calls,
    live: figures.live,
    problem_calls: figures.statuses.failure + figures.statuses.error,
    success_rate: figures.success_rate,
    cost: { currency: figures.cost.currency, total: figures.cost.total },
    open_alerts: alerts?.count ?? null,
    worst_priority: alerts?.worst ?? null,
  };
}

function startOfDay(at: number, timeZone: string): string {
  const offsetMs = offsetAt(at, timeZone);
  const midnight = Math.floor((at + offsetMs) / dayMs) * dayMs;
  // The clock may have been put forward or back since.
  return new Date(midnight - offsetAt(midnight - offsetMs, timeZone)).toISOString();
}

/** By the worst alert, then by how many there are, by calls that went wrong, by calls. */
function byNeed(a: ClientToday, b: ClientToday): number {
  const worst = (one: ClientToday) => one.worst_priority ?? "P9";
  return (
    worst(a).localeCompare(worst(b)) ||
    (b.open_alerts ?? 0) - (a.open_alerts ?? 0) ||
    b.problem_calls - a.problem_calls ||
    b.calls - a.calls ||
    a.name.localeCompare(b.name)
  );
}
