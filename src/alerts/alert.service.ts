import { recordAudit } from "../audit/index.ts";
import { writeAlertChanges } from "../calls/index.ts";
import type { NameFinder, RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Page, type Trx } from "../store/index.ts";
import type { Alert, AlertDetail, AlertFilters } from "./alert.schema.ts";
import {
  type AlertRow,
  findAlertRow,
  findUser,
  listAlerts,
  listEntries,
  lockAlert,
} from "./alert.store.ts";
import { toAlert } from "./alert-views.ts";
import { insertEntry, updateAlert } from "./evaluate/standing.store.ts";
import type { Teller } from "./tell/tell.ts";

export type AlertService = ReturnType<typeof createAlertService>;

interface Needs {
  db: Database;
  findNames: NameFinder;
  tell: Teller;
  wake: () => void;
  now: () => number;
}

/** What people do with alerts. */
export function createAlertService({ db, findNames, tell, wake, now }: Needs) {
  const detail = async (access: RequestAccess, id: string): Promise<AlertDetail> => {
    const { scope } = access;
    const { row, entries } = await inTenant(db, scope, async (trx) => ({
      row: found(await findAlertRow(trx, scope, id)),
      entries: await listEntries(trx, scope, id),
    }));
    const actorIds = entries.map(({ actor }) => idOf(actor));
    const ids = [row.assignee_id, ...actorIds].filter((one) => one !== null);
    const names = await findNames(access, [...new Set(ids)]);
    return {
      ...toAlert(row, names),
      entries: entries.map(({ at, actor, ...entry }) => ({
        ...{ ...entry, actor, at: at.toISOString() },
        actor_name: names.get(idOf(actor) ?? "") ?? null,
      })),
    };
  };

  /** Changes an alert that is not over, and writes down who did. */
  const change = async (
    access: RequestAccess,
    id: string,
    work: (trx: Trx, scope: TenantScope, row: AlertRow, at: Date) => Promise<Entry>,
  ): Promise<AlertDetail> => {
    const { scope, actor } = access;
    await inTenant(db, scope, async (trx) => {
      const row = found(await lockAlert(trx, scope, id));
      const at = new Date(now());
      const { kind, text } = await work(trx, scope, row, at);
      await insertEntry(trx, scope, { alertId: id, at, actor, kind, text });
      const done = kind === "note" ? "noted" : kind;
      // What somebody wrote stands in the note; the log says that they did.
      const payload = { rule: row.rule_id, subject: row.subject };
      const action = `alert.${done}`;
      await recordAudit(trx, scope, { actor, action, subject: id, payload });
      await writeAlertChanges(trx, scope, [{ alertId: id, kind: done }]);
    });
    return detail(access, id);
  };

  return {
    /** One page as the API shows it; one more than asked tells that there is a next page. */
    async list(
      access: RequestAccess,
      filters: AlertFilters,
      page: Page<{ at: string; id: string }>,
    ): Promise<Alert[]> {
      const { scope } = access;
      const rows = await inTenant(db, scope, (trx) => listAlerts(trx, scope, filters, page));
      const ids = rows.flatMap(({ assignee_id: one }) => (one === null ? [] : [one]));
      const names = await findNames(access, [...new Set(ids)]);
      return rows.map((row) => toAlert(row, names));
    },

    get: detail,

    /** Somebody has seen it: it is not told again. */
    acknowledge: (access: RequestAccess, id: string) =>
      change(access, id, async (trx, scope, row, at) => {
        refuseOver(row);
        const status = row.status === "open" ? "acknowledged" : row.status;
        await updateAlert(trx, scope, id, { status, escalates_at: null, updated_at: at });
        return { kind: "acknowledged", text: "" };
      }),

    assign: (access: RequestAccess, id: string, userId: string) =>
      change(access, id, async (trx, scope, row, at) => {
        refuseOver(row);
        const user = await findUser(trx, scope, userId);
        if (user === undefined) {
          throw new ProblemError("user-not-found", "Only a user of the tenant can have an alert.");
        }
        await updateAlert(trx, scope, id, {
          ...{ status: "assigned", assignee_id: userId, escalates_at: null, updated_at: at },
        });
        return { kind: "assigned", text: user.name };
      }),

    /** It is over, says a person. While its condition lasts it is told anew after a day. */
    async resolve(access: RequestAccess, id: string, text: string) {
      const resolved = await change(access, id, async (trx, scope, row, at) => {
        refuseOver(row);
        await updateAlert(trx, scope, id, {
          ...{ status: "resolved", resolved_at: at, resolved_by: access.actor },
          ...{ escalates_at: null, well_since: null, updated_at: at },
        });
        await tell(trx, scope, row, { kind: "resolved", at });
        return { kind: "resolved", text };
      });
      wake();
      return resolved;
    },

    note: (access: RequestAccess, id: string, text: string) =>
      change(access, id, async () => ({ kind: "note", text })),
  };
}

interface Entry {
  kind: "acknowledged" | "assigned" | "resolved" | "note";
  text: string;
}

function found(row: AlertRow | undefined): AlertRow {
  if (row === undefined)
    throw new ProblemError("alert-not-found", "This tenant has no such alert.");
  return row;
}

function refuseOver({ status }: AlertRow): void {
  if (status === "resolved") {
    throw new ProblemError("alert-resolved", "Should it happen again, there will be a new alert.");
  }
}

/** The id of the person or key that did something; null for what did itself. */
function idOf(actor: string): string | null {
  return actor.split(":")[1] ?? null;
}
