import { problemDocument, toProblem } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { Answer } from "../memory/index.ts";
import type { ChatReply } from "./chat.schema.ts";
import type { Pieces, Told } from "./converse.service.ts";
import { createGathering } from "./gathering.ts";

/** What the words of an answer are told with. @throws ProblemError when there are none. */
export function replyOf(
  told: Told,
  answer: Answer | null,
  { at, isDebug }: { at: number; isDebug: boolean },
): ChatReply {
  const { turn, sessionId, degraded } = told;
  const noEcho = { detected: false, attempts: 0, similarity: 0, resolved: false };
  if (answer === null || answer.content === null) {
    throw new ProblemError("model-failed", "The model said nothing.");
  }
  const { promptTokens: prompt, completionTokens: completion } = answer.usage ?? {};
  const isCounted = prompt !== undefined && completion !== undefined;
  const injected = turn?.injected ?? [];
  return {
    response: answer.content,
    timestamp: new Date(at).toISOString(),
    session_id: sessionId,
    turn_id: turn?.id ?? null,
    tokens_in_context: turn?.tokens.total ?? 0,
    rag_items_injected: injected.length,
    usage: isCounted ? { prompt, completion, total: prompt + completion } : null,
    memory: {
      items: injected.map(({ messageId, why }) => ({ message_id: messageId, why: [...why] })),
      tokens: turn?.tokens.byBlock.memory ?? 0,
      degraded: [...degraded],
    },
    echo: told.echo() ?? noEcho,
    loop_detected: turn?.repetition.found === "loop",
    relief: {
      triggered: turn?.relief !== undefined,
      shed_messages: turn?.relief?.messages ?? 0,
      shed_tokens: turn?.relief?.tokens ?? 0,
    },
    ...(isDebug && turn !== null
      ? { debug: { messages: [...turn.messages], tokens: { ...turn.tokens.byBlock } } }
      : {}),
  };
}

/** An answer as events: its words as they come, then the whole, or the problem that ended it. */
export async function* replyEvents(
  pieces: Pieces,
  { now, instance, isDebug, onFailure }: Telling,
): AsyncGenerator<string> {
  const event = (name: string, fields: object) =>
    `event: ${name}\ndata: ${JSON.stringify(fields)}\n\n`;
  const gathering = createGathering();
  try {
    for await (const chunk of pieces.chunks) {
      gathering.add(chunk);
      const { content } = (chunk.choices[0]?.delta ?? {}) as Record<string, unknown>;
      if (typeof content === "string" && content !== "") yield event("delta", { text: content });
    }
    yield event("done", replyOf(pieces, gathering.answer(), { at: now(), isDebug }));
  } catch (error) {
    onFailure(error);
    yield event("error", problemDocument(toProblem(error as Error), instance));
  } finally {
    // Also when the reader left before the first of them was asked for.
    await pieces.chunks.return(undefined);
  }
}

interface Telling {
  now: () => number;
  /** The id of the request, for who asks about a failure. */
  instance: string;
  isDebug: boolean;
  onFailure: (error: unknown) => void;
}
