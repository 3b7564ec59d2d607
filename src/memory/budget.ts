import { ProblemError } from "../lib/problems.ts";

/** How full a window gets and how far it is emptied, as parts of what it may take: `0 < target < hysteresis <= threshold < 1`. */
export interface WindowSettings {
  /** Of the whole prompt of a session, whatever the model could take. */
  readonly maxContextTokens: number;
  /** Above it the oldest leaves the window. */
  readonly threshold: number;
  /** Below it relief is armed again. */
  readonly hysteresis: number;
  /** How full the window is after relief. */
  readonly target: number;
}

/** How many tokens each thing may take. */
export interface Budget {
  /** Of the prompt with its tools: never exceeded. */
  readonly prompt: number;
  /** Of what is remembered. */
  readonly memory: number;
  /** Of what is shown of the transcript. */
  readonly window: number;
}

const memoryShare = 0.25;
/** Below this share of the prompt for the window, nothing is remembered; without it nothing can be said at all. */
const windowShareMin = 0.25;

/** Divides a model's context. What is fixed (instructions, tools, pinned) is never cut: when it leaves no room, the request is refused. */
export function budgetOf(of: {
  readonly settings: WindowSettings;
  readonly contextTokens: number;
  readonly outputTokens: number;
  readonly fixedTokens: number;
  readonly isExact: boolean;
}): Budget {
  const { settings, contextTokens, outputTokens, fixedTokens, isExact } = of;
  const reserved = Math.min(outputTokens, Math.floor(contextTokens / 4));
  const margin = Math.max(32, Math.ceil(contextTokens * (isExact ? 0.01 : 0.05)));
  const prompt = Math.min(settings.maxContextTokens, contextTokens - reserved - margin);
  const free = prompt - fixedTokens;
  const least = Math.ceil(prompt * windowShareMin);
  if (free < least || prompt <= 0) {
    throw new ProblemError(
      "memory-context-exceeded",
      `Instructions and tools take ${fixedTokens} of ${Math.max(prompt, 0)} tokens and leave no room for what is said.`,
    );
  }
  const memory = Math.min(Math.floor(prompt * memoryShare), free - least);
  return { prompt, memory, window: free - memory };
}
