import type { AnsweredBy, ChatChunk, ChatClient } from "../llm/index.ts";
import type { Spent } from "../memory/index.ts";
import { createGathering } from "./gathering.ts";

/** A model as one turn asks it, with what that used. */
export interface MeteredModel extends Pick<ChatClient, "complete" | "stream"> {
  /** Every request that was answered until now, as far as it was. */
  spent(): Spent[];
}

/** Keeps what is asked of a model for one turn, however often and however each answer ends. */
export function meter(model: ChatClient): MeteredModel {
  const answers: Array<{ by: AnsweredBy; gathering: ReturnType<typeof createGathering> }> = [];
  const listen = () => {
    const gathering = createGathering();
    return { gathering, onAnswer: (by: AnsweredBy) => void answers.push({ by, gathering }) };
  };
  return {
    spent: () => answers.map(({ by, gathering }) => ({ ...by, ...gathering.spent() })),
    async complete(request, options) {
      const { gathering, onAnswer } = listen();
      const completion = await model.complete(request, { ...options, onAnswer });
      gathering.add(completion);
      return completion;
    },
    async stream(request, options) {
      const { gathering, onAnswer } = listen();
      return heard(await model.stream(request, { ...options, onAnswer }), gathering);
    },
  };
}

async function* heard(
  chunks: AsyncIterable<ChatChunk>,
  gathering: ReturnType<typeof createGathering>,
): AsyncGenerator<ChatChunk> {
  for await (const chunk of chunks) {
    gathering.add(chunk);
    yield chunk;
  }
}
