import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import {
  type Database,
  type ErasureSubject,
  exportRows,
  inTenant,
  type TenantData,
  type Trx,
} from "../store/index.ts";
import { forgetGoneCalls, recount } from "./contact-calls.store.ts";
import { isContactHeld } from "./contact-held.ts";
import { lockContacts } from "./contact-locks.ts";

/** What `contacts/` keeps. It looks at which calls are left, so it comes after `calls/` in every list of rooms. */
export const contactData: TenantData = {
  room: "contacts",
  tables: [
    "contacts",
    "contact_numbers",
    "contact_calls",
    "contact_notes",
    "follow_ups",
    "contact_backfills",
  ],
  erase: (db, scope, subject) =>
    alone(db, scope, async (trx) => {
      if (subject.kind === "tenant") return eraseAll(trx, scope);
      return eraseCaller(trx, scope, subject);
    }),
  /** Who has no call left goes when nothing was written about them since; whom nobody may call stays, or they would be called again. */
  expire: (db, scope, before) =>
    alone(db, scope, async (trx) => {
      await recount(trx, scope, await forgetGoneCalls(trx, scope));
      const notes = await sql`delete from contact_notes
        where tenant_id = ${scope.tenantId} and updated_at < ${before}
          and not ${isContactHeld(scope, sql`contact_notes.contact_id`)}`.execute(trx);
      const closed = await sql`delete from follow_ups
        where tenant_id = ${scope.tenantId} and closed_at < ${before}
          and not ${isContactHeld(scope, sql`follow_ups.contact_id`)}`.execute(trx);
      const people = await sql`delete from contacts c
        where c.tenant_id = ${scope.tenantId} and c.last_call_at is null and c.updated_at < ${before} and not c.do_not_call
          and not ${isContactHeld(scope, sql`c.id`)}
          and not exists (select from follow_ups f where f.tenant_id = c.tenant_id and f.contact_id = c.id)
          and not exists (select from contact_notes n where n.tenant_id = c.tenant_id and n.contact_id = c.id)`.execute(
        trx,
      );
      return [notes, closed, people].reduce(
        (sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0),
        0,
      );
    }),
  async *exportData(db, scope) {
    for (const [table, key] of [
      ["contacts", ["id"]],
      ["contact_numbers", ["number"]],
      ["contact_notes", ["id"]],
      ["follow_ups", ["id"]],
    ] as const) {
      for await (const row of exportRows(db, scope, table, key)) yield { table, row };
    }
  },
};

function alone(db: Database, scope: TenantScope, work: (trx: Trx) => Promise<number>) {
  return inTenant(
    db,
    scope,
    async (trx) => {
      await lockContacts(trx, scope);
      return work(trx);
    },
    { pace: "report" },
  );
}

async function eraseAll(trx: Trx, scope: TenantScope): Promise<number> {
  let count = 0;
  // Numbers, notes and follow-ups go with their contacts.
  for (const table of ["contact_calls", "contacts", "contact_backfills"] as const) {
    const { numDeletedRows } = await trx
      .deleteFrom(table)
      .where("tenant_id", "=", scope.tenantId)
      .executeTakeFirst();
    count += Number(numDeletedRows);
  }
  return count;
}

/** A contact is a person: whoever asks to be forgotten is, with every number of theirs that we know. */
async function eraseCaller(
  trx: Trx,
  scope: TenantScope,
  { number }: Extract<ErasureSubject, { kind: "caller" }>,
): Promise<number> {
  const people = await sql`delete from contacts where tenant_id = ${scope.tenantId} and id in (
    select contact_id from contact_numbers where tenant_id = ${scope.tenantId} and number = ${number})`.execute(
    trx,
  );
  const calls = await sql`delete from contact_calls
    where tenant_id = ${scope.tenantId} and number = ${number}`.execute(trx);
  await recount(trx, scope, await forgetGoneCalls(trx, scope));
  return Number(people.numAffectedRows ?? 0) + Number(calls.numAffectedRows ?? 0);
}
