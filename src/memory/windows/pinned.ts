import type { TokenCounter } from "../tokens.ts";

/** What operators want a model to have in sight all through a session. */
export interface PinnedEntry {
  readonly label: string;
  readonly text: string;
}

/** What all entries of a session may take together. */
export const pinnedTokensMax = 400;

/** As it stands in the prompt, the first entries that fit. Nothing when there is none. */
export function pinnedText(entries: readonly PinnedEntry[], counter: TokenCounter): string | null {
  const lines: string[] = [];
  for (const { label, text } of entries) {
    const more = [...lines, `${label}: ${text}`];
    if (counter.count(more.join("\n")) > pinnedTokensMax) break;
    lines.push(`${label}: ${text}`);
  }
  return lines.length === 0 ? null : lines.join("\n");
}
