import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What an embedding service may do instead of answering. */
export type EmbeddingFault =
  | { status: number; headers?: Record<string, string> }
  | "hang up"
  | "never answer"
  | "too few"
  | "too short"
  | "no numbers"
  | "garbage";

export interface EmbeddingServer extends AsyncDisposable {
  /** To be used as EMBEDDING_BASE_URL. */
  readonly url: string;
  /** Texts that were answered with a vector, in order. */
  readonly embedded: string[];
  readonly requests: Array<{ model: string; dimensions?: number; input: string[]; key: string }>;
  /** What happens to the next requests, one each; then all is well. */
  faults: EmbeddingFault[];
  /** Texts that are refused, and with them the request. */
  refuses: (text: string) => boolean;
  /** How many texts fit into one request. */
  textsMax: number;
  /** Whether it says how many tokens it counted. */
  tellsTokens: boolean;
  /** Answers wait for it. */
  gate: Promise<void>;
}

/** A local server that speaks as OpenAI documents `POST /embeddings`. Its vectors are hashed bags of words: what shares words is near. */
export async function startEmbeddingServer(dimensions = 64): Promise<EmbeddingServer> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", async () => {
      // Somebody looks whether we are there.
      if (request.method === "GET") return response.writeHead(404).end();
      const body = JSON.parse(Buffer.concat(parts).toString()) as {
        model: string;
        dimensions?: number;
        input: string[];
      };
      state.requests.push({ ...body, key: request.headers.authorization ?? "" });
      await state.gate;
      answer(response, body.input, body.dimensions ?? dimensions);
    });
  });
  const answer = (response: ServerResponse, input: string[], size: number) => {
    const fault = state.faults.shift();
    if (fault === "never answer") return;
    if (fault === "hang up") {
      response.destroy();
      return;
    }
    if (typeof fault === "object") {
      response.writeHead(fault.status, fault.headers).end("{}");
      return;
    }
    if (input.length > state.textsMax || input.some(state.refuses)) {
      response.writeHead(400).end('{"error":{"message":"invalid input"}}');
      return;
    }
    if (fault === "garbage") {
      response.end("<html>");
      return;
    }
    const data = input.map((text, index) => ({ index, embedding: vectorOf(text, size) }));
    if (fault === "too few") data.pop();
    if (fault === "too short") for (const entry of data) entry.embedding.pop();
    const broken = fault === "no numbers" ? { data: data.map(() => ({ embedding: [null] })) } : {};
    if (fault === undefined) state.embedded.push(...input);
    const total = input.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
    response.setHeader("content-type", "application/json");
    // Places are told by `index`, not by order.
    const usage = state.tellsTokens ? { prompt_tokens: total } : undefined;
    response.end(JSON.stringify({ data: data.reverse(), usage, ...broken }));
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const state: EmbeddingServer = {
    url: `http://127.0.0.1:${port}/v1`,
    embedded: [],
    requests: [],
    faults: [],
    tellsTokens: true,
    refuses: () => false,
    textsMax: 2_048,
    gate: Promise.resolve(),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}

/** The same text has the same vector, and shared words make two vectors alike. */
export function vectorOf(text: string, dimensions: number): number[] {
  const vector: number[] = new Array(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["-"]) {
    let hash = 2_166_136_261;
    for (let place = 0; place < word.length; place++) {
      hash = Math.imul(hash ^ word.charCodeAt(place), 16_777_619) >>> 0;
    }
    // Four places of either sign for each word: few words meet by chance.
    for (let turn = 0; turn < 4; turn++) {
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) >>> 0;
      const place = (hash >>> 8) % dimensions;
      vector[place] = (vector[place] ?? 0) + (hash & 0x80 ? 1 : -1);
    }
  }
  // Two words may cancel each other; nothing has no direction.
  if (Math.hypot(...vector) === 0) vector[0] = 1;
  return vector;
}
