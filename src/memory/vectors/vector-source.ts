import { sql } from "kysely";
import type { PackedPoint, VectorScope, VectorSource } from "../../search/index.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { readScopeVectors, type ScopeVectors } from "./vector.store.ts";

const batchMax = 1_000;
/** Beyond so many changes a scope is read anew. */
const changesMax = 5_000;

/** Vectors of what was said as the index takes them. Messages go only by forgetting, after which an index is read anew. */
export function createTurnVectors(db: Database): VectorSource {
  return {
    version: (scope) =>
      inTenant(db, scope, async (trx) => {
        const place = await readScopeVectors(trx, scope, scope.id);
        return place === undefined ? null : versionOf(place);
      }),
    async load(scope) {
      const place = await inTenant(db, scope, (trx) => readScopeVectors(trx, scope, scope.id));
      const version = place === undefined ? { units: -1, vectors: -1 } : versionOf(place);
      return { version, batches: readAll(db, scope) };
    },
    changes: (scope, after) =>
      inTenant(db, scope, async (trx) => {
        const place = await readScopeVectors(trx, scope, scope.id);
        if (place === undefined || place.changes_after > after.units) return null;
        const since = sql`v.version > ${after.vectors}`;
        const put = await readPoints(trx, scope, since, changesMax + 1);
        return put.length > changesMax ? null : { version: versionOf(place), put, removed: [] };
      }),
  };
}

const versionOf = ({ changes_after, vectors_version }: ScopeVectors) => ({
  units: changes_after,
  vectors: vectors_version,
});

async function* readAll(db: Database, scope: VectorScope): AsyncGenerator<PackedPoint[]> {
  let last = "";
  for (;;) {
    const after = sql`v.message_id > ${last}`;
    const points = await inTenant(db, scope, (trx) => readPoints(trx, scope, after, batchMax));
    if (points.length > 0) yield points;
    last = points.at(-1)?.id ?? "";
    if (points.length < batchMax) return;
  }
}

interface Row {
  message_id: string;
  session_id: string;
  code: Buffer;
  scale: number;
}

async function readPoints(
  trx: Trx,
  { tenantId, id, model, dimensions }: VectorScope,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<PackedPoint[]> {
  const { rows } = await sql<Row>`select v.message_id, m.session_id, v.code, v.scale
    from mem_vectors v join mem_messages m on m.tenant_id = v.tenant_id and m.id = v.message_id
    where v.tenant_id = ${tenantId} and v.scope_id = ${id} and v.model = ${model} and v.dimensions = ${dimensions}
      and v.code is not null and ${condition}
    order by v.message_id limit ${limit}`.execute(trx);
  return rows.map((row) => ({
    id: row.message_id,
    code: new Int8Array(row.code.buffer, row.code.byteOffset, row.code.length),
    scale: row.scale,
    category: row.session_id,
    validFrom: null,
    validUntil: null,
  }));
}
