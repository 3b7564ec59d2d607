import type { App } from "../http/index.ts";
import type { DueWork } from "../jobs/index.ts";
import { type CheckNeeds, checkOpenCalls } from "./check-open-calls.ts";
import { completenessRoutes } from "./completeness.routes.ts";
import { doctorRoutes } from "./doctor.routes.ts";
import { createProviderDoctor, type DoctorNeeds } from "./doctor.ts";
import { createFixService } from "./doctor-apply.ts";
import { importRoutes } from "./import.routes.ts";
import { createImportService, workOnImports } from "./imports.ts";
import { startSweep } from "./start-sweep.ts";
import { sweepAccounts } from "./sweep.ts";

/** All that asks providers for what they did not send, made once. */
export interface OpenedCapture {
  work: Record<"openCalls" | "sweeps" | "imports", DueWork>;
  /** The routes of imports, of the completeness ledger and of the doctor. */
  routes(app: App, doctor: Omit<DoctorNeeds, keyof CheckNeeds>): void;
}

export function openCapture(needs: CheckNeeds): OpenedCapture {
  const work = {
    openCalls: checkOpenCalls(needs),
    sweeps: sweepAccounts(needs),
    imports: workOnImports(needs),
  };
  const imports = createImportService({ ...needs, wake: work.imports.wake });
  return {
    work,
    routes(app, doctorNeeds) {
      const { db, log, now } = needs;
      importRoutes(app, { imports, now });
      completenessRoutes(app, {
        ...{ db, imports, now },
        sweep: (who, id) => startSweep({ ...needs, wake: work.sweeps.wake }, who, id),
      });
      const doctor = createProviderDoctor({ ...needs, ...doctorNeeds });
      doctorRoutes(app, { doctor, fixes: createFixService({ db, doctor, log }) });
    },
  };
}
