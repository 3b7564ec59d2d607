import type { ModelRequest, TurnUse } from "../../model-use/index.ts";
import type { Spent, Turn } from "../turn.ts";
import type { Counting } from "./counting.ts";

/** What a turn used of models. */
export function useOf(
  turn: Turn,
  spent: readonly Spent[],
  of: { agentId: string | undefined; counting: Counting; at: Date },
): TurnUse {
  const { agentId = null, counting, at } = of;
  const requests = spent.map((one) => requestOf(turn, one, counting));
  const { sessionId, lease } = turn;
  return { sessionId, lease, agentId, requests, isDegraded: turn.degraded.length > 0, at };
}

/** As the model told, else as we count its prompt and what it said. */
function requestOf(
  turn: Turn,
  { model, isFallback, usage, said }: Spent,
  { counter }: Counting,
): ModelRequest {
  const tokens =
    usage === null
      ? { input: turn.tokens.total, cachedInput: 0, output: counter.count(said) }
      : {
          ...{ input: usage.promptTokens, cachedInput: usage.cachedTokens },
          output: usage.completionTokens,
        };
  return { model, isFallback, tokens, isEstimated: usage === null };
}
