import { ProblemError } from "../../lib/problems.ts";
import { messageTokens, type TokenCounter } from "../tokens.ts";

/** Something operators want a model to have in sight whatever leaves the window. */
export interface PinnedEntry {
  readonly label: string;
  readonly text: string;
}

/** What all entries of a session may take together. */
export const pinnedTokensMax = 400;

/** The entries as they stand in the prompt, or null when there are none. */
export function pinnedText(entries: readonly PinnedEntry[]): string | null {
  if (entries.length === 0) return null;
  return entries.map(({ label, text }) => `${label}: ${text}`).join("\n");
}

/** What the entries take in the prompt. */
export function pinnedTokens(entries: readonly PinnedEntry[], counter: TokenCounter): number {
  const content = pinnedText(entries);
  return content === null ? 0 : messageTokens({ role: "system", content }, counter);
}

export function refuseTooLong(tokens: number): void {
  if (tokens <= pinnedTokensMax) return;
  const detail = `What is pinned takes ${tokens} tokens, and may take ${pinnedTokensMax}.`;
  throw new ProblemError("memory-pinned-too-long", detail);
}
