import { createJsonService, type JsonServiceNeeds, ServiceError } from "../guard/index.ts";
import { readEmbeddings } from "./embedding-answer.ts";

/** Which model makes the vectors, and how many numbers each has. Only vectors of one space can be compared. */
export interface EmbeddingSpace {
  model: string;
  dimensions: number;
}

/** What became of some texts. */
export interface Embedded {
  /** One for each text, in order; null for a text that the service refuses whatever comes with it. */
  vectors: Array<Float32Array | null>;
  /** What the service counted; null when it did not say for all of them. */
  tokens: number | null;
  /** How many requests the service answered for it. */
  requests: number;
}

/** An endpoint that embeds text in the way of OpenAI's. */
export interface EmbeddingClient {
  /** What new vectors are made with. */
  readonly space: EmbeddingSpace;
  /**
   * Embeds some texts with as few requests as the bounds allow.
   * @throws ServiceError; the signal's reason when aborted.
   */
  embed(
    space: EmbeddingSpace,
    texts: readonly string[],
    options?: { signal?: AbortSignal; triesMax?: number; timeoutMs?: number },
  ): Promise<Embedded>;
  /** Whether the service failed again and again and is left alone for now. */
  isOpen(): boolean;
}

export interface EmbeddingClientNeeds extends Omit<JsonServiceNeeds, "name" | "headers"> {
  key: string | undefined;
  space: EmbeddingSpace;
}

const batchTextsMax = 64;
/** About 20,000 tokens: far below what any service takes at once, and answers stay small. */
const batchCharactersMax = 80_000;
/** Beyond what any common model reads (8,191 tokens); it would be refused as a whole. */
const textCharactersMax = 24_000;

/** Speaks with an embedding service. Keys are sent in a header and appear nowhere else. */
export function createEmbeddingClient(needs: EmbeddingClientNeeds): EmbeddingClient {
  const { key } = needs;
  const service = createJsonService({
    ...needs,
    name: "The embedding service",
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  });
  const askFor: AskFor = async (space, texts, options) => {
    const answer = await service.ask({
      path: "/embeddings",
      json: { model: space.model, input: texts, ...wished(space) },
      ...options,
    });
    const expected = { count: texts.length, dimensions: space.dimensions };
    return { ...readEmbeddings(answer, expected), requests: 1 };
  };
  return {
    space: needs.space,
    async embed(space, texts, options = {}) {
      const vectors: Array<Float32Array | null> = [];
      let spent: Spent = { tokens: 0, requests: 0 };
      for (const batch of batchesOf(texts)) {
        const answer = await embedBatch(askFor, space, batch, options);
        vectors.push(...answer.vectors);
        spent = added(spent, answer);
      }
      return { vectors, ...spent };
    },
    isOpen: service.isOpen,
  };
}

interface AskOptions {
  signal?: AbortSignal;
  triesMax?: number;
  timeoutMs?: number;
}
type AskFor = (
  space: EmbeddingSpace,
  texts: readonly string[],
  options: AskOptions,
) => Promise<Embedded>;

type Spent = Pick<Embedded, "tokens" | "requests">;

/** Only models that can shorten their vectors know the wish; others refuse it. */
function wished({ model, dimensions }: EmbeddingSpace): { dimensions?: number } {
  return /text-embedding-3-/.test(model) ? { dimensions } : {};
}

function* batchesOf(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const given of texts) {
    // An empty text is refused by most services, and would take its batch with it.
    const text = given.trim() === "" ? "-" : given.slice(0, textCharactersMax);
    const isFull = batch.length === batchTextsMax || characters + text.length > batchCharactersMax;
    if (isFull && batch.length > 0) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Embeds one batch. When it is refused, halves are tried: one bad text must not hold up the others, and some services take fewer texts at once. Before that a harmless text
 * goes alone: when even that is refused, the settings are wrong, and no text is.
 */
async function embedBatch(
  askFor: AskFor,
  space: EmbeddingSpace,
  texts: readonly string[],
  options: AskOptions,
): Promise<Embedded> {
  try {
    return await askFor(space, texts, options);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== "refused") throw error;
  }
  const probe = await askFor(space, ["test"], options);
  const halves = await embedHalves(askFor, space, texts, options);
  return { vectors: halves.vectors, ...added(halves, probe) };
}

async function embedHalves(
  askFor: AskFor,
  space: EmbeddingSpace,
  texts: readonly string[],
  options: AskOptions,
): Promise<Embedded> {
  if (texts.length === 1) return { vectors: [null], tokens: 0, requests: 0 };
  const middle = Math.ceil(texts.length / 2);
  const parts: Embedded[] = [];
  for (const half of [texts.slice(0, middle), texts.slice(middle)]) {
    try {
      parts.push(await askFor(space, half, options));
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind !== "refused") throw error;
      parts.push(await embedHalves(askFor, space, half, options));
    }
  }
  return {
    vectors: parts.flatMap(({ vectors }) => vectors),
    ...parts.reduce<Spent>(added, { tokens: 0, requests: 0 }),
  };
}

function added(one: Spent, other: Spent): Spent {
  const isTold = one.tokens !== null && other.tokens !== null;
  return {
    tokens: isTold ? Number(one.tokens) + Number(other.tokens) : null,
    requests: one.requests + other.requests,
  };
}
