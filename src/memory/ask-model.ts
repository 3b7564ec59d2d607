import type { ChatMessage } from "./chat.ts";
import type { Spent } from "./turn.ts";

/** Asks a model something in the background, where nobody waits. Throws ModelError, and the signal's reason when aborted. */
export type AskModel = (asked: {
  messages: readonly ChatMessage[];
  tokensMax: number;
  signal: AbortSignal;
}) => Promise<ModelSaid>;

export interface ModelSaid {
  readonly text: string;
  readonly spent: readonly Spent[];
}
