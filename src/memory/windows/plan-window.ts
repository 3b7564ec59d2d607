import { ProblemError } from "../../lib/problems.ts";
import { assemble, type PromptParts } from "../assemble.ts";
import type { Budget, WindowSettings } from "../budget.ts";
import type { Entry } from "../groups.ts";
import {
  type Latch,
  pressure,
  type ReliefPlan,
  relieve,
  tokensOf,
  type WindowState,
} from "../relief.ts";
import { cutMessage } from "../shorten.ts";
import { messageTokens, type TokenCounter } from "../tokens.ts";
import type { EntryRow } from "./window.store.ts";

/** For what is added when a call without its result is repaired. */
const attemptsMax = 3;

/** What is shown with this request, and what left the window for it. */
export interface WindowPlan {
  readonly entries: readonly Entry[];
  readonly state: WindowState;
  readonly latch: Latch;
  readonly shed: readonly number[];
  /** How much less is shown than before; 0: nothing had to go. */
  readonly freed: number;
}

/** What is in the window, made from the transcript the same every time. */
export function shownOf(
  rows: readonly EntryRow[],
  { start, hidden, cuts }: WindowState,
  { counter, tokenizer }: { counter: TokenCounter; tokenizer: string },
): Entry[] {
  const isHidden = new Set(hidden);
  const cutAt = new Map(cuts.map(({ seq, head, tail }) => [seq, { head, tail }]));
  return rows
    .filter(({ seq }) => seq >= start && !isHidden.has(seq))
    .map((row) => {
      const cut = cutAt.get(row.seq);
      const message = cut === undefined ? row.message : cutMessage(row.message, cut);
      const isCounted = cut === undefined && row.tokenizer === tokenizer;
      const tokens = isCounted ? row.tokens : messageTokens(message, counter);
      return { seq: row.seq, whole: row.message, message, tokens };
    });
}

/** Relieves the window when it is due, and as much further as the prompt needs. */
export function planWindow(of: {
  readonly shown: readonly Entry[];
  readonly state: WindowState;
  readonly latch: Latch;
  readonly budget: Budget;
  readonly settings: WindowSettings;
  readonly counter: TokenCounter;
  /** All of the prompt but the window and what is remembered. */
  readonly parts: Omit<PromptParts, "window" | "remembered" | "marker">;
}): WindowPlan {
  const { shown, state, budget, settings, counter, parts } = of;
  const used = tokensOf(shown);
  const { latch, isDue } = pressure(used, budget.window, of.latch, settings);
  const fits = (entries: readonly Entry[]) =>
    assemble(
      {
        ...{ ...parts, marker: null, remembered: [] },
        window: entries.map(({ message }) => message),
      },
      { limit: budget.prompt, memory: 0, counter },
    ) !== undefined;
  if (!isDue && fits(shown)) return { entries: shown, state, latch, shed: [], freed: 0 };
  let room = budget.window;
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const plan = relieve(shown, state, { budget: room, target: settings.target, counter });
    if (fits(plan.entries)) return planned(plan, { used, room: budget.window, settings });
    room = Math.floor(room * 0.8);
  }
  const detail =
    "What the user said last, or the calls of tools behind it, does not fit even shortened.";
  throw new ProblemError("memory-context-exceeded", detail);
}

function planned(
  { entries, state, shed, tokens }: ReliefPlan,
  { used, room, settings }: { used: number; room: number; settings: WindowSettings },
): WindowPlan {
  const latch = { armed: tokens <= settings.hysteresis * room, lastTokens: tokens };
  return { entries, state, latch, shed, freed: used - tokens };
}
