import type { TenantScope } from "../lib/tenant-scope.ts";
import type { ChatMessage, ChatToolCall } from "./chat.ts";
import type { Repetition } from "./echo/repetition.ts";
import type { Warning } from "./echo/warning.ts";

/** What a client asks for with one request: the whole history as it sees it, and what it knows of who speaks. */
export interface TurnRequest {
  /**
   * Which conversation it is. Left out, it is known again by its history alone (see {@link Turn.sessionId}): then it forks where
   * histories part, is never joined with another caller's, and remembers nothing of a subject.
   */
  readonly sessionId?: string | undefined;
  readonly agentId?: string | undefined;
  /** Whom it is about. Only what was said with the same subject, or in the same session, is ever put into the prompt. */
  readonly subjectId?: string | undefined;
  /** Voice waits less for what is remembered, and shows less of it. */
  readonly profile: "voice" | "text";
  readonly model: { readonly name: string; readonly contextTokens?: number | undefined };
  readonly messages: readonly ChatMessage[];
  /** Definitions of tools as they go to the model: they take part of the budget. */
  readonly tools?: readonly unknown[] | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** The same for the same request sent again: an `Idempotency-Key`, or a digest of the request. */
  readonly requestKey: string;
  /** False leaves memory out of the prompt; the turn is still written down. */
  readonly useMemory: boolean;
}

/** Something remembered that is in the prompt, and what found it. */
export interface Injected {
  readonly messageId: string;
  readonly why: readonly string[];
}

/** How many tokens each part of the prompt takes. `framing` is what the format adds for the whole list. */
export type PromptBlock =
  | "system"
  | "tools"
  | "pinned"
  | "marker"
  | "memory"
  | "window"
  | "warning"
  | "framing";

/** What left the window of the session with this request. */
export interface Relief {
  readonly messages: number;
  readonly tokens: number;
}

/** Why a turn has less than it could: it goes on all the same. */
export type Degraded = "store" | "limits" | "retrieval" | "embedder" | "tokenizer";

/** One request under way: what goes to the model, and what is needed to write down the answer. */
export interface Turn {
  readonly id: string;
  readonly scope: TenantScope;
  /** What the client named, or what was made of the history. Null when the store failed: then nothing is written. */
  readonly sessionId: string | null;
  /** Counts resets: an answer to what was before one is not shown afterwards. */
  readonly epoch: number;
  /** Who may write the answer. Whoever comes later takes it over, and this turn's answer is then kept out of the window. */
  readonly lease: string | null;
  /** The prompt, never above the budget. */
  readonly messages: readonly ChatMessage[];
  readonly tokens: {
    readonly total: number;
    readonly byBlock: Readonly<Record<PromptBlock, number>>;
  };
  readonly injected: readonly Injected[];
  readonly relief?: Relief | undefined;
  readonly degraded: readonly Degraded[];
  /** What the answer must not be, and whether the prompt says already that something was repeated. */
  readonly repetition: Repetition;
  /** The prompt once more, with what is wrong with an answer to it, and still within the budget. Null when there is no room to say so. */
  warned(warning: Warning): readonly ChatMessage[] | null;
}

/** What was done about answers that repeated earlier ones. */
export interface EchoReport {
  /** Whether the model said again what it had said, or nothing. */
  readonly detected: boolean;
  /** How often it was asked once more. */
  readonly attempts: number;
  /** How alike the answer that was given is to the earlier one it is most like, from 0 to 1. */
  readonly similarity: number;
  /** Whether the answer that was given is another one. */
  readonly resolved: boolean;
}

/** What came back from the model, as much as reached the client. */
export interface Answer {
  readonly content: string | null;
  readonly toolCalls: readonly ChatToolCall[];
  /** The client went away, or the model stopped, in the middle. */
  readonly interrupted: boolean;
  readonly usage: ModelUsage | null;
  readonly echo?: EchoReport | undefined;
}

/** Tokens as a model counted them. */
export interface ModelUsage {
  readonly promptTokens: number;
  /** Of the prompt, what its service still had from before. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

/** A request to the model for a turn, as far as it was answered. */
export interface Spent {
  /** As the endpoint that answered calls it. */
  readonly model: string;
  readonly isFallback: boolean;
  /** Null when the model did not tell: then it is counted from what it said. */
  readonly usage: ModelUsage | null;
  readonly said: string;
}

/** What became of a request: an answer that was given before, or a turn to ask the model with. */
export type Begun =
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "turn"; readonly turn: Turn };

/** The window of conversations: what of an endless transcript a model sees at a time. */
export interface Turns {
  /**
   * Writes down what is new in the request and makes the prompt.
   *
   * A store that fails does not fail the turn: the prompt is then the client's own history cut to the budget, with `degraded: ["store"]`.
   * Only a request that can never fit is a problem, `memory-context-exceeded`: its instructions and tools leave no room for what is said.
   */
  begin(scope: TenantScope, request: TurnRequest): Promise<Begun>;
  /** Writes down the answer, and what was used for it. One that comes after a reset, or after another turn took over, is kept but not shown. Never throws. */
  finish(turn: Turn, answer: Answer, spent?: readonly Spent[]): Promise<void>;
  /** Nothing was answered: the next request need not wait for this one. Never throws. */
  abandon(turn: Turn, spent?: readonly Spent[]): Promise<void>;
}
