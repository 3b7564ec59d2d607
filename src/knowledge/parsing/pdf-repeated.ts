import type { PdfLine } from "./pdf-lines.ts";

/**
 * Leaves out running heads, feet and page numbers: lines in the outer tenth of the page that stand, but for their figures, at the same height on
 * most pages. They would cut sentences in two and make every page an answer to the document's name.
 */
export function withoutRepeated(lines: readonly PdfLine[], pages: number): PdfLine[] {
  if (pages < 3) return [...lines];
  const seen = new Map<string, Set<number>>();
  for (const line of lines) {
    const key = keyOf(line);
    if (key === undefined) continue;
    const on = seen.get(key) ?? new Set();
    seen.set(key, on.add(line.page));
  }
  return lines.filter((line) => {
    const key = keyOf(line);
    return key === undefined || (seen.get(key)?.size ?? 0) <= pages * 0.5;
  });
}

function keyOf(line: PdfLine): string | undefined {
  if (line.height > 0.1 && line.height < 0.9) return undefined;
  return `${Math.round(line.height * 50)} ${line.cells.join(" ").replace(/\p{N}+/gu, "#")}`;
}
