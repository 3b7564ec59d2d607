import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { CallService } from "../calls/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { type Contact, type ContactChange, numbersMax, tagsMax } from "./contact.schema.ts";
import { addNumbers, findContact, findContactOfCall, findOwner } from "./contact.store.ts";
import { addMissingContacts, recount } from "./contact-calls.store.ts";
import { isContactHeld } from "./contact-held.ts";
import { lockContacts } from "./contact-locks.ts";
import { toContact } from "./contact-views.ts";

export type ContactService = ReturnType<typeof createContactService>;

interface Needs {
  db: Database;
  calls: Pick<CallService, "get">;
  now: () => number;
}

/** Who calls and is called, and what people wrote down about them. */
export function createContactService({ db, calls, now }: Needs) {
  const audited = <T>(
    access: RequestAccess,
    action: string,
    contactId: string,
    work: (trx: Trx) => Promise<T>,
    payload: Record<string, unknown> = {},
  ): Promise<T> =>
    inTenant(db, access.scope, async (trx) => {
      const result = await work(trx);
      const { actor, scope } = access;
      await recordAudit(trx, scope, { actor, action, subject: contactId, payload });
      return result;
    });

  return {
    get: (scope: TenantScope, contactId: string) =>
      inTenant(db, scope, (trx) => readContact(trx, scope, contactId)),

    /** @throws ProblemError `contact-exists` when one of the numbers has a contact. */
    create(access: RequestAccess, numbers: readonly string[], given: ContactChange) {
      const { scope } = access;
      const id = newId("cnt");
      const work = async (trx: Trx) => {
        await lockContacts(trx, scope);
        await insertContact(trx, scope, { id, numbers, given, now: now() });
        return readContact(trx, scope, id);
      };
      return audited(access, "contact.created", id, work);
    },

    /** Writes down what is given; what is left out stays as it is. */
    change(access: RequestAccess, contactId: string, change: ContactChange): Promise<Contact> {
      const { scope } = access;
      const work = async (trx: Trx) => {
        await changeContact(trx, scope, contactId, change, now());
        return readContact(trx, scope, contactId);
      };
      // What was written is the contact's own; the log says only which fields.
      const payload = { changed: Object.keys(change) };
      return audited(access, "contact.changed", contactId, work, payload);
    },

    /** Removes the contact with notes and follow-ups. Its calls stay, so the next one makes a new contact. */
    remove(access: RequestAccess, contactId: string): Promise<void> {
      const { scope } = access;
      return audited(access, "contact.removed", contactId, async (trx) => {
        await lockContacts(trx, scope);
        await refuseHeld(trx, scope, contactId);
        const { numDeletedRows } = await trx
          .deleteFrom("contacts")
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", contactId)
          .executeTakeFirst();
        if (Number(numDeletedRows) === 0) throw unknownContact();
      });
    },

    /** Several people may add tags at once: none is lost. */
    addTags: (access: RequestAccess, contactId: string, tags: readonly string[]) =>
      audited(access, "contact.tagged", contactId, async (trx) => {
        const { scope } = access;
        await keepContact(trx, scope, contactId, now());
        const row = await trx
          .updateTable("contacts")
          .set({
            tags: sql<
              string[]
            >`array(select distinct unnest(tags || ${[...tags]}::text[]) order by 1)`,
          })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", contactId)
          .returning("tags")
          .executeTakeFirst();
        if ((row?.tags.length ?? 0) > tagsMax) {
          throw new ProblemError("invalid-request", `A contact has at most ${tagsMax} tags.`);
        }
        return readContact(trx, scope, contactId);
      }),

    removeTag: (access: RequestAccess, contactId: string, tag: string) =>
      audited(access, "contact.untagged", contactId, async (trx) => {
        const { scope } = access;
        await keepContact(trx, scope, contactId, now());
        await trx
          .updateTable("contacts")
          .set({ tags: sql<string[]>`array_remove(tags, ${tag})` })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", contactId)
          .execute();
        return readContact(trx, scope, contactId);
      }),

    addNumber: (access: RequestAccess, contactId: string, number: string) =>
      audited(access, "contact.number_added", contactId, async (trx) => {
        const { scope } = access;
        await lockContacts(trx, scope);
        await keepContact(trx, scope, contactId, now());
        await refuseTaken(trx, scope, [number]);
        const { numbers } = await readContact(trx, scope, contactId);
        if (numbers.length >= numbersMax) {
          throw new ProblemError("invalid-request", `A contact has at most ${numbersMax} numbers.`);
        }
        await addNumbers(trx, scope, contactId, [number]);
        await recount(trx, scope, [number]);
        return readContact(trx, scope, contactId);
      }),

    /** Takes a number away. Where it has calls, they have a contact of their own from now on. */
    removeNumber: (access: RequestAccess, contactId: string, number: string) =>
      audited(access, "contact.number_removed", contactId, async (trx) => {
        const { scope } = access;
        await lockContacts(trx, scope);
        await keepContact(trx, scope, contactId, now());
        const { numbers } = await readContact(trx, scope, contactId);
        const left = numbers.filter((one) => one !== number);
        if (left.length === numbers.length) {
          throw new ProblemError("not-found", "This contact has no such number.");
        }
        if (left.length === 0) {
          throw new ProblemError("invalid-request", "A contact has a number. Remove the contact.");
        }
        await trx
          .deleteFrom("contact_numbers")
          .where("tenant_id", "=", scope.tenantId)
          .where("number", "=", number)
          .execute();
        await addMissingContacts(trx, scope, [number]);
        await recount(trx, scope, [number, ...left]);
        return readContact(trx, scope, contactId);
      }),

    /** Who the other party of a call is, and how often we spoke before. */
    async ofCall(scope: TenantScope, callId: string) {
      await calls.get(scope, callId);
      return inTenant(db, scope, async (trx) => {
        const found = await findContactOfCall(trx, scope, callId);
        if (found === undefined) return { contact: null, calls_before: 0 };
        const contact = await readContact(trx, scope, found.contact_id);
        return { contact, calls_before: found.calls_before };
      });
    },
  };
}

