/**
 * The first `charactersMax` UTF-16 units of a text; one fewer where the cut would fall inside a character.
 *
 * A cut that leaves half of a surrogate pair makes text that PostgreSQL's jsonb refuses, and with it the whole row. Halves that
 * were in the text before stay as they are, except one at the very cut.
 */
export function cutText(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  const last = text.charCodeAt(charactersMax - 1);
  const isFirstHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isFirstHalf ? charactersMax - 1 : charactersMax);
}

/** The text without what PostgreSQL refuses: NUL and halves of characters become replacement characters. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
