import type { ChatChunk } from "../llm/index.ts";
import { echoWordsMin, lettersOf, nearest, wordsOf } from "../memory/index.ts";

/** A streamed answer as far as it had to be heard to know whether it is one that was given before. */
export interface Heard {
  /** What was heard, and what is still to come. */
  readonly held: readonly ChatChunk[];
  readonly rest: AsyncIterator<ChatChunk>;
  /** `other`: not one of those, or no time is left to find out. */
  readonly outcome: "other" | "echo" | "empty";
  readonly said: string;
  readonly similarity: number;
}

interface Listening {
  /** What was answered before. */
  recent: readonly string[];
  /** Whether a whole sentence that was said before is enough to know: somebody waits for the next one. */
  isHurried: boolean;
  /** Resolves when there is no more time. */
  late: Promise<"late">;
}

/** Holds an answer back while it says the same as the beginning of an earlier one, and no longer: what departs is let go with its first other word. Never fails. */
export async function hear(
  rest: AsyncIterator<ChatChunk>,
  { recent, isHurried, late }: Listening,
): Promise<Heard> {
  const held: ChatChunk[] = [];
  const known = recent.map(lettersOf);
  let said = "";
  let letters = "";
  const heard = (outcome: Heard["outcome"], similarity = 0) => {
    return { held, rest, outcome, said, similarity };
  };
  for (;;) {
    const step = rest.next();
    const next = await Promise.race([step, late]).catch((error: unknown) => ({ error }));
    if (next === "late") return { ...heard("other"), rest: resumed(step, rest) };
    if ("error" in next) return { ...heard("other"), rest: resumed(step, rest) };
    if (next.done) return ended();
    held.push(next.value);
    const { words, isMore } = partsOf(next.value.choices[0]?.delta);
    if (isMore) return heard("other");
    said += words;
    letters += lettersOf(words);
    if (letters !== "" && !known.some((one) => one.startsWith(letters))) return heard("other");
    if (isHurried && isSentence(said)) return heard("echo", 1);
  }
  function ended(): Heard {
    if (said.trim() === "") return heard(isEmpty(held) ? "empty" : "other");
    const similarity = nearest(said, recent);
    return heard(similarity > 0 ? "echo" : "other", similarity);
  }
}

/** Goes on with what was asked for already. */
async function* resumed(
  step: Promise<IteratorResult<ChatChunk>>,
  rest: AsyncIterator<ChatChunk>,
): AsyncGenerator<ChatChunk> {
  try {
    for (let next = await step; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** The words of a message or a piece of one, and whether it has anything else that is given to the client, such as a call of a tool, which is never held back. */
export function partsOf(given: unknown): { words: string; isMore: boolean } {
  const message = (given ?? {}) as Record<string, unknown>;
  const { content, tool_calls: calls, function_call, refusal, audio } = message;
  const hasCalls = Array.isArray(calls) && calls.length > 0;
  return {
    words: typeof content === "string" ? content : "",
    isMore: hasCalls || Boolean(function_call ?? refusal ?? audio) || Array.isArray(content),
  };
}

/** Only a model that ended of its own accord without a word; one that ran out of tokens would do so again. */
const isEmpty = (held: readonly ChatChunk[]) =>
  held.some(({ choices: [choice] }) => choice?.finish_reason === "stop");

/** Long enough to be no figure of speech. */
const isSentence = (said: string) =>
  /[.!?…。！？]["'”’)]*\s*$/u.test(said) && wordsOf(said).length >= echoWordsMin;