function unknownContact(): ProblemError {
  return new ProblemError("contact-not-found", "This tenant has no such contact.");
}

/** @throws ProblemError `contact-not-found`. */
export async function readContact(trx: Trx, scope: TenantScope, contactId: string) {
  const row = await findContact(trx, scope, contactId);
  if (row === undefined) throw unknownContact();
  return toContact(row);
}

/** Somebody writes something down: the contact stays from now on, even without calls. Its row is locked. */
export async function keepContact(
  trx: Trx,
  scope: TenantScope,
  contactId: string,
  now: number,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable("contacts")
    .set({ is_kept: true, updated_at: new Date(now) })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", contactId)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) throw unknownContact();
}

/** @throws ProblemError `contact-exists` with the id of the contact. */
async function refuseTaken(trx: Trx, scope: TenantScope, numbers: readonly string[]) {
  for (const number of numbers) {
    const owner = await findOwner(trx, scope, number);
    if (owner === undefined) continue;
    throw new ProblemError("contact-exists", "Change that contact, or merge the two.", {
      extra: { contact_id: owner },
    });
  }
}

/** Writes a new contact; whoever calls this holds the tenant's lock of contacts. */
export async function insertContact(
  trx: Trx,
  scope: TenantScope,
  contact: { id: string; numbers: readonly string[]; given: ContactChange; now: number },
): Promise<void> {
  const numbers = [...new Set(contact.numbers)];
  await refuseTaken(trx, scope, numbers);
  const at = new Date(contact.now);
  await trx
    .insertInto("contacts")
    .values({
      tenant_id: scope.tenantId,
      id: contact.id,
      is_kept: true,
      created_at: at,
      updated_at: at,
      ...columnsOf(contact.given),
    })
    .execute();
  await addNumbers(trx, scope, contact.id, numbers);
  await recount(trx, scope, numbers);
}

/** Writes down what is given about a contact. */
export async function changeContact(
  trx: Trx,
  scope: TenantScope,
  contactId: string,
  change: ContactChange,
  now: number,
): Promise<void> {
  await keepContact(trx, scope, contactId, now);
  const columns = columnsOf(change);
  if (Object.keys(columns).length === 0) return;
  await trx
    .updateTable("contacts")
    .set(columns)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", contactId)
    .execute();
}

function columnsOf({ tags, custom, ...plain }: ContactChange) {
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as Partial<{
      [K in keyof typeof plain]: NonNullable<(typeof plain)[K]>;
    }>),
    ...(custom === undefined
      ? {}
      : { custom: sql<Record<string, unknown>>`${JSON.stringify(custom)}::jsonb` }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags)].sort() }),
  };
}

/** What a legal hold keeps is not removed at anybody's wish. */
async function refuseHeld(trx: Trx, scope: TenantScope, contactId: string): Promise<void> {
  const { rows } = await sql`select from contacts c
    where c.tenant_id = ${scope.tenantId} and c.id = ${contactId} and ${isContactHeld(scope, sql`c.id`)}`.execute(
    trx,
  );
  if (rows.length > 0) {
    throw new ProblemError("legal-hold", "A legal hold is in force: release it first.");
  }
}
