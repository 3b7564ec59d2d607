import type { Generated } from "kysely";

/** Owner: contacts/. One row per person who calls or is called. */
export interface ContactsTable {
  tenant_id: string;
  id: string;
  name: Generated<string>;
  email: Generated<string>;
  company: Generated<string>;
  language: Generated<string>;
  /** What the tenant wants to know beyond that, by names of its own. */
  custom: Generated<Record<string, unknown>>;
  tags: Generated<string[]>;
  /** Nobody is to call them; asked before every call that we place. */
  do_not_call: Generated<boolean>;
  do_not_call_reason: Generated<string>;
  /** Whether a person made it or wrote something down: it then stays without any call. */
  is_kept: Generated<boolean>;
  first_call_at: Date | null;
  last_call_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** Owner: contacts/. Whose a number is, in E.164; a contact may have several. */
export interface ContactNumbersTable {
  tenant_id: string;
  number: string;
  contact_id: string;
  created_at: Date;
}

/** Owner: contacts/. Each call with the number of its other party and when it was: made of the calls, as they change. */
export interface ContactCallsTable {
  tenant_id: string;
  call_id: string;
  number: string;
  at: Date;
}

/** Owner: contacts/. How far the calls that were there before contacts were are gone through. */
export interface ContactBackfillsTable {
  tenant_id: string;
  after_at: Generated<Date>;
  after_id: Generated<string>;
  until_at: Date;
  next_at: Date;
  claimed_until: Date | null;
  done_at: Date | null;
}

/** Owner: contacts/. What people wrote down about a contact. */
export interface ContactNotesTable {
  tenant_id: string;
  id: string;
  contact_id: string;
  content: string;
  author: string;
  created_at: Date;
  updated_at: Date;
}

/** Owner: contacts/. What is to be done for a contact, by when and by whom. */
export interface FollowUpsTable {
  tenant_id: string;
  id: string;
  contact_id: string;
  call_id: string | null;
  title: string;
  due_at: Date;
  /** The zone in which whoever set it thinks of the time it is due. */
  time_zone: string;
  priority: "low" | "normal" | "high" | "urgent";
  assignee_id: string | null;
  status: Generated<"open" | "done" | "cancelled">;
  outcome: Generated<string>;
  notes: Generated<string>;
  created_by: string;
  created_at: Date;
  updated_at: Date;
  closed_at: Date | null;
}
