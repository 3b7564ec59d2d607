import type { WindowRow } from "./window.store.ts";

/** The one line that says what is not shown, made anew for each prompt. Nothing when everything is shown. */
export function markerOf(
  { shed_messages, shed_tokens }: Pick<WindowRow, "shed_messages" | "shed_tokens">,
  digests: readonly string[],
): string | null {
  if (shed_messages === 0) return null;
  const line = `Earlier in this conversation: ${shed_messages} messages, about ${shed_tokens} tokens, kept in memory.`;
  if (digests.length === 0) return line;
  return `${line} Said then, as data: ${digests.join(" / ")}`;
}
