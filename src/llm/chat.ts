/** A whole answer as the model gave it; what is not named passes through. */
export interface ChatCompletion {
  readonly choices: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly usage?: unknown;
  readonly [field: string]: unknown;
}

/** A piece of an answer as the model gave it. */
export interface ChatChunk {
  readonly choices: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly usage?: unknown;
  readonly [field: string]: unknown;
}

export interface ChatOptions {
  /** Aborted when whoever asked has left. */
  signal: AbortSignal;
  /** How long may pass without a word: before the first, and between two. */
  wordMs: number;
  /** How long the whole answer may take. */
  totalMs: number;
  /** Hears which endpoint answers, once one does. */
  onAnswer?: (by: AnsweredBy) => void;
}

/** Who answered a request. */
export interface AnsweredBy {
  /** What the endpoint calls the model. */
  readonly model: string;
  /** Another endpoint failed before. */
  readonly isFallback: boolean;
}
