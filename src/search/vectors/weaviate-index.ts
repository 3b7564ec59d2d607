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

const name = "Weaviate";
const pointsMax = 256;
/** A server removes no more than its `QUERY_MAXIMUM_RESULTS` at once, so it is asked until nothing is left. */
const removalsMax = 1_000;

const Stored = z.array(
  z.object({ result: z.object({ errors: z.unknown().nullish(), status: z.string().nullish() }) }),
);
const Removed = z.object({ results: z.object({ matches: z.number(), successful: z.number() }) });
const Schema = z.object({ classes: z.array(z.object({ class: z.string() })).nullish() });
const GraphQl = z.object({ data: z.unknown(), errors: z.unknown().optional() });
const Hits = z.array(
  z.object({ unit_id: z.string(), _additional: z.object({ distance: z.number() }) }),
);
const Ids = z.array(z.object({ unit_id: z.string() }));
const Totals = z.tuple([z.object({ meta: z.object({ count: z.number() }) })]);

type Where = object;

/** Speaks with a Weaviate server: objects over REST, questions over GraphQL. One class for each model, tenants apart by a field that every request names. */
export function createWeaviateIndex(
  needs: Omit<JsonServiceNeeds, "name" | "headers"> & { key: string | undefined },
): VectorIndex {
  const headers = needs.key === undefined ? {} : { authorization: `Bearer ${needs.key}` };
  const service = createJsonService({ ...needs, name, headers });
  const ready = new Set<string>();

  /** Asks only where the class is there: a question about one that is not is refused as a whole. */
  const isThere = async (scope: VectorScope, signal?: AbortSignal) => {
    const className = collectionName(scope);
    if (!ready.has(className) && (await findClass(service, className, signal))) {
      ready.add(className);
    }
    return ready.has(className);
  };
  const ask = async <T>(
    kind: "Get" | "Aggregate",
    scope: VectorScope,
    question: string,
    shape: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<T | null> => {
    if (!(await isThere(scope, signal))) return null;
    const className = collectionName(scope);
    const query = `{ ${kind} { ${className}${question} } }`;
    const json = { query };
    const answer = read(GraphQl, await service.ask({ path: "/v1/graphql", json, signal }));
    if (answer.errors !== undefined) {
      ready.delete(className);
      throw new ServiceError("refused", `${name} did not understand a question`);
    }
    const data = read(z.record(z.string(), z.record(z.string(), z.unknown())), answer.data);
    return read(shape, data[kind]?.[className]);
  };
  const remove = async (className: string, where: Where, signal?: AbortSignal) => {
    for (let count = 0; count < removalsMax; count++) {
      const json = { match: { class: className, where }, output: "minimal" };
      const answer = await service.ask({
        method: "DELETE",
        path: "/v1/batch/objects",
        json,
        signal,
      });
      const { matches, successful } = read(Removed, answer).results;
      if (matches === 0) return;
      if (successful === 0) break;
    }
    throw new ServiceError("unavailable", `${name} does not come to an end with removing`);
  };

  return {
    kind: "weaviate",
    async upsert(scope, points, signal) {
      refuseOtherDimensions(scope, points);
      if (!(await isThere(scope, signal))) {
        await createClass(service, scope, signal);
        ready.add(collectionName(scope));
      }
      for (let from = 0; from < points.length; from += pointsMax) {
        const part = points.slice(from, from + pointsMax);
        const objects = part.map((point) => toObject(scope, point));
        const json = { objects };
        const stored = await service.ask({ path: "/v1/batch/objects", json, signal });
        const failed = read(Stored, stored).filter(({ result }) => result.errors != null);
        if (failed.length === 0) continue;
        ready.delete(collectionName(scope));
        throw new ServiceError("refused", `${name} did not take ${failed.length} vectors`);
      }
    },
    async search(scope, query, signal) {
      refuseOtherDimensions(scope, [query]);
      const near = `nearVector: { vector: ${JSON.stringify([...query.vector])} }`;
      const where = graphQl(and([...ofScope(scope), ...wanted(query)]));
      const question = `(${near}, where: ${where}, limit: ${query.topK}) { unit_id _additional { distance } }`;
      const hits = await ask("Get", scope, question, Hits, signal);
      return (hits ?? []).map(({ unit_id: id, _additional: { distance } }) => ({
        id,
        score: 1 - distance,
      }));
    },
    async deleteIds(scope, ids, signal) {
      if (ids.length === 0 || !(await isThere(scope, signal))) return;
      const where = and([
        ...ofScope(scope),
        { path: ["unit_id"], operator: "ContainsAny", valueTextArray: [...ids] },
      ]);
      await remove(collectionName(scope), where, signal);
    },
    async deleteScope(scope, signal) {
      if (!(await isThere(scope, signal))) return;
      await remove(collectionName(scope), and(ofScope(scope)), signal);
    },
    async deleteTenant(tenantId, signal) {
      const { classes } = read(Schema, await service.ask({ path: "/v1/schema", signal }));
      for (const { class: className } of classes ?? []) {
        if (!className.startsWith(collectionPrefix)) continue;
        await remove(className, isText("tenant_id", tenantId), signal);
      }
    },
    async count(scope, signal) {
      const question = `(where: ${graphQl(and(ofScope(scope)))}) { meta { count } }`;
      const totals = await ask("Aggregate", scope, question, Totals, signal);
      return totals?.[0].meta.count ?? 0;
    },
    async pageIds(scope, { limit, cursor, signal }) {
      const after = cursor === null ? [] : [isText("unit_id", cursor, "GreaterThan")];
      const where = graphQl(and([...ofScope(scope), ...after]));
      const sort = `sort: [{ path: ["unit_id"], order: asc }]`;
      const question = `(where: ${where}, ${sort}, limit: ${limit}) { unit_id }`;
      const found = await ask("Get", scope, question, Ids, signal);
      const ids = (found ?? []).map(({ unit_id: id }) => id);
      return { ids, next: ids.length === limit ? (ids.at(-1) ?? null) : null };
    },
    async check(signal) {
      read(Schema, await service.ask({ path: "/v1/schema", signal, triesMax: 1 }));
    },
  };
}

async function findClass(service: JsonService, className: string, signal?: AbortSignal) {
  try {
    return await service.ask({ path: `/v1/schema/${className}`, signal });
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not_found") return null;
    throw error;
  }
}

async function createClass(service: JsonService, scope: VectorScope, signal?: AbortSignal) {
  // Whole values, not words of them.
  const text = { dataType: ["text"], tokenization: "field" };
  const json = {
    class: collectionName(scope),
    vectorizer: "none",
    vectorIndexConfig: { distance: "cosine" },
    properties: [
      ...["tenant_id", "scope_id", "unit_id", "category"].map((field) => ({
        name: field,
        ...text,
      })),
      ...["valid_from", "valid_until"].map((field) => ({
        name: field,
        dataType: ["number"],
        indexRangeFilters: true,
      })),
    ],
  };
  try {
    await service.ask({ path: "/v1/schema", json, signal });
  } catch (error) {
    // Another process was faster.
    if (!(await findClass(service, collectionName(scope), signal))) throw error;
  }
}

function toObject(scope: VectorScope, point: VectorPoint) {
  return {
    class: collectionName(scope),
    id: pointId(scope, point.id),
    vector: [...point.vector],
    properties: {
      tenant_id: scope.tenantId,
      scope_id: scope.id,
      unit_id: point.id,
      ...(point.category === null ? {} : { category: point.category }),
      ...validity(point),
    },
  };
}

function ofScope({ tenantId, id }: VectorScope): Where[] {
  return [isText("tenant_id", tenantId), isText("scope_id", id)];
}

function wanted({ category, at }: VectorQuery): Where[] {
  return [
    ...(category === undefined ? [] : [isText("category", category)]),
    { path: ["valid_from"], operator: "LessThanEqual", valueNumber: at },
    { path: ["valid_until"], operator: "GreaterThan", valueNumber: at },
  ];
}

function isText(field: string, value: string, operator = "Equal"): Where {
  return { path: [field], operator, valueText: value };
}

function and(operands: Where[]): Where {
  return { operator: "And", operands };
}

/** GraphQL writes objects like JSON, but for the names of members, and operators, which stand bare. */
function graphQl(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(graphQl).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) =>
    key === "operator" ? `operator: ${String(member)}` : `${key}: ${graphQl(member)}`,
  );
  return `{ ${members.join(", ")} }`;
}

function read<T>(shape: z.ZodType<T>, answer: unknown): T {
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ServiceError("nonsense", `${name} gave an answer that is not as documented`);
}
