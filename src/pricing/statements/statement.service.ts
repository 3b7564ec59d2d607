import { isOfAgency, type RequestAccess } from "../../http/index.ts";
import { type Database, inTenantToRead } from "../../store/index.ts";
import { readMonth } from "../calendar.ts";
import { isRecounting } from "../estimates/recount.store.ts";
import { settingsOf } from "../settings/price-settings.ts";
import { toSettingsView } from "../settings/settings.service.ts";
import { listSettings } from "../settings/settings.store.ts";
import type { Statement } from "./statement.schema.ts";
import { readStatementRows } from "./statement.store.ts";
import { toSets } from "./statement-views.ts";

export type StatementService = ReturnType<typeof createStatementService>;

/** What the calls of a month cost, by agent and provider. */
export function createStatementService({ db, now }: { db: Database; now: () => number }) {
  return {
    /** A client's own people see what calls cost, and not what is billed for them. */
    read: (access: RequestAccess, month: string): Promise<Statement> =>
      inTenantToRead(
        db,
        access.scope,
        async (trx) => {
          const { scope } = access;
          const span = await readMonth(trx, scope, { month });
          const settings = settingsOf(await listSettings(trx, scope), month);
          const rows = await readStatementRows(trx, scope, span);
          return {
            ...{ month, time_zone: span.timeZone },
            ...{ from: span.from.toISOString(), to: span.to.toISOString() },
            is_over: span.to.getTime() <= now(),
            is_settled: !(await isRecounting(trx, scope)),
            settings: toSettingsView(settings, access),
            sets: toSets(rows, settings, isOfAgency(access)),
          };
        },
        { pace: "report" },
      ),
  };
}
