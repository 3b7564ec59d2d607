import { type HeardBatch, openaiCallSocket } from "../providers/index.ts";

type Heard = HeardBatch["events"][number];
type Models = HeardBatch["models"];

/** What was heard since the last time, in the parts in which it is to be stored. */
export interface Taken {
  batches: Array<Pick<HeardBatch, "events" | "models" | "droppedFrames">>;
  lastAt: number;
}

export interface HearingLimits {
  /** Longer frames are dropped. */
  frameBytesMax: number;
  /** What one batch holds. */
  batchBytesMax: number;
  batchEventsMax: number;
  /** What is kept of one socket in all. */
  socketBytesMax: number;
  /** Frames that are no events, of one socket. */
  nonsenseMax: number;
}

export const hearingLimits: HearingLimits = {
  frameBytesMax: 256 * 1024,
  batchBytesMax: 512 * 1024,
  batchEventsMax: 200,
  socketBytesMax: 64 * 1024 * 1024,
  nonsenseMax: 20,
};

/** Where an event's type stands, as OpenAI writes it. */
const headBytes = 120;
/** A frame that is no event is kept so far. */
const nonsenseCharactersMax = 4_000;

/**
 * Gathers the frames of one socket until they are stored. Sound is dropped unread; what is too large or too much is dropped and counted; a frame that is no event is kept by
 * itself, so that what was understood does not wait for somebody to look at it.
 */
export function createHearing(needs: {
  now: () => number;
  /** The last moment of the call that is known: what is heard now comes after it, whatever the clock says. */
  after: number;
  models: Models;
  limits?: HearingLimits;
}) {
  const { now, limits = hearingLimits } = needs;
  let { models, after: lastAt } = needs;
  let events: Heard[] = [];
  let nonsense: Heard[] = [];
  let bytes = 0;
  let socketBytes = 0;
  let nonsenseCount = 0;
  let droppedFrames = 0;
  let hasHeard = false;

  const tick = () => {
    lastAt = Math.max(now(), lastAt + 1);
    return lastAt;
  };
  const addNonsense = (text: string) => {
    nonsenseCount++;
    if (nonsenseCount > limits.nonsenseMax) droppedFrames++;
    else nonsense.push({ at: tick(), text: text.slice(0, nonsenseCharactersMax) });
  };

  return {
    add(frame: Buffer): void {
      const early = openaiCallSocket.typeOf(frame.subarray(0, headBytes).toString("latin1"));
      if (early !== null && openaiCallSocket.isNoise(early)) {
        hasHeard = true;
        return;
      }
      if (
        frame.length > limits.frameBytesMax ||
        socketBytes + frame.length > limits.socketBytesMax
      ) {
        droppedFrames++;
        return;
      }
      socketBytes += frame.length;
      const text = frame.toString();
      const event = readEvent(text);
      if (event === null) {
        addNonsense(text);
        return;
      }
      if (openaiCallSocket.isNoise(event.type)) {
        hasHeard = true;
        return;
      }
      if (event.type.startsWith("session.")) models = joined(models, event.members);
      else hasHeard = true;
      bytes += frame.length;
      events.push({ at: tick(), event: event.members });
    },
    /** Bytes that wait to be stored. */
    get bytes() {
      return bytes;
    },
    get isFull() {
      return bytes >= limits.batchBytesMax || events.length >= limits.batchEventsMax;
    },
    /** Whether the call said anything, even if it is not kept. Everyone who opens the socket is greeted with the session, which says nothing. */
    get hasHeard() {
      return hasHeard;
    },
    get models() {
      return models;
    },
    get lastAt() {
      return lastAt;
    },
    tick,
    /** Hands out what waits, and forgets it. */
    take(): Taken {
      const parts: Heard[][] = nonsense.map((one) => [one]);
      if (events.length > 0 || (droppedFrames > 0 && parts.length === 0)) parts.unshift(events);
      const batches = parts.map((part, place) => ({
        events: part,
        models,
        droppedFrames: place === 0 ? droppedFrames : 0,
      }));
      events = [];
      nonsense = [];
      bytes = 0;
      droppedFrames = 0;
      return { batches, lastAt };
    },
  };
}

function readEvent(text: string): { type: string; members: Record<string, unknown> } | null {
  try {
    const members: unknown = JSON.parse(text);
    if (typeof members !== "object" || members === null) return null;
    const { type } = members as { type?: unknown };
    if (typeof type !== "string" || type === "") return null;
    return { type, members: members as Record<string, unknown> };
  } catch {
    return null;
  }
}

/** A session's update need not name its models again. */
function joined(known: Models, event: Record<string, unknown>): Models {
  const told = openaiCallSocket.modelsOf(event);
  return {
    answers: told.answers ?? known.answers,
    transcription: told.transcription ?? known.transcription,
  };
}
