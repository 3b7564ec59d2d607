import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { uuidV7 } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Page, type Trx } from "../store/index.ts";
import { keepContact, readContact } from "./contact.service.ts";

export type NoteService = ReturnType<typeof createNoteService>;
export type NoteRow = Awaited<ReturnType<NoteService["list"]>>[number];

/** What people write down about a contact. Whoever may write may also correct what others wrote: the audit log says who did. */
export function createNoteService({ db, now }: { db: Database; now: () => number }) {
  const audit = (trx: Trx, { scope, actor }: RequestAccess, action: string, contactId: string) =>
    recordAudit(trx, scope, { actor, action, subject: contactId });

  return {
    /** One page, the newest first; one row more than asked. */
    list: (scope: TenantScope, contactId: string, page: Page<{ id: string }>) =>
      inTenant(db, scope, async (trx) => {
        await readContact(trx, scope, contactId);
        let query = trx
          .selectFrom("contact_notes")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .where("contact_id", "=", contactId)
          .orderBy("id", "desc")
          .limit(page.limit + 1);
        if (page.cursor !== undefined) query = query.where("id", "<", page.cursor.id);
        return query.execute();
      }),

    add: (access: RequestAccess, contactId: string, content: string) =>
      inTenant(db, access.scope, async (trx) => {
        const { scope, actor } = access;
        await keepContact(trx, scope, contactId, now());
        const at = new Date(now());
        const row = await trx
          .insertInto("contact_notes")
          .values({
            tenant_id: scope.tenantId,
            id: uuidV7(now()),
            contact_id: contactId,
            content,
            author: actor,
            created_at: at,
            updated_at: at,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await audit(trx, access, "contact.note_added", contactId);
        return row;
      }),

    change: (access: RequestAccess, contactId: string, noteId: string, content: string) =>
      inTenant(db, access.scope, async (trx) => {
        const row = await trx
          .updateTable("contact_notes")
          .set({ content, updated_at: new Date(now()) })
          .where("tenant_id", "=", access.scope.tenantId)
          .where("contact_id", "=", contactId)
          .where("id", "=", noteId)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) throw unknownNote();
        await audit(trx, access, "contact.note_changed", contactId);
        return row;
      }),

    remove: (access: RequestAccess, contactId: string, noteId: string): Promise<void> =>
      inTenant(db, access.scope, async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("contact_notes")
          .where("tenant_id", "=", access.scope.tenantId)
          .where("contact_id", "=", contactId)
          .where("id", "=", noteId)
          .executeTakeFirst();
        if (Number(numDeletedRows) === 0) throw unknownNote();
        await audit(trx, access, "contact.note_removed", contactId);
      }),
  };
}

function unknownNote(): ProblemError {
  return new ProblemError("note-not-found", "This contact has no such note.");
}
