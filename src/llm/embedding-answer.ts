import { ServiceError } from "../guard/index.ts";

/** What an embedding service answered, checked. */
export interface EmbeddingAnswer {
  /** Of length one, in the order of the texts. */
  vectors: Float32Array[];
  /** What the service says it counted; null when it says nothing. */
  tokens: number | null;
}

/**
 * Reads an answer in the shape that OpenAI documents, and believes nothing: count, places, dimensions and numbers are checked.
 * @throws ServiceError `nonsense` saying what is wrong.
 */
export function readEmbeddings(
  answer: unknown,
  expected: { count: number; dimensions: number },
): EmbeddingAnswer {
  const { data, usage } = (answer ?? {}) as { data?: unknown; usage?: unknown };
  if (!Array.isArray(data)) throw nonsense("no list of vectors");
  if (data.length !== expected.count) {
    throw nonsense(`${data.length} vectors for ${expected.count} texts`);
  }
  const vectors: Float32Array[] = [];
  for (const [place, entry] of data.entries()) {
    const { embedding, index = place } = (entry ?? {}) as { embedding?: unknown; index?: unknown };
    if (typeof index !== "number" || !(index in data) || vectors[index] !== undefined) {
      throw nonsense("vectors that cannot be told apart");
    }
    vectors[index] = readVector(embedding, expected.dimensions);
  }
  const { prompt_tokens: prompt, total_tokens: total } = (usage ?? {}) as Record<string, unknown>;
  const tokens = [prompt, total].find((count) => Number.isSafeInteger(count) && Number(count) >= 0);
  return { vectors, tokens: tokens === undefined ? null : Number(tokens) };
}

/** Vectors are compared by angle: made of length one, so that their product is the cosine. */
function readVector(given: unknown, dimensions: number): Float32Array {
  if (!Array.isArray(given)) throw nonsense("a vector that is no list of numbers");
  if (given.length !== dimensions) {
    throw nonsense(
      `vectors of ${given.length} numbers where ${dimensions} are expected: set EMBEDDING_DIMENSIONS to what the model gives`,
    );
  }
  let square = 0;
  for (const number of given) {
    if (typeof number !== "number" || !Number.isFinite(number)) {
      throw nonsense("a vector with something that is no number");
    }
    square += number * number;
  }
  const length = Math.sqrt(square);
  if (length === 0 || !Number.isFinite(length)) throw nonsense("a vector without direction");
  return Float32Array.from(given, (number: number) => number / length);
}

function nonsense(what: string): ServiceError {
  return new ServiceError("nonsense", `The embedding service gave ${what}`);
}
