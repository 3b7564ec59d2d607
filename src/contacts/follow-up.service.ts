import { recordAudit } from "../audit/index.ts";
import type { CallService } from "../calls/index.ts";
import type { NameFinder, RequestAccess } from "../http/index.ts";
import { uuidV7 } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Page, type Trx } from "../store/index.ts";
import { keepContact } from "./contact.service.ts";
import { instantOf } from "./due-time.ts";
import type { FollowUpChange, FollowUpFilters, NewFollowUp } from "./follow-up.schema.ts";
import { type FollowUpRow, findFollowUp, isUser, listFollowUps } from "./follow-up.store.ts";
import { toFollowUp } from "./follow-up-views.ts";

export type FollowUpService = ReturnType<typeof createFollowUpService>;

interface Needs {
  db: Database;
  calls: Pick<CallService, "get">;
  findNames: NameFinder;
  now: () => number;
}

/** What is still to be done for contacts. */
export function createFollowUpService({ db, calls, findNames, now }: Needs) {
  const views = async (access: RequestAccess, rows: readonly FollowUpRow[]) => {
    const ids = rows.flatMap(({ assignee_id: id }) => (id === null ? [] : [id]));
    const names = await findNames(access, [...new Set(ids)]);
    return rows.map((row) => toFollowUp(row, names, now()));
  };
  const view = async (access: RequestAccess, row: FollowUpRow) => {
    const [shown] = await views(access, [row]);
    if (shown === undefined) throw new Error("a follow-up without a view");
    return shown;
  };

  return {
    /** One page as the API shows it; one more than asked tells that there is a next page. */
    async list(
      access: RequestAccess,
      filters: FollowUpFilters,
      page: Page<{ at: string; id: string }>,
    ) {
      const { scope } = access;
      const rows = await inTenant(db, scope, (trx) =>
        listFollowUps(trx, scope, { ...filters, now: new Date(now()) }, page),
      );
      return views(access, rows);
    },

    get: async (access: RequestAccess, followUpId: string) =>
      view(
        access,
        await inTenant(db, access.scope, (trx) => mustFind(trx, access.scope, followUpId)),
      ),

    async create(access: RequestAccess, given: NewFollowUp) {
      const { scope, actor } = access;
      if (given.call_id !== null) await calls.get(scope, given.call_id);
      const id = uuidV7(now());
      const row = await inTenant(db, scope, async (trx) => {
        await keepContact(trx, scope, given.contact_id, now());
        await refuseStranger(trx, scope, given.assignee_id);
        const at = new Date(now());
        await trx
          .insertInto("follow_ups")
          .values({
            ...given,
            tenant_id: scope.tenantId,
            id,
            due_at: dueAt(given.due_at, given.time_zone),
            created_by: actor,
            created_at: at,
            updated_at: at,
          })
          .execute();
        const { contact_id } = given;
        const payload = { contact_id };
        await recordAudit(trx, scope, { actor, action: "follow_up.created", subject: id, payload });
        return mustFind(trx, scope, id);
      });
      return view(access, row);
    },

    async change(access: RequestAccess, followUpId: string, change: FollowUpChange) {
      const { scope, actor } = access;
      const row = await inTenant(db, scope, async (trx) => {
        const before = await lock(trx, scope, followUpId);
        await refuseStranger(trx, scope, change.assignee_id ?? null);
        const { due_at, ...plain } = change;
        const zone = change.time_zone ?? before.time_zone;
        const status = change.status ?? before.status;
        const isClosing = status !== "open" && before.status === "open";
        await trx
          .updateTable("follow_ups")
          .set({
            ...(Object.fromEntries(
              Object.entries(plain).filter(([, value]) => value !== undefined),
            ) as { [K in keyof typeof plain]: Exclude<(typeof plain)[K], undefined> }),
            ...(due_at === undefined ? {} : { due_at: dueAt(due_at, zone) }),
            ...(isClosing ? { closed_at: new Date(now()) } : {}),
            ...(status === "open" ? { closed_at: null } : {}),
            updated_at: new Date(now()),
          })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", followUpId)
          .execute();
        await recordAudit(trx, scope, {
          actor,
          action: "follow_up.changed",
          subject: followUpId,
          payload: { changed: Object.keys(change), status },
        });
        return mustFind(trx, scope, followUpId);
      });
      return view(access, row);
    },

    remove: ({ scope, actor }: RequestAccess, followUpId: string): Promise<void> =>
      inTenant(db, scope, async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("follow_ups")
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", followUpId)
          .executeTakeFirst();
        if (Number(numDeletedRows) === 0) throw unknownFollowUp();
        await recordAudit(trx, scope, {
          actor,
          action: "follow_up.removed",
          subject: followUpId,
        });
      }),
  };
}

function unknownFollowUp(): ProblemError {
  return new ProblemError("follow-up-not-found", "This tenant has no such follow-up.");
}

async function mustFind(trx: Trx, scope: TenantScope, followUpId: string): Promise<FollowUpRow> {
  const row = await findFollowUp(trx, scope, followUpId);
  if (row === undefined) throw unknownFollowUp();
  return row;
}

/** Whoever changes it at the same time waits, so that it is closed once. */
async function lock(trx: Trx, scope: TenantScope, followUpId: string) {
  const row = await trx
    .selectFrom("follow_ups")
    .select(["status", "time_zone"])
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", followUpId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw unknownFollowUp();
  return row;
}

async function refuseStranger(trx: Trx, scope: TenantScope, userId: string | null) {
  if (userId === null || (await isUser(trx, scope, userId))) return;
  throw new ProblemError("user-not-found", "Only a user of the tenant can have a follow-up.");
}

function dueAt(text: string, timeZone: string): Date {
  const at = instantOf(text, timeZone);
  if (at === null) throw new ProblemError("invalid-request", "due_at is no time.");
  return at;
}
