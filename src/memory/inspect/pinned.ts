import { ProblemError } from "../../lib/problems.ts";
import { messageTokens, type TokenCounter } from "../tokens.ts";
import { type PinnedEntry, pinnedTokensMax } from "../windows/pinned.ts";

/** What entries take in the prompt, all of them. */
export function pinnedTokens(entries: readonly PinnedEntry[], counter: TokenCounter): number {
  if (entries.length === 0) return 0;
  const content = entries.map(({ label, text }) => `${label}: ${text}`).join("\n");
  return messageTokens({ role: "system", content }, counter);
}

/** @throws ProblemError when entries take more than they may: they are never cut. */
export function refuseTooLong(tokens: number): void {
  if (tokens <= pinnedTokensMax) return;
  const detail = `What is pinned takes ${tokens} tokens, and may take ${pinnedTokensMax}.`;
  throw new ProblemError("memory-pinned-too-long", detail);
}
