import { setTimeout } from "node:timers/promises";
import type { ChatChunk, ChatCompletion, ChatOptions } from "./chat.ts";
import { type ChatEndpoint, completeAt, streamAt } from "./chat-endpoint.ts";
import { ModelError } from "./model-error.ts";

/** A model behind an endpoint in OpenAI's format. The request's `model` is what clients call it. */
export interface ChatClient {
  /** What clients may call its models; the first is meant when they name none. */
  readonly models: readonly string[];
  /** @throws ModelError; the signal's reason when aborted. */
  complete(
    request: Readonly<Record<string, unknown>>,
    options: ChatOptions,
  ): Promise<ChatCompletion>;
  /**
   * Resolves when the first word is there: until then a failure is met by the second endpoint, and can still be told as a status. Leaving the chunks early ends the request.
   * @throws ModelError, as do the chunks; the signal's reason when aborted.
   */
  stream(
    request: Readonly<Record<string, unknown>>,
    options: ChatOptions,
  ): Promise<AsyncIterable<ChatChunk>>;
}

export interface ChatClientNeeds {
  /** In the order in which they are asked. */
  endpoints: readonly ChatEndpoint[];
  models: readonly string[];
}

/** Before the same endpoint is asked once more. */
const pauseMs = 250;

/** Speaks with a model, and with a second one when the first fails before its first word. Where there is no second, the first is asked once more, if that may help. */
export function createChatClient({ endpoints, models }: ChatClientNeeds): ChatClient {
  const ask = async <T>(
    name: string,
    { signal, onAnswer }: ChatOptions,
    once: (endpoint: ChatEndpoint) => Promise<T>,
  ): Promise<T> => {
    let failure = new ModelError("unavailable");
    const isAlone = endpoints.length === 1;
    for (const [place, endpoint] of (isAlone
      ? [...endpoints, ...endpoints]
      : endpoints
    ).entries()) {
      if (isAlone && place > 0) {
        if (!failure.mayPass) throw failure;
        await setTimeout(pauseMs, undefined, { signal });
      }
      try {
        const answer = await once(endpoint);
        onAnswer?.({ model: endpoint.modelOf(name), isFallback: endpoint !== endpoints[0] });
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ModelError) || !error.isOfEndpoint) throw error;
        failure = error;
      }
    }
    throw failure;
  };
  return {
    models,
    complete: (request, options) =>
      ask(String(request.model), options, (endpoint) => completeAt(endpoint, request, options)),
    stream: (request, options) =>
      ask(String(request.model), options, (endpoint) => streamAt(endpoint, request, options)),
  };
}
