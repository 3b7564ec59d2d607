import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, type ErasureSubject, inTenant } from "../../store/index.ts";

interface TextTable {
  name: string;
  columns: string[];
}

/** Its own row names the subject until it is done. */
const apart = "erasures";

/**
 * Looks through every table that the catalogue knows, those that no room thought of included: how many rows of the tenant there are, or name the caller. Only tables with
 * such rows are told. What is stored encrypted cannot be looked through.
 */
export async function findTraces(
  db: Database,
  scope: TenantScope,
  subject: ErasureSubject,
): Promise<Record<string, number>> {
  const traces: Record<string, number> = {};
  for (const { name, columns } of await tenantTables(db, scope)) {
    const named = columns.map((column) =>
      subject.kind === "caller"
        ? sql`strpos(${sql.ref(column)}::text, ${subject.number}) > 0`
        : sql`true`,
    );
    const condition = subject.kind === "tenant" ? sql`true` : sql.join(named, sql` or `);
    if (subject.kind === "caller" && (columns.length === 0 || name === apart)) continue;
    const count = await countRows(db, scope, { name, condition });
    if (count > 0) traces[name] = count;
  }
  return traces;
}

function tenantTables(db: Database, scope: TenantScope): Promise<TextTable[]> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<TextTable>`select c.relname as name,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attname <> 'tenant_id'
          and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)) as columns
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
        and has_table_privilege(c.oid, 'select')
      order by 1`.execute(trx);
    return rows;
  });
}

function countRows(
  db: Database,
  scope: TenantScope,
  { name, condition }: { name: string; condition: ReturnType<typeof sql> },
): Promise<number> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      const { rows } = await sql<{
        count: number;
      }>`select count(*)::int as count from ${sql.table(name)}
        where tenant_id = ${scope.tenantId} and (${condition})`.execute(trx);
      return rows[0]?.count ?? 0;
    },
    { pace: "report" },
  );
}
