import { type ChatMessage, textOf } from "../chat.ts";
import { asksToRepeat } from "./asks-to-repeat.ts";
import { echoWordsMin, lettersOf, likeness, nearest, wordsOf } from "./likeness.ts";

/** Which repetitions are looked for. */
export interface RepetitionSettings {
  /** Whether an answer that was given before is asked for again in other words. */
  readonly echoGuard: boolean;
  /** Whether a conversation that goes in circles is told so. */
  readonly loopDetection: boolean;
}

/** What an answer must not say again, and whether it did so already. */
export interface Repetition {
  /** Whether answers are looked at before they are given. */
  readonly isGuarded: boolean;
  /** The newest answers that are not to be given once more. Empty: anything may be said. */
  readonly recent: readonly string[];
  /** `echo`: the last answer repeated an earlier one. `loop`: so did those before, and nothing new was said meanwhile. */
  readonly found: "echo" | "loop" | null;
}

const recentMax = 10;
const loopAnswers = 3;
const loopLikeness = 0.8;
/** So many words that nobody said before are news; so is any number. */
const newWordsMin = 5;

/** Reads a conversation's own words for repetitions. Nothing is kept beside them. */
export function repetitionIn(
  said: readonly ChatMessage[],
  instructions: readonly ChatMessage[],
  { echoGuard, loopDetection }: RepetitionSettings,
): Repetition {
  const asked = said.findLast(({ role }) => role === "user");
  if (asked !== undefined && asksToRepeat(textOf(asked)))
    return { isGuarded: echoGuard, recent: [], found: null };
  const fixed = lettersOf(instructions.map(textOf).join(" "));
  const answers = newestAnswers(said, fixed);
  const texts = answers.map(({ text }) => text);
  const guarded = { isGuarded: echoGuard, recent: echoGuard ? texts : [] };
  if (loopDetection && isLoop(said, answers.slice(-loopAnswers)))
    return { ...guarded, found: "loop" };
  const last = answers.at(-1);
  const isEcho = echoGuard && last !== undefined && nearest(last.text, texts.slice(0, -1)) > 0;
  return { ...guarded, found: isEcho && !wasAskedFor(said, last.at) ? "echo" : null };
}

function newestAnswers(said: readonly ChatMessage[], fixed: string) {
  const answers: Array<{ at: number; text: string }> = [];
  for (let at = said.length - 1; at >= 0 && answers.length < recentMax; at--) {
    const message = said[at];
    const text = message === undefined ? "" : answerIn(message);
    if (wordsOf(text).length < echoWordsMin) continue;
    // What the instructions say word for word, such as a greeting, is to be said so.
    if (!fixed.includes(lettersOf(text))) answers.push({ at, text });
  }
  return answers.reverse();
}

const answerIn = (message: ChatMessage) =>
  message.role === "assistant" && !message.tool_calls?.length ? textOf(message) : "";

function wasAskedFor(said: readonly ChatMessage[], at: number): boolean {
  const asked = said.slice(0, at).findLast(({ role }) => role === "user");
  return asked !== undefined && asksToRepeat(textOf(asked));
}

/** The same answer again and again, although nobody asked for that, no tool did anything, and nobody said anything new. */
function isLoop(
  said: readonly ChatMessage[],
  answers: ReadonlyArray<{ at: number; text: string }>,
): boolean {
  const [first] = answers;
  if (first === undefined || answers.length < loopAnswers) return false;
  const areAlike = answers.every(({ text }, at) =>
    answers.slice(at + 1).every((other) => likeness(text, other.text, loopLikeness) > 0),
  );
  if (!areAlike || answers.some(({ at }) => wasAskedFor(said, at))) return false;
  const since = said.slice(first.at + 1);
  return since.every(({ role }) => role !== "tool") && !hasNews(said.slice(0, first.at), since);
}

function hasNews(before: readonly ChatMessage[], since: readonly ChatMessage[]): boolean {
  const wordsIn = (messages: readonly ChatMessage[]) =>
    messages.filter(({ role }) => role === "user").flatMap((message) => wordsOf(textOf(message)));
  const known = new Set(wordsIn(before));
  const fresh = new Set(wordsIn(since).filter((word) => !known.has(word)));
  return fresh.size >= newWordsMin || [...fresh].some((word) => /\p{N}/u.test(word));
}
