import type { Metrics } from "../observe/index.ts";
import type { SearchScopes } from "../search/index.ts";
import type { WindowSettings } from "./budget.ts";
import type { Turn, TurnRequest, Turns } from "./turn.ts";

type MemoryMetrics = Pick<
  Metrics,
  | ("memoryPromptTokens" | "memoryPressure" | "memoryReliefs" | "memoryItemsInjected")
  | (
      | "memoryDegraded"
      | "memoryOverflows"
      | "memoryEchoes"
      | "memoryLoops"
      | ("memoryRetrievalSeconds" | "memoryWindowSeconds")
    )
>;

/** Measures every turn as it goes to the model. */
export function measureTurns(
  turns: Turns,
  { metrics, settings }: { metrics: MemoryMetrics; settings: WindowSettings },
): Turns {
  return {
    ...turns,
    async begin(scope, request) {
      const begun = await turns.begin(scope, request);
      if (begun.kind === "turn") measure(metrics, begun.turn, limitOf(request, settings));
      return begun;
    },
    async finish(...given) {
      const [, { echo }] = given;
      if (echo?.detected) {
        const outcome = echo.resolved ? "resolved" : "given";
        metrics.memoryEchoes.inc({ level: echo.attempts, outcome });
      }
      await turns.finish(...given);
    },
  };
}

/** The same search, with how long it takes. */
export function measureRetrieval(
  scopes: SearchScopes,
  { memoryRetrievalSeconds }: MemoryMetrics,
): SearchScopes {
  return {
    ...scopes,
    async search(...asked) {
      const end = memoryRetrievalSeconds.startTimer({ channel: "lexical" });
      try {
        return await scopes.search(...asked);
      } finally {
        end();
      }
    },
  };
}

const limitOf = ({ model }: TurnRequest, { maxContextTokens }: WindowSettings) =>
  Math.min(maxContextTokens, model.contextTokens ?? maxContextTokens);

function measure(metrics: MemoryMetrics, turn: Turn, limit: number): void {
  const { tokens, relief, injected, degraded, repetition } = turn;
  for (const [block, count] of Object.entries(tokens.byBlock)) {
    metrics.memoryPromptTokens.observe({ block }, count);
  }
  metrics.memoryPressure.observe(tokens.total / limit);
  if (repetition.found === "loop") metrics.memoryLoops.inc();
  if (tokens.total > limit) metrics.memoryOverflows.inc();
  if (relief !== undefined) {
    metrics.memoryReliefs.inc({ reason: "pressure", noop: String(relief.messages === 0) });
  }
  for (const kind of ["lexical", "semantic", "neighbour"]) {
    const count = injected.filter(({ why }) => why.includes(kind)).length;
    metrics.memoryItemsInjected.observe({ kind }, count);
  }
  for (const reason of degraded) metrics.memoryDegraded.inc({ reason });
}
