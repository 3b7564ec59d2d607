import { type Span, type Tracing, traced } from "../observe/index.ts";
import type { ChatChunk } from "./chat.ts";
import type { ChatClient } from "./chat-client.ts";
import type { EmbeddingClient } from "./embedding-client.ts";

/** The same model, its work told as OpenTelemetry's conventions for generative models name it; what is said stays out. */
export function tracedChat(client: ChatClient, tracing: Tracing): ChatClient {
  if (!tracing.isOn) return client;
  const startOf = (request: Readonly<Record<string, unknown>>) => {
    const model = String(request.model);
    return {
      name: `chat ${model}`,
      kind: "client",
      attributes: { "gen_ai.operation.name": "chat", "gen_ai.request.model": model },
    } as const;
  };
  return {
    models: client.models,
    complete: (request, options) =>
      traced(tracing, startOf(request), async (span) => {
        const answer = await client.complete(request, options);
        note(span, answer);
        return answer;
      }),
    async stream(request, options) {
      const span = tracing.begin(startOf(request));
      try {
        const chunks = await span.within(() => client.stream(request, options));
        return untilTheEnd(chunks, span);
      } catch (error) {
        span.end(error);
        throw error;
      }
    },
  };
}

/** Leaving early is no failure of the model's. */
async function* untilTheEnd(
  chunks: AsyncIterable<ChatChunk>,
  span: Span,
): AsyncGenerator<ChatChunk> {
  try {
    for await (const chunk of chunks) {
      note(span, chunk);
      yield chunk;
    }
  } catch (error) {
    span.set({ "error.type": "broke_off" });
    throw error;
  } finally {
    span.end();
  }
}

function note(span: Span, { model, usage }: ChatChunk): void {
  const { prompt_tokens: input, completion_tokens: output } = Object(usage) as Record<
    string,
    unknown
  >;
  span.set({
    ...(typeof model === "string" ? { "gen_ai.response.model": model.slice(0, 100) } : {}),
    ...(typeof input === "number" ? { "gen_ai.usage.input_tokens": input } : {}),
    ...(typeof output === "number" ? { "gen_ai.usage.output_tokens": output } : {}),
  });
}

/** The same client, told as {@link tracedChat} tells of models. */
export function tracedEmbeddings(client: EmbeddingClient, tracing: Tracing): EmbeddingClient {
  if (!tracing.isOn) return client;
  return {
    ...client,
    embed(space, texts, options) {
      const attributes = {
        "gen_ai.operation.name": "embeddings",
        "gen_ai.request.model": space.model,
      };
      const start = { name: `embeddings ${space.model}`, kind: "client", attributes } as const;
      return traced(tracing, start, async (span) => {
        const embedded = await client.embed(space, texts, options);
        if (embedded.tokens !== null) span.set({ "gen_ai.usage.input_tokens": embedded.tokens });
        return embedded;
      });
    },
  };
}
