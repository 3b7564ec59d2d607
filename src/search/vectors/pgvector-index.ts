import { sql } from "kysely";
import { ServiceError } from "../../guard/index.ts";
import { asWorker, type Database, inTenant } from "../../store/index.ts";
import { refuseOtherDimensions } from "./dimensions.ts";
import type { VectorIndex, VectorPoint, VectorQuery, VectorScope } from "./vector-index.ts";

/** Locks out others who prepare the same; any number that nothing else uses. */
const prepareLock = 7_305_221_804;

/** Whether an administrator has set up the extension pgvector in the database: it is not one that we may set up ourselves. */
export async function hasPgvector(db: Database): Promise<boolean> {
  const { rows } = await sql`select from pg_extension where extname = 'vector'`.execute(db.kysely);
  return rows.length > 0;
}

/**
 * Keeps vectors in the database, in a table that is made when it is first needed: most servers do not have the extension. Every vector of a scope is compared, so filters
 * cost nothing and what is found is exact.
 */
export function createPgvectorIndex({ db }: { db: Database }): VectorIndex {
  let prepared: Promise<void> | undefined;
  const prepare = () => {
    prepared ??= prepareTable(db).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };
  return {
    kind: "pgvector",
    async upsert(scope, points) {
      refuseOtherDimensions(scope, points);
      await prepare();
      await inTenant(db, scope, async (trx) => {
        const { tenantId, id, model, dimensions } = scope;
        await sql`insert into vector_points (tenant_id, scope_id, model, dimensions, id, category, valid_from, valid_until, embedding)
          select ${tenantId}, ${id}, ${model}, ${dimensions}, p.id, p.category, p.valid_from, p.valid_until, p.embedding::vector
          from unnest(${points.map((point) => point.id)}::text[], ${points.map(({ category }) => category)}::text[],
            ${points.map(({ validFrom }) => validFrom)}::bigint[], ${points.map(({ validUntil }) => validUntil)}::bigint[],
            ${points.map(asText)}::text[]) as p (id, category, valid_from, valid_until, embedding)
          on conflict (tenant_id, scope_id, model, dimensions, id) do update set category = excluded.category,
            valid_from = excluded.valid_from, valid_until = excluded.valid_until, embedding = excluded.embedding`.execute(
          trx,
        );
      });
    },
    async search(scope, query) {
      refuseOtherDimensions(scope, [query]);
      await prepare();
      return inTenant(db, scope, async (trx) => {
        const { rows } = await sql<{
          id: string;
          score: number;
        }>`select id, 1 - (embedding <=> ${asText(query)}::vector) as score from vector_points
          where ${ofScope(scope)} ${wanted(query)}
          order by embedding <=> ${asText(query)}::vector limit ${query.topK}`.execute(trx);
        return rows;
      });
    },
    async deleteIds(scope, ids) {
      await prepare();
      await inTenant(db, scope, (trx) =>
        sql`delete from vector_points where ${ofScope(scope)} and id = any(${[...ids]})`.execute(
          trx,
        ),
      );
    },
    async deleteScope(scope) {
      await prepare();
      await inTenant(db, scope, (trx) =>
        sql`delete from vector_points where ${ofScope(scope)}`.execute(trx),
      );
    },
    async deleteTenant(tenantId) {
      await prepare();
      await inTenant(db, { tenantId }, (trx) =>
        sql`delete from vector_points where tenant_id = ${tenantId}`.execute(trx),
      );
    },
    async count(scope) {
      await prepare();
      return inTenant(db, scope, async (trx) => {
        const { rows } = await sql<{
          count: number;
        }>`select count(*) as count from vector_points where ${ofScope(scope)}`.execute(trx);
        return rows[0]?.count ?? 0;
      });
    },
    async pageIds(scope, { limit, cursor }) {
      await prepare();
      return inTenant(db, scope, async (trx) => {
        const { rows } = await sql<{ id: string }>`select id from vector_points
          where ${ofScope(scope)} and id > ${cursor ?? ""} order by id limit ${limit + 1}`.execute(
          trx,
        );
        const ids = rows.slice(0, limit).map(({ id }) => id);
        return { ids, next: rows.length > limit ? (ids.at(-1) ?? null) : null };
      });
    },
    check: prepare,
  };
}

function ofScope({ tenantId, id, model, dimensions }: VectorScope) {
  return sql`tenant_id = ${tenantId} and scope_id = ${id} and model = ${model} and dimensions = ${dimensions}`;
}

function wanted({ category, at }: VectorQuery) {
  const ofCategory = category === undefined ? sql`` : sql`and category = ${category}`;
  return sql`${ofCategory} and (valid_from is null or valid_from <= ${at}) and (valid_until is null or valid_until > ${at})`;
}

function asText({ vector }: Pick<VectorPoint, "vector">): string {
  return `[${vector.join(",")}]`;
}

async function prepareTable(db: Database): Promise<void> {
  if (!(await hasPgvector(db))) {
    const message =
      "The extension pgvector is not set up in the database: an administrator can run `create extension vector` in it where the server has it";
    throw new ServiceError("refused", message);
  }
  await db.kysely.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${prepareLock})`.execute(trx);
    await sql.raw(tableSql).execute(trx);
  });
  // It answers to the role that will use it.
  await asWorker(db, (trx) => sql`select from vector_points limit 0`.execute(trx));
}

const tableSql = /* sql */ `
do $$
begin
  if to_regclass('vector_points') is not null then return; end if;
  create table vector_points (
    tenant_id text not null references tenants (tenant_id),
    scope_id text not null,
    model text not null,
    dimensions integer not null,
    id text not null,
    category text,
    valid_from bigint,
    valid_until bigint,
    embedding vector not null,
    primary key (tenant_id, scope_id, model, dimensions, id)
  );
  alter table vector_points enable row level security;
  alter table vector_points force row level security;
  create policy tenant on vector_points to voicelens_app using (tenant_id = current_setting('app.tenant_id', true))
    with check (tenant_id = current_setting('app.tenant_id', true));
  create policy worker on vector_points to voicelens_worker using (true) with check (true);
  grant select, insert, update, delete on vector_points to voicelens_app;
  grant select on vector_points to voicelens_worker;
end $$`;
