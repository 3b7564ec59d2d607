import { randomUUID } from "node:crypto";
import type { Turns } from "../memory/index.ts";

/** Turns without a memory behind them: the client's own history is the prompt, nothing is kept, and every answer says so. */
export const plainTurns: Turns = {
  begin: async (scope, { messages }) => ({
    kind: "turn",
    turn: {
      ...{ id: randomUUID(), scope, sessionId: null, epoch: 0, lease: null, messages },
      // Nobody counted.
      tokens: { total: 0, byBlock: noTokens },
      injected: [],
      degraded: ["store"],
    },
  }),
  finish: async () => undefined,
  abandon: async () => undefined,
  recentAnswers: () => [],
};

const noTokens = { system: 0, tools: 0, pinned: 0, marker: 0, memory: 0, window: 0, framing: 0 };
