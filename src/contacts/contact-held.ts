import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";

/** Whether what is written about a contact must be kept, for one of their numbers or all of the tenant. */
export const isContactHeld = ({ tenantId }: TenantScope, contactId: ReturnType<typeof sql>) =>
  sql`(is_held(${tenantId}, '', '', '') or exists (select from contact_numbers h
    where h.tenant_id = ${tenantId} and h.contact_id = ${contactId} and is_held(h.tenant_id, '', h.number, '')))`;
