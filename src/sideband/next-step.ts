/** What became of one attempt to listen. */
export type Outcome =
  | { kind: "refused"; status: number | null }
  | { kind: "closed"; hasHeard: boolean };

/** What was known of the session before it. */
export interface Standing {
  /** Whether its socket was ever open. */
  wasConnected: boolean;
  /** How long ago the call came in. */
  ageMs: number;
  /** How the attempts before went, and how many in a row. */
  error: Trouble | null;
  attempts: number;
}

export type Trouble =
  /** There is no such call, or nobody has accepted it yet. */
  | "no-call"
  /** The key was refused. */
  | "key-refused"
  /** No answer, or one about the provider's own trouble. */
  | "unreachable"
  /** Opened and closed again without a word. */
  | "silent"
  /** It lasts longer than a call can. */
  | "too-long"
  /** Nobody accepted the call while it rang. */
  | "not-accepted"
  /** The connection has no key any more. */
  | "no-key";

export type Step =
  | { kind: "retry"; afterMs: number; error: Trouble | null; attempts: number }
  /** The call is over. */
  | { kind: "over" }
  /** The call was never accepted. */
  | { kind: "not-accepted" }
  | { kind: "failed"; error: Trouble };

export interface Pace {
  /** How long a call may wait to be accepted. */
  ringMs: number;
  /** The longest we listen to one call. */
  callMs: number;
  /** The pause before the second attempt; it grows from there. */
  retryMs: number;
  retryMsMax: number;
}

const keyTriesMax = 6;
const reachTriesMax = 10;
const silentTriesMax = 5;

/** While a call rings its socket may open at any moment, and what is said before we are there is lost: so the pauses stay short. */
const ringingPauseMax = 4;

/**
 * Decides how it goes on with a session. OpenAI tells no end: a call is over when its socket closed and cannot be opened again.
 */
export function nextStep(outcome: Outcome, standing: Standing, pace: Pace): Step {
  if (standing.ageMs > pace.callMs) return { kind: "failed", error: "too-long" };
  if (outcome.kind === "closed") {
    if (outcome.hasHeard) return { kind: "retry", afterMs: 0, error: null, attempts: 0 };
    return again("silent", standing, pace, silentTriesMax) ?? { kind: "over" };
  }
  switch (outcome.status) {
    case 400:
    case 404:
    case 410:
      return noCall(standing, pace);
    case 401:
    case 403:
      return (
        again("key-refused", standing, pace, keyTriesMax) ?? {
          kind: "failed",
          error: "key-refused",
        }
      );
    default:
      return (
        again("unreachable", standing, pace, reachTriesMax) ?? {
          kind: "failed",
          error: "unreachable",
        }
      );
  }
}

function noCall(standing: Standing, pace: Pace): Step {
  if (standing.wasConnected) return { kind: "over" };
  if (standing.ageMs >= pace.ringMs) return { kind: "not-accepted" };
  const attempts = attemptsWith("no-call", standing);
  const afterMs = pace.retryMs * Math.min(attempts, ringingPauseMax);
  return { kind: "retry", afterMs, error: "no-call", attempts };
}

/** Another attempt after a pause that doubles; null when there were enough. */
function again(error: Trouble, standing: Standing, pace: Pace, triesMax: number): Step | null {
  const attempts = attemptsWith(error, standing);
  if (attempts >= triesMax) return null;
  const afterMs = Math.min(pace.retryMs * 2 ** (attempts - 1), pace.retryMsMax);
  return { kind: "retry", afterMs, error, attempts };
}

function attemptsWith(error: Trouble, standing: Standing): number {
  return standing.error === error ? standing.attempts + 1 : 1;
}
