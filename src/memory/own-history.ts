import { randomUUID } from "node:crypto";
import { mapInSlices } from "../lib/in-slices.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { assemble, type Prompt } from "./assemble.ts";
import { budgetOf, type WindowSettings } from "./budget.ts";
import { isInstruction } from "./chat.ts";
import type { Entry } from "./groups.ts";
import { relieve, tokensOf } from "./relief.ts";
import { messageTokens, replyTokens, type TokenCounter, toolTokens } from "./tokens.ts";
import type { Relief, Turn, TurnRequest } from "./turn.ts";

/** Of a model nobody described. */
const contextTokensDefault = 32_000;
const outputTokensDefault = 1_024;
/** For what is added when a call without its result is repaired. */
const attemptsMax = 3;

/** What a turn falls back to when the store fails: its client's own history, cut to the budget. It says `degraded: ["store"]`, and nothing of it is written down. */
export async function turnOfOwnHistory(
  scope: TenantScope,
  request: TurnRequest,
  of: { settings: WindowSettings; counter: TokenCounter; isLimited: boolean },
): Promise<Turn> {
  const { settings, counter, isLimited } = of;
  const { prompt, relief } = await promptOf(request, settings, counter);
  return {
    ...{ id: randomUUID(), scope, sessionId: null, epoch: 0, lease: null, ...prompt, relief },
    // Nobody knows here what was answered before.
    ...{ repetition: { isGuarded: false, recent: [], found: null }, warned: () => null },
    degraded: [
      "store",
      ...(isLimited ? [] : ["limits" as const]),
      ...(counter.exact ? [] : ["tokenizer" as const]),
    ],
  };
}

/** The client's own history within the budget, the oldest left out first. */
async function promptOf(
  { messages, tools = [], model, maxOutputTokens }: TurnRequest,
  settings: WindowSettings,
  counter: TokenCounter,
): Promise<{ prompt: Prompt; relief: Relief | undefined }> {
  const instructions = messages.filter(isInstruction);
  const said = messages.filter((message) => !isInstruction(message));
  const ofTools = toolTokens(tools, counter);
  const ofInstructions = instructions.reduce((sum, one) => sum + messageTokens(one, counter), 0);
  const budget = budgetOf({
    ...{ settings, isExact: counter.exact, fixedTokens: ofInstructions + ofTools + replyTokens },
    contextTokens: model.contextTokens ?? contextTokensDefault,
    outputTokens: maxOutputTokens ?? outputTokensDefault,
  });
  // Nothing is remembered here, so the window has that share as well.
  let room = budget.window + budget.memory;
  const entries: readonly Entry[] = await mapInSlices(said, (whole, seq) => {
    return { seq, whole, message: whole, tokens: messageTokens(whole, counter) };
  });
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const plan = planFor(entries, room, settings, counter);
    const marker = plan.shed === 0 ? null : `${plan.shed} earlier messages are not shown`;
    const window = plan.entries.map(({ message }) => message);
    const parts = {
      instructions,
      toolTokens: ofTools,
      pinned: null,
      marker,
      remembered: [],
      window,
    };
    const prompt = assemble(parts, { limit: budget.prompt, memory: 0, counter });
    if (prompt !== undefined) {
      const tokens = tokensOf(entries) - tokensOf(plan.entries);
      return { prompt, relief: tokens === 0 ? undefined : { messages: plan.shed, tokens } };
    }
    room = Math.floor(room * 0.8);
  }
  const detail =
    "What the user said last, or the calls of tools behind it, does not fit even shortened.";
  throw new ProblemError("memory-context-exceeded", detail);
}

function planFor(
  entries: readonly Entry[],
  budget: number,
  { threshold, target }: WindowSettings,
  counter: TokenCounter,
): { entries: readonly Entry[]; shed: number } {
  if (tokensOf(entries) <= threshold * budget) return { entries, shed: 0 };
  const state = { start: 0, hidden: [], cuts: [] };
  const plan = relieve(entries, state, { budget, target, counter });
  return { entries: plan.entries, shed: plan.shed.length };
}
