import type { ChatChunk, ChatClient, ChatCompletion } from "../llm/index.ts";
import { type ChatMessage, type EchoReport, nearest, type Turn } from "../memory/index.ts";
import { type Heard, hear, partsOf } from "./hear.ts";

/** Longer than this nothing is held back, and no other answer is waited for. */
const deadlineMs = { voice: 1_500, text: 15_000 } as const;
const usualDeadline = (profile: keyof typeof deadlineMs) =>
  AbortSignal.timeout(deadlineMs[profile]);
const levels = [1, 2, 3] as const;
const warmer = 0.2;

type Model = Pick<ChatClient, "complete" | "stream">;
type Options = Parameters<Model["stream"]>[1];

interface Guarding {
  model: Model;
  turn: Turn;
  profile: "voice" | "text";
  /** The request to the model, but for its messages. */
  request: Readonly<Record<string, unknown>>;
  options: Options;
  /** Aborted when no time is left; asked for where the time begins. */
  deadlineOf?: typeof usualDeadline;
}

/** Asks a model, and once more when it says what it said before. */
export interface EchoGuard {
  whole(): Promise<ChatCompletion>;
  /** Asks; resolves with the first word, heard or not. */
  open(): Promise<AsyncGenerator<ChatChunk>>;
  /** What was done, once the answer is over. Undefined when there was nothing to do. */
  report(): EchoReport | undefined;
}

/**
 * Keeps a model from saying the same again.
 *
 * An answer that repeats an earlier one, or is empty, is asked for again with a warning, up to three times and within the deadline; what comes then is given, or else what is least
 * like before. Calls of tools are never touched, and a failure of another try is none of the turn.
 */
export function createEchoGuard(of: Guarding): EchoGuard {
  const { model, turn, profile, request, options, deadlineOf = usualDeadline } = of;
  const { recent, isGuarded } = turn.repetition;
  let report: EchoReport | undefined;
  const asking = (messages: readonly ChatMessage[], isAgain: boolean) => {
    const { temperature } = request;
    const isWarmer = isAgain && typeof temperature === "number";
    const more = isWarmer ? { temperature: Math.min(2, temperature + warmer) } : {};
    return { ...request, ...more, messages };
  };
  /** Asks again until an answer is another one. Returns the best there was. */
  const better = async <One extends Tried>(
    first: One,
    once: (request: Readonly<Record<string, unknown>>) => Promise<One>,
  ): Promise<One> => {
    let best = first;
    let attempts = 0;
    for (const level of levels) {
      if (best.outcome === "other") break;
      const { said } = best;
      const messages = turn.warned(said === "" ? { kind: "empty" } : { kind: "echo", level, said });
      if (messages === null) break;
      attempts++;
      const next = await once(asking(messages, true)).catch(() => null);
      options.signal.throwIfAborted();
      if (next === null) break;
      const [kept, dropped] = isBetter(next, best) ? [next, best] : [best, next];
      dropped.drop();
      best = kept;
    }
    const { similarity, outcome } = best;
    report = { detected: true, attempts, similarity, resolved: outcome === "other" };
    return best;
  };
  return {
    report: () => report,
    async whole() {
      const tried = (completion: ChatCompletion) => wholeTried(completion, recent);
      const first = tried(await model.complete(asking(turn.messages, false), options));
      if (!isGuarded || first.outcome === "other") return first.completion;
      const signal = AbortSignal.any([options.signal, deadlineOf(profile)]);
      const best = await better(first, async (again) =>
        tried(await model.complete(again, { ...options, signal })),
      );
      return best.completion;
    },
    async open() {
      const first = await model.stream(asking(turn.messages, false), options);
      return isGuarded ? pieces(first[Symbol.asyncIterator]()) : passed(first);
    },
  };

  async function* pieces(first: AsyncIterator<ChatChunk>): AsyncGenerator<ChatChunk> {
    const deadline = deadlineOf(profile);
    const late = new Promise<"late">((resolve) => {
      deadline.addEventListener("abort", () => resolve("late"), { once: true });
    });
    // Behind its first sentence a model may call a tool, which must not be cut off.
    const mayCall = Array.isArray(request.tools) && request.tools.length > 0;
    const listening = { recent, late, isHurried: profile === "voice" && !mayCall };
    let best = droppable(await hear(first, listening));
    try {
      if (best.outcome !== "other") {
        best = await better(best, (again) => hearAgain(again, deadline, listening));
      }
      yield* settled(best);
    } finally {
      await best.rest.return?.();
    }
  }

  /** One more try, which ends with the deadline unless it is let go before. */
  async function hearAgain(
    again: Readonly<Record<string, unknown>>,
    deadline: AbortSignal,
    listening: Parameters<typeof hear>[1],
  ): Promise<Heard & Tried> {
    const trying = new AbortController();
    const stop = () => trying.abort(deadline.reason);
    if (deadline.aborted) stop();
    deadline.addEventListener("abort", stop, { once: true });
    const signal = AbortSignal.any([options.signal, trying.signal]);
    const chunks = await model.stream(again, { ...options, signal });
    const rest = chunks[Symbol.asyncIterator]();
    const heard = await hear(rest, listening);
    deadline.throwIfAborted();
    deadline.removeEventListener("abort", stop);
    return droppable(heard);
  }

  /** Gives an answer on, and says how it came out with its end. */
  async function* settled({ held, rest }: Heard): AsyncGenerator<ChatChunk> {
    let said = "";
    const settle = ({ choices: [choice] }: ChatChunk) => {
      const { content } = (choice?.delta ?? {}) as Record<string, unknown>;
      if (typeof content === "string") said += content;
      if (typeof choice?.finish_reason !== "string") return;
      const similarity = nearest(said, recent);
      const isSame = similarity > 0;
      if (report !== undefined)
        report = { ...report, similarity, resolved: report.resolved && !isSame };
      // Too late to take back: the next turn is told.
      else if (isSame) report = { detected: true, attempts: 0, similarity, resolved: false };
    };
    for (const chunk of held) {
      settle(chunk);
      yield chunk;
    }
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      settle(next.value);
      yield next.value;
    }
  }
}

/** One answer of the model, judged. */
interface Tried {
  readonly outcome: "other" | "echo" | "empty";
  readonly said: string;
  readonly similarity: number;
  /** It is not given: nothing of it is read any more. */
  drop(): void;
}

function isBetter(one: Tried, other: Tried): boolean {
  if (one.outcome === "empty" || other.outcome === "empty") return one.outcome !== "empty";
  return one.similarity < other.similarity;
}

function wholeTried(completion: ChatCompletion, recent: readonly string[]) {
  const { message, finish_reason } = completion.choices[0] ?? {};
  const { words: said, isMore } = partsOf(message);
  const similarity = isMore ? 0 : nearest(said, recent);
  const isEmpty = !isMore && said.trim() === "" && finish_reason === "stop";
  const outcome = isEmpty ? "empty" : similarity > 0 ? "echo" : "other";
  return { completion, outcome, said, similarity, drop: () => undefined } as const;
}

async function* passed(chunks: AsyncIterable<ChatChunk>): AsyncGenerator<ChatChunk> {
  yield* chunks;
}

function droppable(heard: Heard): Heard & Tried {
  const drop = () => void Promise.resolve(heard.rest.return?.()).catch(() => undefined);
  return { ...heard, drop };
}
