import { join } from "node:path";
import type { Config } from "../../config/index.ts";
import type { App } from "../../http/index.ts";
import { readRetention } from "../../lib/retention.ts";
import type { Logger } from "../../observe/index.ts";
import type { Database, TenantData } from "../../store/index.ts";
import { erasureRoutes } from "./erasure.routes.ts";
import { createErasureService } from "./erasure.service.ts";
import { createErasureHashes } from "./erasure-hashes.ts";
import { createErasureList } from "./erasure-list.ts";
import { expireTenants } from "./expire-tenants.ts";
import { tenantExportRoutes } from "./export.routes.ts";
import { exportTenant } from "./export-tenant.ts";
import { legalHoldRoutes } from "./legal-hold.routes.ts";
import { reapplyErasures } from "./reapply-erasures.ts";
import { type RetentionNeeds, retentionRoutes } from "./retention.routes.ts";
import { workOnErasures } from "./work-on-erasures.ts";

interface Needs {
  db: Database;
  config: Pick<Config, "DATA_DIR" | "RETENTION_DAYS">;
  /** The present one first. */
  secretKeys: readonly string[];
  /** What every room can do with its data, in the order in which erasing must go. */
  rooms: () => readonly TenantData[];
  recordings: RetentionNeeds["recordings"];
  version: string;
  now: () => number;
  log: Logger;
}

/** How long data is kept, what must be kept, and erasing what somebody wants gone. */
export function openKeeping(needs: Needs) {
  const { db, config, secretKeys, rooms, recordings, version, now, log } = needs;
  const defaults = new Map(config.RETENTION_DAYS.map(readRetention).filter((one) => one !== null));
  const list = createErasureList(join(config.DATA_DIR, "erasures.jsonl"));
  const hashes = createErasureHashes(secretKeys);
  const work = workOnErasures({ db, rooms, list, now, log });
  const reapply = () => reapplyErasures({ db, rooms: rooms(), list, hashes, wake: work.wake, now });
  const erasures = createErasureService({ db, hashes, wake: work.wake, now });
  return {
    routes(app: App) {
      retentionRoutes(app, { db, defaults, recordings });
      legalHoldRoutes(app, { db, now });
      tenantExportRoutes(app, {
        ...{ db, log },
        rows: (scope, isForAgency) =>
          exportTenant({ db, rooms: rooms(), version, now }, scope, isForAgency),
      });
      erasureRoutes(app, { erasures, reapply });
    },
    work,
    /** Erases again whom a database that was put back does not know to be erased. Where it knows of all, that costs one question. */
    reapply,
    expire: () => expireTenants({ db, rooms: rooms(), defaults, now, log }),
  };
}
