import { sql } from "kysely";
import type { PackedPoint, VectorScope, VectorSource, VectorVersion } from "../search/index.ts";
import { type Database, inTenant, inTenantAtOnce, type Trx } from "../store/index.ts";

const batchMax = 1_000;
/** Beyond so many changes a scope is read anew: that is as fast, and simpler to the server. */
const changesMax = 5_000;

interface Row {
  chunk_id: string;
  code: Buffer;
  scale: number;
  category: string | null;
  valid_from: Date | null;
  valid_until: Date | null;
}

/** Vectors of the database as indexes take them; a scope's id is its base's. */
export function createVectorSource({ db }: { db: Database }): VectorSource {
  return {
    version: (scope) =>
      inTenantAtOnce(db, scope, async (trx) => (await readVersion(trx, scope))?.now ?? null),
    async load(scope) {
      const read = await inTenant(db, scope, (trx) => readVersion(trx, scope));
      return { version: read?.now ?? { units: -1, vectors: -1 }, batches: readAll(db, scope) };
    },
    changes: (scope, after) =>
      inTenant(
        db,
        scope,
        async (trx) => {
          const read = await readVersion(trx, scope);
          if (read === undefined || read.changesAfter > after.units) return null;
          const ids = await findChanged(trx, scope, after);
          if (ids.length > changesMax) return null;
          const put = await readPoints(trx, scope, sql`v.chunk_id = any(${ids})`, changesMax);
          const there = new Set(put.map(({ id }) => id));
          return { version: read.now, put, removed: ids.filter((id) => !there.has(id)) };
        },
        { pace: "report" },
      ),
  };
}

/** The versions of base and set; nothing when either is not there. */
async function readVersion(
  trx: Trx,
  { tenantId, id, model, dimensions }: VectorScope,
): Promise<{ now: VectorVersion; changesAfter: number } | undefined> {
  const row = await trx
    .selectFrom("knowledge_bases as b")
    .innerJoin("knowledge_vector_sets as s", (join) =>
      join.onRef("s.tenant_id", "=", "b.tenant_id").onRef("s.base_id", "=", "b.id"),
    )
    .select(["b.version as units", "b.changes_after", "s.version as vectors"])
    .where("b.tenant_id", "=", tenantId)
    .where("b.id", "=", id)
    .where("s.model", "=", model)
    .where("s.dimensions", "=", dimensions)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { now: { units: row.units, vectors: row.vectors }, changesAfter: row.changes_after };
}

async function findChanged(trx: Trx, scope: VectorScope, after: VectorVersion): Promise<string[]> {
  const { tenantId, id, model, dimensions } = scope;
  const { rows } = await sql<{ chunk_id: string }>`select chunk_id from knowledge_changes
      where tenant_id = ${tenantId} and base_id = ${id} and version > ${after.units}
    union select chunk_id from knowledge_vectors where tenant_id = ${tenantId} and base_id = ${id} and model = ${model}
      and dimensions = ${dimensions} and version > ${after.vectors}
    limit ${changesMax + 1}`.execute(trx);
  return rows.map(({ chunk_id }) => chunk_id);
}

async function* readAll(db: Database, scope: VectorScope): AsyncGenerator<PackedPoint[]> {
  let last = "";
  for (;;) {
    const after = sql`v.chunk_id > ${last}`;
    const read = (trx: Trx) => readPoints(trx, scope, after, batchMax);
    const points = await inTenant(db, scope, read, { pace: "report" });
    if (points.length > 0) yield points;
    last = points.at(-1)?.id ?? "";
    if (points.length < batchMax) return;
  }
}

async function readPoints(
  trx: Trx,
  { tenantId, id, model, dimensions }: VectorScope,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<PackedPoint[]> {
  const { rows } =
    await sql<Row>`select v.chunk_id, v.code, v.scale, d.category, d.valid_from, d.valid_until
    from knowledge_vectors v join knowledge_chunks c on c.tenant_id = v.tenant_id and c.id = v.chunk_id
    join knowledge_documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
    where v.tenant_id = ${tenantId} and v.base_id = ${id} and v.model = ${model} and v.dimensions = ${dimensions}
      and v.code is not null and ${condition}
    order by v.chunk_id limit ${limit}`.execute(trx);
  return rows.map((row) => ({
    id: row.chunk_id,
    code: new Int8Array(row.code.buffer, row.code.byteOffset, row.code.length),
    scale: row.scale,
    category: row.category,
    validFrom: row.valid_from?.getTime() ?? null,
    validUntil: row.valid_until?.getTime() ?? null,
  }));
}
