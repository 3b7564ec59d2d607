import type { Outgoing } from "../guard/index.ts";
import type { App, NameFinder } from "../http/index.ts";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import type { Logger, Metrics } from "../observe/index.ts";
import type { OutgoingQueue } from "../outgoing/index.ts";
import { alertRoutes } from "./alert.routes.ts";
import { createAlertService } from "./alert.service.ts";
import { expireAlerts } from "./alert-data.ts";
import { claimLooks } from "./evaluate/claim-looks.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import { createMeasurer, type MeasureNeeds } from "./measure/measure.ts";
import { ruleRoutes } from "./rules/rule.routes.ts";
import { createRuleService } from "./rules/rule.service.ts";
import { alertSettingsRoutes } from "./settings/settings.routes.ts";
import { createChannels } from "./tell/channels.ts";
import { deliverMessages } from "./tell/deliver.ts";
import { createTeller } from "./tell/tell.ts";
import { createProcessFigures } from "./watch/process-figures.ts";
import { watchDatabase } from "./watch/watch-database.ts";

interface Needs extends MeasureNeeds {
  settings: Parameters<typeof createChannels>[0]["settings"] & {
    HEARTBEAT_URL?: string | undefined;
  };
  outgoing: Pick<Outgoing, "toOperator">;
  queue: OutgoingQueue;
  findNames: NameFinder;
  /** Whether calls can come in, as far as this process can tell without the database. */
  isWell: () => boolean;
  baseUrl: () => string;
  now: () => number;
  metrics: Metrics;
  log: Logger;
}

/** All about alerts, made once. */
export interface OpenedAlerts {
  work: {
    /** Looks at every tenant's rules, once a minute, whatever number of replicas there are. */
    alertRules: DueWork;
    alertMessages: DueWork;
  };
  /** Writes down how this process is, for whichever one looks at the rules. */
  measureProcess: () => Promise<void>;
  /** Looks whether the database answers, and tells somebody outside that all is well. */
  watch: () => Promise<void>;
  expire: () => Promise<void>;
  routes(app: App): void;
}

const tenantsAtOnce = 2;
const lookForDueMs = 5_000;

export function openAlerts(needs: Needs): OpenedAlerts {
  const { db, queue, findNames, now, metrics, log } = needs;
  const channels = createChannels(needs);
  const tell = createTeller({ channels, queue });
  const measure = createMeasurer(needs);
  const alertMessages = deliverMessages({ ...needs, channels });
  const alertRules = createDueWork<string>({
    name: "alert rules",
    concurrency: tenantsAtOnce,
    lookEveryMs: lookForDueMs,
    claim: (limit) => claimLooks(db, limit, now()),
    async perform(tenantId) {
      await evaluate({ db, measure, tell, now, log }, { tenantId });
      alertMessages.wake();
    },
    log,
  });
  const figures = createProcessFigures({ db, metrics, now });
  const { wake } = alertMessages;
  return {
    work: { alertRules, alertMessages },
    measureProcess: figures.write,
    watch: watchDatabase({ ...needs, channels, ...heartbeat(needs) }).look,
    expire: () => expireAlerts(db, now()),
    routes(app) {
      alertRoutes(app, { alerts: createAlertService({ db, findNames, tell, wake, now }) });
      ruleRoutes(app, { rules: createRuleService({ db, now }) });
      alertSettingsRoutes(app, { db, channels, wake, now });
    },
  };
}

function heartbeat({ settings, outgoing }: Needs): { beat?: () => Promise<void> } {
  const url = settings.HEARTBEAT_URL;
  if (url === undefined) return {};
  return {
    beat: async () => {
      await outgoing.toOperator(url);
    },
  };
}
