import { grown } from "../lexical/grow.ts";
import { largestOf, type PackedVector } from "./pack.ts";
import { openScan } from "./scan.ts";
import type { VectorHit, VectorQuery } from "./vector-index.ts";

/** A unit as it lies in memory. */
export interface PackedPoint extends PackedVector {
  readonly id: string;
  readonly category: string | null;
  readonly validFrom: number | null;
  readonly validUntil: number | null;
}

/** Beside what every index can: only units of some categories. */
export interface PackedQuery extends VectorQuery {
  readonly categories?: ReadonlySet<string> | undefined;
}

/** All vectors of one scope, one after the other in one memory. */
export interface PackedScope {
  put(points: readonly PackedPoint[]): void;
  remove(ids: readonly string[]): void;
  search(query: PackedQuery): VectorHit[];
  ids(): string[];
  count(): number;
  bytes(): number;
}

const pageBytes = 65_536;
/** For each unit beside its vector: id, category, times, places in tables. A rough guess. */
const unitBytes = 250;
const questionMax = 32_767;
const productMax = 2 ** 31 - 1;

type Row = Omit<PackedPoint, "code" | "scale">;

/**
 * Compares a question with every vector, so what it finds is exact but for the packing. The question keeps 13 bits or more of each number: comparing the best again
 * with the question in floating point would change nothing.
 */
export function createPackedScope(dimensions: number): PackedScope {
  // The loop takes eight numbers at a time; those beyond the dimensions are 0 in the question.
  const size = Math.ceil(dimensions / 8) * 8;
  const vectorsAt = size * 2;
  const steps = Math.min(questionMax, Math.floor(productMax / (127 * size)));
  const memory = new WebAssembly.Memory({ initial: Math.ceil(vectorsAt / pageBytes) });
  const scan = openScan(memory);
  const rows: Row[] = [];
  const places = new Map<string, number>();
  /** What a product of each row is to be multiplied with. */
  let scales = new Float64Array(0);

  const rowAt = (place: number) => vectorsAt + place * size;
  /** The loop takes four rows at a time. */
  const scanned = () => Math.ceil(rows.length / 4) * 4;
  const makeRoom = () => {
    const needed = rowAt(scanned()) + scanned() * 4;
    const missing = needed - memory.buffer.byteLength;
    if (missing <= 0) return;
    // An eighth more, so that a scope that grows is not copied for every row.
    memory.grow(Math.ceil((missing + needed / 8) / pageBytes));
  };
  const putOne = ({ code, scale, ...row }: PackedPoint) => {
    const place = places.get(row.id) ?? rows.length;
    rows[place] = row;
    scales = grown(scales, place + 1);
    scales[place] = scale;
    places.set(row.id, place);
    makeRoom();
    new Int8Array(memory.buffer, rowAt(place), size).fill(0).set(code);
  };
  /** The last row takes the place of the one that goes. */
  const removeOne = (id: string) => {
    const place = places.get(id);
    const last = rows.pop();
    if (place === undefined || last === undefined) {
      if (last !== undefined) rows.push(last);
      return;
    }
    places.delete(id);
    if (last.id === id) return;
    rows[place] = last;
    scales[place] = scales[rows.length] ?? 0;
    places.set(last.id, place);
    const from = rowAt(rows.length);
    new Int8Array(memory.buffer).copyWithin(rowAt(place), from, from + size);
  };
  const multiply = (vector: Float32Array) => {
    const step = largestOf(vector) / steps;
    const question = new Int16Array(memory.buffer, 0, size).fill(0);
    if (step > 0) {
      for (const [place, number] of vector.entries()) question[place] = Math.round(number / step);
    }
    const productsAt = rowAt(scanned());
    scan(0, vectorsAt, scanned(), size, productsAt);
    return { step, products: new Int32Array(memory.buffer, productsAt, rows.length) };
  };

  return {
    put: (points) => points.forEach(putOne),
    remove: (ids) => ids.forEach(removeOne),
    search(query) {
      const { step, products } = multiply(query.vector);
      const best: VectorHit[] = [];
      let worst = Number.NEGATIVE_INFINITY;
      let isFull = false;
      for (let place = 0; place < products.length; place++) {
        const score = (products[place] as number) * (scales[place] as number) * step;
        if (isFull && score <= worst) continue;
        const row = rows[place];
        if (row === undefined || !isWanted(row, query)) continue;
        insert(best, { id: row.id, score }, query.topK);
        isFull = best.length === query.topK;
        worst = best.at(-1)?.score ?? worst;
      }
      return best;
    },
    ids: () => rows.map(({ id }) => id),
    count: () => rows.length,
    bytes: () => memory.buffer.byteLength + rows.length * unitBytes,
  };
}

function isWanted({ category, validFrom, validUntil }: Row, query: PackedQuery) {
  const { category: wanted, categories, at } = query;
  return (
    (wanted === undefined || category === wanted) &&
    (categories === undefined || (category !== null && categories.has(category))) &&
    (validFrom === null || validFrom <= at) &&
    (validUntil === null || at < validUntil)
  );
}

/** Keeps a short list in order, best first. */
function insert(best: VectorHit[], hit: VectorHit, topK: number): void {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((best[middle]?.score ?? 0) >= hit.score) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, hit);
  if (best.length > topK) best.pop();
}
