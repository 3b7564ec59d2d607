import { toProblem } from "../http/index.ts";
import { problems } from "../lib/problems.ts";
import type { ChatChunk } from "../llm/index.ts";
import type { Metrics } from "../observe/index.ts";
import type { Asked, ConverseService } from "./converse.service.ts";

type ChatMetrics = Pick<Metrics, "chatRequests" | "chatSeconds">;

/** The same service, with what became of each request and how long it took. */
export function measureConverse(converse: ConverseService, metrics: ChatMetrics): ConverseService {
  const begin = () => {
    const end = metrics.chatSeconds.startTimer();
    let isOver = false;
    return (outcome: string) => {
      if (isOver) return;
      isOver = true;
      end();
      metrics.chatRequests.inc({ outcome });
    };
  };
  return {
    ...converse,
    async whole(asked) {
      const over = begin();
      try {
        const whole = await converse.whole(asked);
        over(whole.turn === null ? "repeated" : "answered");
        return whole;
      } catch (error) {
        over(outcomeOf(error, asked));
        throw error;
      }
    },
    async pieces(asked) {
      const over = begin();
      try {
        const pieces = await converse.pieces(asked);
        const good = pieces.turn === null ? "repeated" : "answered";
        return { ...pieces, chunks: measured(pieces.chunks, { over, good, asked }) };
      } catch (error) {
        over(outcomeOf(error, asked));
        throw error;
      }
    },
  };
}

async function* measured(
  chunks: AsyncGenerator<ChatChunk>,
  { over, good, asked }: { over: (outcome: string) => void; good: string; asked: Asked },
): AsyncGenerator<ChatChunk> {
  try {
    yield* chunks;
    over(good);
  } catch (error) {
    over(outcomeOf(error, asked));
    throw error;
  } finally {
    over("left");
  }
}

function outcomeOf(error: unknown, { signal }: Asked): string {
  if (signal.aborted) return "left";
  const { code } = toProblem(error as Error);
  if (code === "model-quota-spent" || code === "too-many-requests") return "limited";
  return problems[code].status < 500 ? "refused" : "failed";
}
