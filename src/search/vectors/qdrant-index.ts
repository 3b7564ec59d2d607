import { z } from "zod";
import {
  createJsonService,
  type JsonService,
  type JsonServiceNeeds,
  ServiceError,
} from "../../guard/index.ts";
import { refuseOtherDimensions } from "./dimensions.ts";
import { collectionName, collectionPrefix, pointId } from "./point-id.ts";
import { validity } from "./validity.ts";
import type { VectorIndex, VectorPoint, VectorQuery, VectorScope } from "./vector-index.ts";

const name = "Qdrant";
const pointsMax = 256;
const indexedFields = [
  { field_name: "tenant_id", field_schema: { type: "keyword", is_tenant: true } },
  { field_name: "scope_id", field_schema: "keyword" },
  { field_name: "category", field_schema: "keyword" },
] as const;

const Payload = z.object({ unit_id: z.string() });
const Found = z.object({
  result: z.object({ points: z.array(z.object({ score: z.number(), payload: Payload })) }),
});
const Scrolled = z.object({
  result: z.object({
    points: z.array(z.object({ payload: Payload })),
    next_page_offset: z.string().nullish(),
  }),
});
const Counted = z.object({ result: z.object({ count: z.number() }) });
const Collections = z.object({
  result: z.object({ collections: z.array(z.object({ name: z.string() })) }),
});
const Collection = z.object({
  result: z.object({
    config: z.object({ params: z.object({ vectors: z.object({ size: z.number() }) }) }),
  }),
});

/** Speaks with a Qdrant server over REST: one collection for each model, tenants apart by an indexed field that every request names. */
export function createQdrantIndex(
  needs: Omit<JsonServiceNeeds, "name" | "headers"> & { key: string | undefined },
): VectorIndex {
  const headers = needs.key === undefined ? {} : { "api-key": needs.key };
  const service = createJsonService({ ...needs, name, headers });
  const ready = new Set<string>();

  const prepare = async (scope: VectorScope, signal?: AbortSignal) => {
    const collection = collectionName(scope);
    if (ready.has(collection)) return;
    await createCollection(service, collection, scope.dimensions, signal);
    ready.add(collection);
  };
  const askCollection = async <T>(
    scope: VectorScope,
    action: string,
    json: unknown,
    shape: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<T | null> => {
    const path = `/collections/${collectionName(scope)}/points${action}`;
    try {
      return read(shape, await service.ask({ method: "POST", path, json, signal }));
    } catch (error) {
      // Nothing was put in yet.
      if (error instanceof ServiceError && error.kind === "not_found") return null;
      throw error;
    }
  };
  const remove = (scope: VectorScope, json: unknown, signal?: AbortSignal) =>
    askCollection(scope, "/delete?wait=true", json, z.unknown(), signal);

  return {
    kind: "qdrant",
    async upsert(scope, points, signal) {
      refuseOtherDimensions(scope, points);
      await prepare(scope, signal);
      for (let from = 0; from < points.length; from += pointsMax) {
        const part = points.slice(from, from + pointsMax).map((point) => toPoint(scope, point));
        const path = `/collections/${collectionName(scope)}/points?wait=true`;
        try {
          await service.ask({ method: "PUT", path, json: { points: part }, signal });
        } catch (error) {
          // Somebody removed the collection: the next try makes it anew.
          ready.delete(collectionName(scope));
          throw error;
        }
      }
    },
    async search(scope, query, signal) {
      refuseOtherDimensions(scope, [query]);
      const json = {
        query: [...query.vector],
        filter: { must: [...ofScope(scope), ...wanted(query)] },
        limit: query.topK,
        with_payload: ["unit_id"],
      };
      const found = await askCollection(scope, "/query", json, Found, signal);
      return (found?.result.points ?? []).map(({ score, payload }) => ({
        id: payload.unit_id,
        score,
      }));
    },
    async deleteIds(scope, ids, signal) {
      if (ids.length === 0) return;
      // By filter, so that an id of another scope is none of ours.
      const points = ids.map((id) => pointId(scope, id));
      const filter = { must: [...ofScope(scope), { has_id: points }] };
      await remove(scope, { filter }, signal);
    },
    async deleteScope(scope, signal) {
      await remove(scope, { filter: { must: ofScope(scope) } }, signal);
    },
    async deleteTenant(tenantId, signal) {
      const answer = read(Collections, await service.ask({ path: "/collections", signal }));
      const filter = { must: [match("tenant_id", tenantId)] };
      for (const { name: collection } of answer.result.collections) {
        if (!collection.startsWith(collectionPrefix)) continue;
        const path = `/collections/${collection}/points/delete?wait=true`;
        await service.ask({ path, json: { filter }, signal });
      }
    },
    async count(scope, signal) {
      const json = { filter: { must: ofScope(scope) }, exact: true };
      return (await askCollection(scope, "/count", json, Counted, signal))?.result.count ?? 0;
    },
    async pageIds(scope, { limit, cursor, signal }) {
      const json = {
        filter: { must: ofScope(scope) },
        limit,
        ...(cursor === null ? {} : { offset: cursor }),
        with_payload: ["unit_id"],
        with_vector: false,
      };
      const found = await askCollection(scope, "/scroll", json, Scrolled, signal);
      const ids = (found?.result.points ?? []).map(({ payload }) => payload.unit_id);
      return { ids, next: found?.result.next_page_offset ?? null };
    },
    async check(signal) {
      read(Collections, await service.ask({ path: "/collections", signal, triesMax: 1 }));
    },
  };
}

/** Makes the collection where it is missing, and makes sure that one that is there fits. */
async function createCollection(
  service: JsonService,
  collection: string,
  dimensions: number,
  signal?: AbortSignal,
): Promise<void> {
  const path = `/collections/${collection}`;
  const vectors = { size: dimensions, distance: "Cosine" };
  try {
    await service.ask({ method: "PUT", path, json: { vectors }, signal });
  } catch (error) {
    // Older servers say 400 where newer say 409.
    const isThere =
      error instanceof ServiceError && (error.kind === "conflict" || error.status === 400);
    if (!isThere) throw error;
    const { result } = read(Collection, await service.ask({ path, signal }));
    const { size } = result.config.params.vectors;
    if (size !== dimensions) {
      const message = `${name} has the collection with ${size} numbers for each vector where ${dimensions} are needed`;
      throw new ServiceError("refused", message, { cause: error });
    }
  }
  for (const field of indexedFields) {
    await service.ask({ method: "PUT", path: `${path}/index?wait=true`, json: field, signal });
  }
}

function toPoint(scope: VectorScope, point: VectorPoint) {
  return {
    id: pointId(scope, point.id),
    vector: [...point.vector],
    payload: {
      tenant_id: scope.tenantId,
      scope_id: scope.id,
      unit_id: point.id,
      category: point.category,
      ...validity(point),
    },
  };
}

function ofScope({ tenantId, id }: VectorScope) {
  return [match("tenant_id", tenantId), match("scope_id", id)];
}

function wanted({ category, at }: VectorQuery) {
  return [
    ...(category === undefined ? [] : [match("category", category)]),
    { key: "valid_from", range: { lte: at } },
    { key: "valid_until", range: { gt: at } },
  ];
}

function match(key: string, value: string) {
  return { key, match: { value } };
}

function read<T>(shape: z.ZodType<T>, answer: unknown): T {
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ServiceError("nonsense", `${name} gave an answer that is not as documented`);
}
