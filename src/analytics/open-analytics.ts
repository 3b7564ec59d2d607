import type { CallEffect, CallWitness } from "../calls/index.ts";
import type { App } from "../http/index.ts";
import type { DueWork } from "../jobs/index.ts";
import type { Logger } from "../observe/index.ts";
import { providers } from "../providers/index.ts";
import type { Database, TenantData } from "../store/index.ts";
import { analyticsRoutes } from "./analytics.routes.ts";
import { createAnalyticsService } from "./analytics.service.ts";
import { analyticsData } from "./analytics-data.ts";
import { freezeCalls, markCalls } from "./buckets.store.ts";
import { clientsTodayRoutes } from "./clients-today.routes.ts";
import type { ClientsTodayNeeds } from "./clients-today.ts";
import { recountMarked } from "./recount.ts";

/** Figures of calls: kept by quarter hour, and always those of a recount. */
export interface Analytics {
  /** Marks where calls are counted, before they change. */
  readonly witness: CallWitness;
  /** Marks where they are counted from now on. */
  readonly effect: CallEffect;
  /** Keeps the figures of calls that go by their age. */
  readonly expired: CallWitness;
  readonly data: TenantData;
  readonly work: DueWork;
  routes(app: App): void;
  /** Every client at a glance. Alerts are above this room, so they are handed in. */
  clientRoutes(app: App, needs: Pick<ClientsTodayNeeds, "listTenants" | "countOpenAlerts">): void;
}

/** They see calls a second time that an agent's provider sees. */
const carriers = providers.flatMap(({ id, isCarrier }) => (isCarrier ? [id] : []));

export function openAnalytics(needs: { db: Database; now: () => number; log: Logger }): Analytics {
  const { now } = needs;
  const counting = { ...needs, carriers };
  const analytics = createAnalyticsService(counting);
  const witness: CallWitness = (trx, scope, ids) => markCalls(trx, scope, ids, new Date(now()));
  return {
    witness,
    effect: (trx, scope, changes) =>
      witness(
        trx,
        scope,
        changes.map(({ id }) => id),
      ),
    async expired(trx, scope, ids) {
      await freezeCalls(trx, scope, ids, carriers);
      await witness(trx, scope, ids);
    },
    data: analyticsData,
    work: recountMarked(counting),
    routes: (app) => analyticsRoutes(app, { analytics }),
    clientRoutes: (app, others) =>
      clientsTodayRoutes(app, { ...others, db: needs.db, analytics, now }),
  };
}
