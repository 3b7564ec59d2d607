import type { Selectable } from "kysely";
import type { RequestAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { isAllowed } from "../../lib/permissions.ts";
import { ProblemError } from "../../lib/problems.ts";
import { type Database, inTenant, type Tables } from "../../store/index.ts";
import type { NewSavedView, SavedView, SavedViewChange } from "./saved-view.schema.ts";

export type SavedViewService = ReturnType<typeof createSavedViewService>;

const viewsMax = 100;

/** Filters of the list of calls that people keep by a name: each their own, and those that others share. */
export function createSavedViewService({ db, now }: { db: Database; now: () => number }) {
  return {
    list: ({ scope, actor }: RequestAccess): Promise<SavedView[]> =>
      inTenant(db, scope, async (trx) => {
        const rows = await trx
          .selectFrom("saved_views")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .where((where) => where.or([where("owner", "=", actor), where("is_shared", "=", true)]))
          .orderBy("name")
          .orderBy("id")
          .execute();
        return rows.map((row) => toView(row, actor));
      }),

    /** @throws ProblemError `name-taken`, `limit-reached` with more than 100 of one's own, `forbidden` to share for whoever only reads. */
    add: (access: RequestAccess, { name, filters, is_shared }: NewSavedView): Promise<SavedView> =>
      inTenant(db, access.scope, async (trx) => {
        const { scope, actor } = access;
        refuseSharing(access, is_shared);
        const { count } = await trx
          .selectFrom("saved_views")
          .select(({ fn }) => fn.countAll().as("count"))
          .where("tenant_id", "=", scope.tenantId)
          .where("owner", "=", actor)
          .executeTakeFirstOrThrow();
        if (Number(count) >= viewsMax) {
          throw new ProblemError("limit-reached", `One keeps ${viewsMax} views at most.`);
        }
        const at = new Date(now());
        const row = await trx
          .insertInto("saved_views")
          .values({
            ...{ tenant_id: scope.tenantId, id: newId("viw"), name, owner: actor, is_shared },
            ...{ filters: JSON.stringify(filters), created_at: at, updated_at: at },
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return toView(row, actor);
      }).catch(toldNameTaken),

    change: (access: RequestAccess, id: string, change: SavedViewChange): Promise<SavedView> =>
      inTenant(db, access.scope, async (trx) => {
        const { scope, actor } = access;
        refuseSharing(access, change.is_shared);
        const { filters, ...rest } = change;
        const row = await trx
          .updateTable("saved_views")
          .set({
            ...rest,
            ...(filters === undefined ? {} : { filters: JSON.stringify(filters) }),
            updated_at: new Date(now()),
          })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", id)
          .where("owner", "=", actor)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) throw unknownView();
        return toView(row, actor);
      }).catch(toldNameTaken),

    remove: ({ scope, actor }: RequestAccess, id: string): Promise<void> =>
      inTenant(db, scope, async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("saved_views")
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", id)
          .where("owner", "=", actor)
          .executeTakeFirst();
        if (Number(numDeletedRows) === 0) throw unknownView();
      }),
  };
}

function toView(row: Selectable<Tables["saved_views"]>, actor: string): SavedView {
  return {
    id: row.id,
    name: row.name,
    filters: row.filters,
    is_shared: row.is_shared,
    is_own: row.owner === actor,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** What everybody sees is for those to decide who may change something. */
function refuseSharing(access: RequestAccess, isShared: boolean | undefined): void {
  if (isShared !== true || isAllowed(access, "calls:write")) return;
  throw new ProblemError("forbidden", "Sharing a view needs the permission calls:write.");
}

function toldNameTaken(error: unknown): never {
  const isDuplicate = (error as { code?: unknown }).code === "23505";
  if (!isDuplicate) throw error;
  throw new ProblemError("name-taken", "You have a view of this name already.");
}

function unknownView(): ProblemError {
  return new ProblemError("saved-view-not-found", "You have no such view.");
}
