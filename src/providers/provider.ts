import type { CallPatch } from "../lib/call.ts";
import type { LiveSide } from "./live-ask.ts";

const providerIds = [
  "retell",
  "vapi",
  "elevenlabs",
  "openai_realtime",
  "assistable",
  "bland",
  "twilio",
  "vcp",
] as const;
/** The key under which a provider appears in paths, data and labels. `vcp` is whoever posts VCP messages. */
export type ProviderId = (typeof providerIds)[number];

/** One webhook request as it came in. */
export interface Delivery {
  method: string;
  /** Path with query, as requested. */
  url: string;
  /** Addresses under which the provider may have called us, most likely first; for schemes that sign the URL. */
  publicUrls: readonly string[];
  /** Names in lower case; a repeated header's values are joined by ", ". */
  headers: Readonly<Record<string, string>>;
  /** The exact bytes received. */
  body: Buffer;
  /** Epoch milliseconds. An adapter has no clock of its own. */
  receivedAt: number;
}

/** How deliveries of one connection prove where they come from. */
export interface VerificationSettings {
  /** The live secrets, at least one; several during a rotation. */
  secrets: readonly string[];
  /** Choices within the provider's scheme, where it has any (Vapi). Unknown members are ignored. */
  scheme?: Readonly<Record<string, unknown>>;
}

export type Verdict =
  | { isVerified: true }
  | {
      isVerified: false;
      reason:
        | "missing-signature"
        | "malformed-signature"
        | "wrong-signature"
        | "stale-timestamp"
        | "future-timestamp";
    };

/** Something noteworthy about an event that was understood all the same. Never holds values of the payload. */
export interface Finding {
  code:
    | "unknown-field"
    | "unknown-value"
    | "unreadable-value"
    | "replaced-characters"
    | "dropped-content"
    | "vcp-warning"
    | "missing-field";
  /** Dotted path from the root of the payload, array positions as `[]`. */
  path: string;
  message?: string;
}

export interface NormaliseContext {
  /** When the event arrived, epoch milliseconds. */
  receivedAt: number;
  headers: Readonly<Record<string, string>>;
  /** Whether it was sent to a tool's own path: then nothing but arguments may be in it. */
  isToolPath?: boolean;
}

/** What an event says. */
export interface Normalised {
  /** The provider's name of the event, or ours in the same spirit where it has none. At most 100 characters. */
  eventType: string;
  /** Empty for a valid event that says nothing about a call: it is kept as ignored. */
  patches: CallPatch[];
  findings: Finding[];
}

/** Throw this when an event cannot be understood: it becomes a dead letter that says why. The message must not quote the payload. */
export class NormaliseError extends Error {
  override readonly name = "NormaliseError";
}

/** The whole knowledge about one provider. Pure: no database, no network, no clock. */
export interface VoiceProvider {
  readonly id: ProviderId;
  /** For people. */
  readonly name: string;
  /** Further keys accepted in paths and variable names. */
  readonly aliases: readonly string[];
  /** Carriers see the telephone leg of a call that an AI provider reports too. */
  readonly isCarrier: boolean;
  /** Largest body accepted. */
  readonly bodyBytesMax: number;
  /** The longest a call can last here. A call without an end event is closed after this and a grace period. */
  readonly maxCallMs: number;
  /** Where to paste the webhook URL and what to use as secret; shown on the set-up page. One or two sentences. */
  readonly setup: string;
  /** Addresses from which the provider says it sends. */
  readonly addresses: readonly string[];

  /** Members that a connection's scheme may have, where the provider lets its customer choose how deliveries are signed. */
  readonly schemeMembers?: readonly string[];

  /** Raw bytes in, verdict with a reason out. Constant time, never throws, tries every live secret. */
  verify(delivery: Delivery, settings: VerificationSettings): Verdict;

  /** The provider's own id of this delivery, equal on every redelivery; null where it has none (the body's hash is then the key). */
  deliveryId(delivery: Delivery): string | null;

  /**
   * What the event says about calls. `body` is the parsed JSON, or the decoded fields of a form (all strings).
   * @throws NormaliseError when it cannot be understood.
   */
  normalise(body: unknown, context: NormaliseContext): Normalised;

  /** Where the provider sends the sound of a call in an event of its own, and no link to it (ElevenLabs). */
  readonly sound?: {
    /** Names of those events, the one to prefer first. */
    eventTypes: readonly string[];
    /** The sound in such an event; null when there is none. */
    read(body: unknown): Buffer | null;
  };

  /** How the provider asks during a call and wants to be answered, where it does; for all else any 200 will do. */
  readonly live?: LiveSide;
}
