import { toProblem } from "../http/index.ts";
import type { Pieces } from "./converse.service.ts";
import { openAiError } from "./openai-errors.ts";
import { metadataOf } from "./requests.ts";

/** What all events of one answer have in common. */
export interface Frame {
  id: string;
  created: number;
}

/** An answer as the events that clients of OpenAI's format read, one each. A failure on the way is an `error` event: nothing of it is among the words. */
export async function* eventsOf(
  pieces: Pieces,
  { id, created }: Frame,
  isUsageWanted: boolean,
  onFailure: (error: unknown) => void,
): AsyncGenerator<string> {
  const { model, chunks } = pieces;
  const frame = { id, object: "chat.completion.chunk", created, model };
  const event = (fields: object) => `data: ${JSON.stringify({ ...frame, ...fields })}\n\n`;
  let usage: unknown = null;
  try {
    const opening = { index: 0, delta: { role: "assistant", content: "" }, finish_reason: null };
    yield event({ choices: [opening], metadata: metadataOf(pieces) });
    for await (const chunk of chunks) {
      usage = chunk.usage ?? usage;
      const choices = chunk.choices.map(withoutRole).filter((choice) => choice !== null);
      const isEnd = choices.some((choice) => "finish_reason" in choice && choice.finish_reason);
      // What only the end of an answer tells.
      const metadata = isEnd && pieces.echo() ? { metadata: metadataOf(pieces) } : {};
      if (choices.length > 0) yield event({ choices, ...metadata });
    }
    if (isUsageWanted) yield event({ choices: [], usage });
    yield "data: [DONE]\n\n";
  } catch (error) {
    onFailure(error);
    yield `data: ${JSON.stringify(openAiError(toProblem(error as Error)))}\n\n`;
  } finally {
    // Also when the reader left before the first of them was asked for.
    await chunks.return(undefined);
  }
}

/** The role was told at the start; a piece that tells nothing else is none. */
function withoutRole(choice: Readonly<Record<string, unknown>>): object | null {
  const { role: _, ...delta } = (choice.delta ?? {}) as Record<string, unknown>;
  const isEmpty = Object.values(delta).every((value) => value === "" || value === null);
  return isEmpty && typeof choice.finish_reason !== "string" ? null : { ...choice, delta };
}
