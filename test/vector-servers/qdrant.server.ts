import { cosine, type JsonRequest, startJsonServer, type VectorServer } from "./json-server.ts";

interface Point {
  id: string;
  vector: number[];
  payload: Record<string, string | number | null>;
}

interface Condition {
  key?: string;
  match?: { value: string };
  range?: { lte?: number; gt?: number };
  has_id?: string[];
}

/** Answers as the REST reference of Qdrant 1.15 documents, as far as we ask. */
export function startQdrant(key: string): Promise<VectorServer> {
  const collections = new Map<string, { size: number; points: Map<string, Point> }>();
  const ok = (result: unknown) => [200, { result, status: "ok", time: 0.001 }] as const;
  const failed = (status: number, error: string) =>
    [status, { status: { error }, time: 0.001 }] as const;

  return startJsonServer(({ method, path, headers, body }: JsonRequest) => {
    if (headers["api-key"] !== key) return failed(401, "Invalid API key or JWT");
    const [, root, name = "", part, action] = path.split("/");
    if (root !== "collections") return failed(404, "");
    if (name === "") return ok({ collections: [...collections.keys()].map((n) => ({ name: n })) });
    const known = collections.get(name);
    if (part === undefined && method === "PUT") {
      if (known) return failed(409, `Wrong input: Collection \`${name}\` already exists!`);
      collections.set(name, { size: body.vectors.size, points: new Map() });
      return ok(true);
    }
    if (!known) return failed(404, `Not found: Collection \`${name}\` doesn't exist!`);
    if (part === undefined) return ok({ config: { params: { vectors: { size: known.size } } } });
    if (part === "index") return ok({ operation_id: 1, status: "completed" });
    const chosen = [...known.points.values()].filter((point) => fits(point, body.filter));
    if (method === "PUT") return put(known, body.points);
    if (action === "delete") {
      for (const { id } of chosen) known.points.delete(id);
      return ok({ operation_id: 2, status: "completed" });
    }
    if (action === "count") return ok({ count: chosen.length });
    if (action === "scroll") return scroll(chosen, body);
    if (body.query.length !== known.size) return failed(400, "Wrong input: Vector dimension error");
    const points = chosen
      .map((point) => ({ ...point, score: cosine(point.vector, body.query) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, body.limit);
    return ok({ points });
  });

  function put(collection: { size: number; points: Map<string, Point> }, points: Point[]) {
    if (points.some(({ vector }) => vector.length !== collection.size)) {
      return failed(400, `Wrong input: Vector dimension error: expected dim: ${collection.size}`);
    }
    for (const point of points) collection.points.set(point.id, point);
    return ok({ operation_id: 0, status: "completed" });
  }
  function scroll(chosen: Point[], body: { limit: number; offset?: string }) {
    const points = chosen
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .filter(({ id }) => body.offset === undefined || id >= body.offset);
    return ok({
      points: points.slice(0, body.limit),
      next_page_offset: points[body.limit]?.id ?? null,
    });
  }
}

function fits({ id, payload }: Point, filter: { must: Condition[] } | undefined): boolean {
  return (filter?.must ?? []).every(({ key = "", match, range, has_id }) => {
    if (has_id !== undefined) return has_id.includes(id);
    if (match !== undefined) return payload[key] === match.value;
    const value = Number(payload[key]);
    return value <= (range?.lte ?? Infinity) && value > (range?.gt ?? -Infinity);
  });
}
