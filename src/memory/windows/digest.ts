import { mapInSlices } from "../../lib/in-slices.ts";
import { cutText } from "../../lib/text.ts";
import { type ChatMessage, textOf } from "../chat.ts";

const charactersMax = 320;
const sentenceMax = 200;

/**
 * What was said in few words, without a model: whole sentences as they were said, those with numbers, dates and names before others.
 *
 * The same for the same messages.
 */
export async function digestOf(messages: readonly ChatMessage[]): Promise<string> {
  const sentences = await mapInSlices(messages, (message) =>
    message.role === "tool" ? [] : sentencesOf(message),
  );
  const ranked = sentences
    .flat()
    .filter(({ weight }) => weight > 0)
    .map((sentence, place) => ({ ...sentence, place }))
    .sort((one, other) => other.weight - one.weight || other.place - one.place);
  const chosen: typeof ranked = [];
  let left = charactersMax;
  for (const one of ranked) {
    if (one.text.length > left) continue;
    left -= one.text.length + 1;
    chosen.push(one);
  }
  return chosen
    .sort((one, other) => one.place - other.place)
    .map(({ text }) => text)
    .join(" ");
}

function sentencesOf(message: ChatMessage): Array<{ text: string; weight: number }> {
  const parts = textOf(message)
    .replace(/\s+/g, " ")
    .split(/(?<=[.!?。！？])\s+/u)
    .map((part) => cutText(part.trim(), sentenceMax));
  return parts
    .filter((part) => part !== "")
    .map((text) => ({
      text: `${message.role}: ${text}`,
      weight: weightOf(text) + (message.role === "user" ? 0.5 : 0),
    }));
}

/** Figures weigh most, then words with a capital inside of the sentence. What has neither is small talk. */
function weightOf(text: string): number {
  const figures = text.match(/\p{N}+/gu)?.length ?? 0;
  const names = text.match(/(?<=\s)\p{Lu}\p{L}+/gu)?.length ?? 0;
  return 2 * Math.min(figures, 3) + Math.min(names, 3) - (text.endsWith("?") ? 1 : 0);
}
