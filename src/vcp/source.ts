import type { CallRecord, CaptureSource } from "../lib/call.ts";

/** Everything from which a call is written down for others, as VCP or vCon. */
export interface VcpSource {
  record: CallRecord;
  /** Our id of the call. */
  callId: string;
  /** When we first heard of the call, epoch milliseconds. */
  firstSeenAt: number;
  /** When the event that matters most arrived. */
  receivedAt: number;
  /** When it was folded in; null when it is not yet. */
  processedAt: number | null;
  /** The highest-ranked event and what it said, as parsed. */
  payload: { eventId: string; data: unknown } | null;
  capturedBy: CaptureSource;
  /** What was noteworthy about the event; no values of the payload. */
  findings: readonly string[];
  /** An anonymised key of the caller; null when there is no number to make it of. */
  callerKey: string | null;
  /** When the document is written, epoch milliseconds. */
  now: number;
}
