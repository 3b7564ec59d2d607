import type { TokenCounter } from "../tokens.ts";

/** A counter and the name under which what it counted is kept. */
export interface Counting {
  readonly counter: TokenCounter;
  readonly tokenizer: string;
  /** By how much an estimate is larger than what it is made of. */
  readonly factor: number;
}
