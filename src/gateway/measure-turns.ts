import type { ChatChunk } from "../llm/index.ts";
import type { Metrics } from "../observe/index.ts";
import type { Asked, ConverseService } from "./converse.service.ts";

/** The same service, with its turns counted and timed to the last word. */
export function measured(converse: ConverseService, metrics: Metrics): ConverseService {
  const begin = ({ signal }: Asked) => {
    const end = metrics.chatSeconds.startTimer();
    return (isAnswered: boolean) => {
      end();
      const outcome = isAnswered ? "answered" : signal.aborted ? "left" : "failed";
      metrics.chatRequests.inc({ outcome });
    };
  };
  return {
    models: converse.models,
    async whole(asked) {
      const end = begin(asked);
      try {
        const whole = await converse.whole(asked);
        end(true);
        return whole;
      } catch (error) {
        end(false);
        throw error;
      }
    },
    async pieces(asked) {
      const end = begin(asked);
      try {
        const pieces = await converse.pieces(asked);
        return { ...pieces, chunks: untilTheEnd(pieces.chunks, end) };
      } catch (error) {
        end(false);
        throw error;
      }
    },
  };
}

async function* untilTheEnd(
  chunks: AsyncGenerator<ChatChunk>,
  end: (isAnswered: boolean) => void,
): AsyncGenerator<ChatChunk> {
  let isWhole = false;
  try {
    yield* chunks;
    isWhole = true;
  } finally {
    end(isWhole);
  }
}
