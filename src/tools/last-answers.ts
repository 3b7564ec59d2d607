import type { ToolAnswer, ToolUse } from "./tool.ts";

/** The last good answer of each tool to each question, to stand in when its server is down. */
export interface LastAnswers {
  keep(use: ToolUse, answer: ToolAnswer): void;
  find(use: ToolUse): ToolAnswer | undefined;
}

const answersMax = 5_000;

/** Kept in memory, for as long as each tool says. */
export function createLastAnswers({ now }: { now: () => number }): LastAnswers {
  const kept = new Map<string, { at: number; answer: ToolAnswer }>();
  const keyOf = ({ scope, tool, arguments: given }: ToolUse) =>
    JSON.stringify([scope.tenantId, tool.id, Object.entries(given).sort()]);
  return {
    keep(use, answer) {
      if (use.tool.keep_answer_sec === 0) return;
      const key = keyOf(use);
      kept.delete(key);
      kept.set(key, { at: now(), answer });
      const [oldest] = kept.keys();
      if (kept.size > answersMax && oldest !== undefined) kept.delete(oldest);
    },
    find(use) {
      const found = kept.get(keyOf(use));
      if (found === undefined) return undefined;
      return now() - found.at <= use.tool.keep_answer_sec * 1000 ? found.answer : undefined;
    },
  };
}
