import { recordAudit } from "../audit/index.ts";
import { newId, uuidV7 } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, inTenantAtOnce, type Trx } from "../store/index.ts";
import { insertContact, keepContact } from "./contact.service.ts";
import { findContact, findOwner } from "./contact.store.ts";
import { lockNumbers } from "./contact-locks.ts";

/** What somebody who called wants to be told on. */
export interface Message {
  /** Whom to call back, in E.164. */
  number: string;
  /** Empty where it was not told. */
  name: string;
  content: string;
  callId: string | null;
  dueAt: Date;
  timeZone: string;
  isUrgent: boolean;
  /** Who took it, for the audit log. */
  actor: string;
}

/** Takes a message for people: a note at the contact of the number, and a follow-up so that somebody calls back. All of it, or nothing. */
export function createMessageTaker({ db, now }: { db: Database; now: () => number }) {
  return (scope: TenantScope, message: Message): Promise<{ followUpId: string }> =>
    inTenant(db, scope, async (trx) => {
      const { number, actor } = message;
      await lockNumbers(trx, scope, [number]);
      const contactId = await contactOf(trx, scope, message, now());
      const row = { tenant_id: scope.tenantId, contact_id: contactId };
      const at = new Date(now());
      const followUpId = uuidV7(now());
      await trx
        .insertInto("contact_notes")
        .values({
          ...{ ...row, id: uuidV7(now()), content: message.content, author: actor },
          ...{ created_at: at, updated_at: at },
        })
        .execute();
      await trx
        .insertInto("follow_ups")
        .values({
          ...{ ...row, id: followUpId, call_id: message.callId, title: "Call back" },
          ...{ notes: message.content, due_at: message.dueAt, time_zone: message.timeZone },
          ...{ priority: message.isUrgent ? "urgent" : "normal", assignee_id: null },
          ...{ created_by: actor, created_at: at, updated_at: at },
        })
        .execute();
      const payload = { contact_id: contactId };
      await recordAudit(trx, scope, {
        ...{ actor, action: "contact.message_taken", subject: followUpId, payload },
      });
      return { followUpId };
    });
}

/** The contact of the number, made where there is none. A name is written down only where none was. */
async function contactOf(trx: Trx, scope: TenantScope, message: Message, now: number) {
  const { number, name } = message;
  const owner = await findOwner(trx, scope, number);
  if (owner === undefined) {
    const id = newId("cnt");
    await insertContact(trx, scope, { id, numbers: [number], given: { name }, now });
    return id;
  }
  await keepContact(trx, scope, owner, now);
  const known = await findContact(trx, scope, owner);
  if (name !== "" && known?.name === "") {
    await trx
      .updateTable("contacts")
      .set({ name })
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", owner)
      .execute();
  }
  return owner;
}

/** What the contact of a number is called; empty where nobody wrote it down. */
export function findContactName(db: Database, scope: TenantScope, number: string): Promise<string> {
  return inTenantAtOnce(db, scope, async (trx) => {
    const row = await trx
      .selectFrom("contact_numbers as n")
      .innerJoin("contacts as c", (join) =>
        join.onRef("c.tenant_id", "=", "n.tenant_id").onRef("c.id", "=", "n.contact_id"),
      )
      .select("c.name")
      .where("n.tenant_id", "=", scope.tenantId)
      .where("n.number", "=", number)
      .executeTakeFirst();
    return row?.name ?? "";
  });
}
