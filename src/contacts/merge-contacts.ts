import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { type Database, inTenant } from "../store/index.ts";
import { type Contact, numbersMax, tagsMax } from "./contact.schema.ts";
import { readContact } from "./contact.service.ts";
import { recount } from "./contact-calls.store.ts";
import { lockContacts } from "./contact-locks.ts";

/**
 * Makes one contact of two: the one that is kept gets numbers, notes, follow-ups and tags of the other, and whatever of its own is empty. Whom nobody may call
 * stays so, whichever of them it was.
 */
export function mergeContacts(
  { db, now }: { db: Database; now: () => number },
  access: RequestAccess,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<Contact> {
  const { scope, actor } = access;
  return inTenant(db, scope, async (trx) => {
    await lockContacts(trx, scope);
    const kept = await readContact(trx, scope, keptId);
    if (keptId === mergedId) {
      throw new ProblemError("invalid-request", "A contact cannot be merged with itself.");
    }
    const merged = await readContact(trx, scope, mergedId);
    const numbers = [...kept.numbers, ...merged.numbers];
    const tags = [...new Set([...kept.tags, ...merged.tags])].sort();
    if (numbers.length > numbersMax || tags.length > tagsMax) {
      throw new ProblemError(
        "invalid-request",
        `A contact has at most ${numbersMax} numbers and ${tagsMax} tags.`,
      );
    }
    for (const table of ["contact_numbers", "contact_notes", "follow_ups"] as const) {
      await sql`update ${sql.table(table)} set contact_id = ${keptId}
        where tenant_id = ${scope.tenantId} and contact_id = ${mergedId}`.execute(trx);
    }
    const custom = JSON.stringify({ ...merged.custom, ...kept.custom });
    await trx
      .updateTable("contacts")
      .set({
        name: kept.name || merged.name,
        email: kept.email || merged.email,
        company: kept.company || merged.company,
        language: kept.language || merged.language,
        custom: sql<Record<string, unknown>>`${custom}::jsonb`,
        tags,
        do_not_call: kept.do_not_call || merged.do_not_call,
        do_not_call_reason: kept.do_not_call_reason || merged.do_not_call_reason,
        is_kept: true,
        updated_at: new Date(now()),
      })
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", keptId)
      .execute();
    await trx
      .deleteFrom("contacts")
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", mergedId)
      .execute();
    await recount(trx, scope, numbers);
    await recordAudit(trx, scope, {
      actor,
      action: "contact.merged",
      subject: keptId,
      payload: { merged: mergedId },
    });
    return readContact(trx, scope, keptId);
  });
}
