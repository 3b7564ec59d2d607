import type { App } from "../../http/index.ts";
import type { DueWork } from "../../jobs/index.ts";
import type { Database } from "../../store/index.ts";
import { holdWork } from "./hold-work.ts";
import { modeRoutes } from "./mode.routes.ts";
import { modeNotices } from "./mode-notices.ts";
import { refuseRequests } from "./refuse-requests.ts";
import { createSwitches } from "./switches.ts";

/** What the installation's people can switch, and what follows from it. */
export async function openModes({ db, now }: { db: Database; now: () => number }) {
  const switches = createSwitches({ db, now });
  await switches.look();
  return {
    /** Before any route, or it is not asked for it. */
    refuse: (app: App) => refuseRequests(app, switches),
    routes: (app: App, cutOff: () => Promise<number>) => modeRoutes(app, { db, switches, cutOff }),
    hold: (work: Readonly<Record<string, DueWork>>) => holdWork(work, switches),
    notices: () => modeNotices(switches),
    look: switches.look,
  };
}
