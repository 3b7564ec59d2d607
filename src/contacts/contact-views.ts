import type { Contact } from "./contact.schema.ts";
import type { ContactRow } from "./contact.store.ts";

/** A row as the API shows it. */
export function toContact(row: ContactRow): Contact {
  return {
    id: row.id,
    numbers: row.numbers,
    name: row.name,
    email: row.email,
    company: row.company,
    language: row.language,
    custom: row.custom,
    tags: row.tags,
    do_not_call: row.do_not_call,
    do_not_call_reason: row.do_not_call_reason,
    call_count: row.call_count,
    first_call_at: row.first_call_at?.toISOString() ?? null,
    last_call_at: row.last_call_at?.toISOString() ?? null,
    open_follow_ups: row.open_follow_ups,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
