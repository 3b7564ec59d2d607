import type { Block } from "./parsed.ts";

const asked =
  /^(?:q(?:uestion)?|f(?:rage)?|pregunta|domanda|pergunta|v(?:raag)?|p)\s*\d{0,3}\s*[:.)]\s*(?=\S)/iu;
const answered =
  /^(?:a(?:nswer|ntwort|ntwoord)?|réponse|r(?:espuesta|isposta|esposta)?)\s*\d{0,3}\s*[:.)]\s*(?=\S)/iu;
const wordsMax = 40;

/**
 * Marks the questions of an FAQ: a paragraph that is one short question with something below it, and `Q: … A: …` pairs, also within one
 * paragraph. The letters in front are taken away.
 */
export function markQuestions(blocks: readonly Block[]): Block[] {
  const parts = blocks.flatMap(divide);
  return parts.map((block, index) => {
    if (block.kind !== "paragraph") return block;
    const next = parts[index + 1];
    const isAsked = asked.test(block.text) && next !== undefined && answered.test(next.text);
    if (isAsked) return question(block, block.text.replace(asked, ""));
    if (
      answered.test(block.text) &&
      parts[index - 1]?.kind === "paragraph" &&
      asked.test(parts[index - 1]?.text ?? "")
    ) {
      return { ...block, text: block.text.replace(answered, "") };
    }
    const isFollowed = next !== undefined && next.kind !== "heading" && next.kind !== "question";
    return isFollowed && isOneQuestion(block.text) ? question(block, block.text) : block;
  });
}

/** A paragraph with both in it becomes two. */
function divide(block: Block): Block[] {
  if (block.kind !== "paragraph" || !block.text.includes("\n")) return [block];
  const lines = block.text.split("\n");
  const starts = lines.flatMap((line, index) =>
    asked.test(line) || answered.test(line) ? [index] : [],
  );
  if (starts.length > 1 && lines.some((line) => asked.test(line)))
    return pieces(block, lines, starts);
  const [first = "", ...rest] = lines;
  return isOneQuestion(first) && rest.length > 0 ? pieces(block, lines, [0, 1]) : [block];
}

function pieces(block: Block, lines: readonly string[], starts: readonly number[]): Block[] {
  const bounds = [...new Set([0, ...starts, lines.length])];
  return bounds.slice(0, -1).map((start, index) => ({
    ...block,
    text: lines.slice(start, bounds[index + 1]).join("\n"),
  }));
}

function question(block: Block, text: string): Block {
  const { page } = block;
  return {
    kind: "question",
    text: text.replaceAll("\n", " "),
    ...(page !== undefined && { page }),
  };
}

export function isOneQuestion(text: string): boolean {
  if (!/\?["')»”]?$/u.test(text) || text.split(/\s+/u).length > wordsMax) return false;
  return !/[.!]\s/u.test(text.replace(/\b\p{L}\./gu, ""));
}
