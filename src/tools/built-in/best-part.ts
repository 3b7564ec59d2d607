import { cutText } from "../../lib/text.ts";
import { analyse } from "../../search/index.ts";

/**
 * The part of a text that has most of a question's words in it: whole sentences that follow each other, of the earliest part where several have as many. What answers a
 * question is often at the end of a passage, and a caller cannot wait for all of it.
 */
export function bestPart(
  text: string,
  {
    question,
    language,
    charactersMax,
  }: { question: string; language: string; charactersMax: number },
): string {
  if (text.length <= charactersMax) return text;
  const asked = new Set(analyse(question, language));
  const sentences = text.split(/(?<=[.!?\n])\s+/).map((sentence) => ({
    sentence,
    hits: analyse(sentence, language).filter((word) => asked.has(word)),
  }));
  let best = { score: -1, part: "" };
  for (let from = 0; from < sentences.length; from++) {
    const part = partFrom(sentences.slice(from), charactersMax);
    if (part.score > best.score) best = part;
  }
  return cutText(best.part, charactersMax);
}

function partFrom(
  sentences: ReadonlyArray<{ sentence: string; hits: readonly string[] }>,
  charactersMax: number,
): { score: number; part: string } {
  const words = new Set<string>();
  let part = "";
  for (const { sentence, hits } of sentences) {
    const longer = part === "" ? sentence : `${part} ${sentence}`;
    if (longer.length > charactersMax && part !== "") break;
    part = longer;
    for (const word of hits) words.add(word);
  }
  return { score: words.size, part };
}
