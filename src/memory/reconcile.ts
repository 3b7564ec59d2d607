import { createHash } from "node:crypto";
import { mapInSlices } from "../lib/in-slices.ts";
import { type ChatMessage, textOf } from "./chat.ts";

/** A message of the transcript that is not superseded. */
export interface Stored {
  readonly seq: number;
  readonly message: ChatMessage;
}

/** How a client's history goes on from what is stored. */
export interface Reconciled {
  /** Answers of which the client heard less than was written: the caller spoke over the rest. */
  readonly spoken: ReadonlyArray<{ readonly seq: number; readonly text: string }>;
  /** Messages that another branch took the place of. */
  readonly superseded: readonly number[];
  /** What is new, in its order. */
  readonly fresh: readonly ChatMessage[];
  /** How many messages of the client were known. */
  readonly matched: number;
}

/** Places tried to align a history with: a long one that says the same again and again must not take for ever. */
const placesMax = 64;
/** By so many messages a history mostly goes on at once: the answer, results of tools, and what was said then. */
const likelyMax = 8;
const alike = 0.9;

/**
 * Aligns the history a client sends with what is stored.
 *
 * A client may have trimmed its beginning, cut an answer where the caller interrupted it, edited a turn or asked for another answer. What
 * shares nothing with the transcript is new and goes behind it: nothing is lost for looking unfamiliar. A single message is new unless it
 * is the last stored one sent again, because clients that send only what is new look like that.
 */
export function reconcile(stored: readonly Stored[], history: readonly ChatMessage[]): Reconciled {
  const [first] = history;
  if (first === undefined || stored.length === 0) {
    return { spoken: [], superseded: [], fresh: history, matched: 0 };
  }
  if (history.length === 1) {
    const last = stored.at(-1)?.message;
    const isLast =
      last !== undefined && first.role === "user" && isSame(wordsOf(last), wordsOf(first));
    return { spoken: [], superseded: [], fresh: isLast ? [] : history, matched: isLast ? 1 : 0 };
  }
  const mine = stored.map(({ message }) => wordsOf(message));
  const theirs = history.map(wordsOf);
  const { place, length } = bestPlace(mine, theirs);
  if (length === 0) return { spoken: [], superseded: [], fresh: history, matched: 0 };
  const spoken = stored.slice(place, place + length).flatMap(({ seq, message }, at) => {
    const heard = history[at];
    if (heard === undefined || message.role !== "assistant") return [];
    const text = textOf(heard);
    return isCutShort(wordsOf(message), wordsOf(heard)) ? [{ seq, text }] : [];
  });
  const superseded = stored.slice(place + length).map(({ seq }) => seq);
  return { spoken, superseded, fresh: history.slice(length), matched: length };
}

/** Where the history fits best: what reaches the end of the transcript before what does not, the longer before the shorter. */
function bestPlace(mine: readonly Words[], theirs: readonly Words[]) {
  let best = { place: 0, length: 0, reachesEnd: false };
  let tried = 0;
  for (const place of places(mine, theirs)) {
    if (++tried > placesMax) break;
    let length = 0;
    while (place + length < mine.length && isSame(mine[place + length], theirs[length])) length++;
    const reachesEnd = place + length === mine.length;
    const isBetter =
      reachesEnd === best.reachesEnd ? length > best.length : reachesEnd && length > 0;
    if (isBetter) best = { place, length, reachesEnd };
    if (place === 0 && reachesEnd) break;
  }
  return best;
}

/** Places at which the history could begin: the beginning, those from which it goes on by a few messages, then the newest. */
function* places(mine: readonly Words[], theirs: readonly Words[]): Generator<number> {
  const isPlace = (place: number) => isSame(mine[place], theirs[0]);
  const next = mine.length - theirs.length + 1;
  yield* [0, ...Array.from({ length: likelyMax }, (_, more) => next + more)].filter(isPlace);
  for (let place = mine.length - 1; place > 0; place--) if (isPlace(place)) yield place;
}

interface Words {
  readonly role: string;
  readonly text: string;
  /** Calls and whose result it is: these must be the same to the letter. */
  readonly exact: string;
}

/** Of the messages at hand, which never change: they are compared more than once. */
const known = new WeakMap<ChatMessage, Words>();

function wordsOf(message: ChatMessage): Words {
  const words = known.get(message) ?? {
    role: message.role,
    text: textOf(message).normalize("NFKC").replace(/\s+/g, " ").trim(),
    exact: JSON.stringify([
      message.tool_call_id ?? "",
      (message.tool_calls ?? []).map((call) => [
        call.function.name,
        canonical(call.function.arguments),
      ]),
    ]),
  };
  known.set(message, words);
  return words;
}

/** Reads what messages say before they are compared, so that very many keep nobody else waiting. */
export async function readWords(messages: readonly ChatMessage[]): Promise<void> {
  await mapInSlices(messages, wordsOf);
}

function canonical(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text;
  }
}

function sorted(value: unknown, depth = 0): unknown {
  if (depth > 50 || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one) => sorted(one, depth + 1));
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner, depth + 1)]);
}

function isSame(mine: Words | undefined, theirs: Words | undefined): boolean {
  if (mine === undefined || theirs === undefined) return false;
  if (mine.role !== theirs.role || mine.exact !== theirs.exact) return false;
  if (mine.text === theirs.text) return true;
  if (mine.role !== "assistant") return false;
  return (
    isCutShort(mine, theirs) ||
    isCutShort(theirs, mine) ||
    likeness(mine.text, theirs.text) >= alike
  );
}

/** Whether the second is the beginning of the first, however the platform marks that it broke off. */
function isCutShort(whole: Words, part: Words): boolean {
  const heard = part.text.replace(/[\s.…—–-]+$/u, "");
  return heard.length > 0 && heard.length < whole.text.length - 1 && whole.text.startsWith(heard);
}

/** The share of words two texts have in common. */
function likeness(one: string, other: string): number {
  const left = new Set(one.toLowerCase().split(" "));
  const right = new Set(other.toLowerCase().split(" "));
  const both = [...left].filter((word) => right.has(word)).length;
  return (2 * both) / (left.size + right.size);
}

/** Of each beginning of a history, the shortest first: the same for the same words, so that a client without a session is known again by what it sends. */
export function chainsOf(seed: string, history: readonly ChatMessage[]): Promise<string[]> {
  let chain = createHash("sha256").update(seed).digest("hex");
  return mapInSlices(history, (message) => {
    chain = chainOn(chain, message);
    return chain;
  });
}

/** The chain of a history with one message more. */
export function chainOn(chain: string, message: ChatMessage): string {
  const { role, text, exact } = wordsOf(message);
  return createHash("sha256")
    .update(JSON.stringify([chain, role, text, exact]))
    .digest("hex");
}
