import type { CallStatus, Direction, Disposition } from "../lib/call.ts";
import type { Random } from "../lib/random.ts";

/** The kinds of call that the simulator plays. */
export const scenarios = [
  "booked",
  "question_answered",
  "transferred",
  "voicemail",
  "no_answer",
  "busy",
  "caller_hung_up_early",
  "tool_failed",
  "provider_failure",
] as const;
export type Scenario = (typeof scenarios)[number];

/** An invented call, before any provider has put it into its own words. */
export interface CallScript {
  scenario: Scenario;
  direction: Direction;
  /** Invented numbers, E.164. */
  callerNumber: string;
  businessNumber: string;
  callerName: string;
  businessName: string;
  agentName: string;
  /** True when the parties were connected. */
  isConnected: boolean;
  /** From connection to end; 0 when not connected. */
  durationMs: number;
  turns: ReadonlyArray<{
    role: "agent" | "user";
    text: string;
    startMs: number;
    endMs: number;
  }>;
  toolCalls: ReadonlyArray<{
    name: string;
    arguments: Record<string, unknown>;
    result: Record<string, unknown>;
    isSuccess: boolean;
    offsetMs: number;
    durationMs: number;
  }>;
  summary: string;
  sentiment: "positive" | "neutral" | "negative" | null;
  /** Null when nobody evaluates (not connected). */
  isSuccessful: boolean | null;
  /** What the provider charges in all. */
  costMicros: number;
}

/** One webhook of a simulated call, before it is signed. */
export interface SimulatedDelivery {
  /** When it is sent, epoch milliseconds on the call's own clock. */
  at: number;
  contentType: string;
  body: string;
}

/** A whole call life cycle in one provider's words. */
export interface SimulatedCall {
  providerCallId: string;
  deliveries: SimulatedDelivery[];
  /** What our record must say in the end. */
  expected: { disposition: Disposition; status: CallStatus };
}

/** Plays calls as one provider would report them, and signs them as it would. For demonstrations, tests and benchmarks. */
export interface ProviderSimulator {
  readonly id: string;
  /** `startAt` is when the call is created. The same random source and start give the same bytes. */
  simulate(script: CallScript, random: Random, startAt: number): SimulatedCall;
  /** The headers that prove the origin, content type not included. `url` is the full public address. */
  sign(delivery: {
    body: string | Buffer;
    contentType: string;
    url: string;
    at: number;
    secret: string;
    /** Choices within the provider's scheme, where it has any; left out, the usual ones. */
    scheme?: Readonly<Record<string, unknown>>;
    /** Unique per delivery, equal on a redelivery. */
    deliveryId: string;
  }): Record<string, string>;
}
