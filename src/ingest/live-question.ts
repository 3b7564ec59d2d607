import type { LiveAsk, VoiceProvider } from "../providers/index.ts";
import type { Connection } from "../tenants/index.ts";

/** Something asked through a connection while somebody is on the line. */
export interface LiveQuestion {
  connection: Connection;
  provider: VoiceProvider;
  ask: LiveAsk;
  /** Epoch milliseconds. What the provider waits counts from here. */
  receivedAt: number;
}

/** Answers as the provider wants it. Never rejects, and never takes as long as the provider waits: whoever is on the line hears something. */
export type AnswerLive = (question: LiveQuestion) => Promise<unknown>;
