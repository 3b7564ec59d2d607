import { cosine, type JsonRequest, startJsonServer, type VectorServer } from "./json-server.ts";

interface Stored {
  class: string;
  id: string;
  vector: number[];
  properties: Record<string, string | number>;
}

interface Where {
  operator: string;
  operands?: Where[];
  path?: string[];
  valueText?: string;
  valueNumber?: number;
  valueTextArray?: string[];
}

/** How many objects one request removes at most: small, so that it is reached. */
const removedMax = 20;

/** Answers as the REST and GraphQL references of Weaviate 1.35 document, as far as we ask; checked against a server of that version. */
export function startWeaviate(key: string): Promise<VectorServer> {
  const classes = new Map<string, Map<string, Stored>>();
  return startJsonServer(({ method, path, headers, body }: JsonRequest) => {
    if (headers.authorization !== `Bearer ${key}`) return [401, { code: 401, message: "no" }];
    if (path === "/v1/graphql") return graphQl(body.query);
    if (path === "/v1/schema" && method === "GET") {
      return [200, { classes: [...classes.keys()].map((name) => ({ class: name })) }];
    }
    if (path === "/v1/schema") {
      if (classes.has(body.class)) return [422, { error: [{ message: "already exists" }] }];
      classes.set(body.class, new Map());
      return [200, body];
    }
    if (path.startsWith("/v1/schema/")) {
      return classes.has(path.slice(11)) ? [200, { class: path.slice(11) }] : [404, {}];
    }
    return method === "DELETE" ? remove(body.match) : [200, body.objects.map(store)];
  });

  function store(object: Stored) {
    const objects = classes.get(object.class);
    const [first] = objects?.values() ?? [];
    if (!objects || (first && first.vector.length !== object.vector.length)) {
      return { result: { errors: { error: [{ message: "vector lengths don't match" }] } } };
    }
    objects.set(object.id, object);
    return { result: { status: "SUCCESS" } };
  }
  function remove({ class: name, where }: { class: string; where: Where }) {
    const objects = classes.get(name) ?? new Map<string, Stored>();
    const found = [...objects.values()].filter((object) => fits(object, where));
    const gone = found.slice(0, removedMax);
    for (const { id } of gone) objects.delete(id);
    return [200, { results: { matches: found.length, successful: gone.length } }] as const;
  }
  function graphQl(query: string): readonly [number, unknown] {
    const [, kind = "", name = ""] = /^\{ (\w+) \{ (\w+)/.exec(query) ?? [];
    const where = readWhere(/where: (\{ operator.*?\] \})/.exec(query)?.[1] ?? "{}");
    const objects = [...(classes.get(name)?.values() ?? [])].filter((one) => fits(one, where));
    if (kind === "Aggregate") {
      return [200, { data: { Aggregate: { [name]: [{ meta: { count: objects.length } }] } } }];
    }
    const limit = Number(/limit: (\d+)/.exec(query)?.[1]);
    const near = /nearVector: \{ vector: (\[[^\]]*\])/.exec(query)?.[1];
    const distanceOf = ({ vector }: Stored) =>
      near === undefined ? 0 : 1 - cosine(vector, JSON.parse(near) as number[]);
    const rows = objects
      .map((one) => ({ ...one.properties, _additional: { distance: distanceOf(one) } }))
      .sort((a, b) =>
        near === undefined
          ? String(Object(a).unit_id) < String(Object(b).unit_id)
            ? -1
            : 1
          : a._additional.distance - b._additional.distance,
      )
      .slice(0, limit);
    return [200, { data: { Get: { [name]: rows } } }] as const;
  }
}

/** Names of members and operators stand bare in GraphQL. */
function readWhere(text: string): Where {
  const json = text
    .replace(/operator: (\w+)/g, 'operator: "$1"')
    .replace(/([{,] )(\w+):/g, '$1"$2":');
  return JSON.parse(json) as Where;
}

function fits({ properties }: Stored, where: Where): boolean {
  const value = properties[where.path?.[0] ?? ""];
  if (where.operator === "And")
    return (where.operands ?? []).every((part) => fits({ properties } as Stored, part));
  if (where.operator === "Equal") return value === where.valueText;
  if (where.operator === "ContainsAny")
    return where.valueTextArray?.includes(String(value)) === true;
  if (where.operator === "LessThanEqual") return Number(value) <= Number(where.valueNumber);
  if (where.valueText !== undefined) return String(value) > where.valueText;
  return Number(value) > Number(where.valueNumber);
}
