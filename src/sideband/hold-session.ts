import { SocketRefusedError } from "../guard/index.ts";
import type { StoreFetched } from "../ingest/index.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { openaiCallSocket } from "../providers/index.ts";
import type { Database } from "../store/index.ts";
import type { Connection } from "../tenants/index.ts";
import { type Listened, listen, type Progress } from "./listen.ts";
import { nextStep, type Outcome, type Pace, type Standing, type Step } from "./next-step.ts";
import {
  type ClaimedSession,
  changeSession,
  isTellingUnaccepted,
  type SessionChange,
} from "./sideband.store.ts";
import { createHeardStore, type HeardStore } from "./store-heard.ts";

/** How long things take; tests are in more of a hurry. */
export interface SidebandPace extends Pace {
  flushMs: number;
  handshakeMs: number;
  silenceMs: number;
  leaseMs: number;
  lookMs: number;
}

export interface HoldNeeds {
  db: Database;
  storeFetched: StoreFetched;
  findConnection: (id: string) => Connection | undefined;
  keyOf: (connection: Connection) => string | null;
  baseUrl: string;
  pace: SidebandPace;
  now: () => number;
  log: Logger;
  /** A socket opened; again means that it was open before. */
  onOpen: (isAgain: boolean) => void;
  onClose: () => void;
}

/**
 * One attempt to listen to one call: opens the socket, stores what comes until it ends, and writes down how it goes on. What the attempt leaves behind is in the row, so the next
 * can be made by any replica. Never fails; when the row cannot be written, its lease brings it back.
 */
export async function holdSession(
  needs: HoldNeeds,
  session: ClaimedSession,
  signal: AbortSignal,
): Promise<void> {
  const connection = needs.findConnection(session.connection_id);
  const key = connection === undefined ? null : needs.keyOf(connection);
  if (connection === undefined || key === null) {
    await change(needs, session, { state: "failed", error: "no-key" }, 0);
    return;
  }
  const heard = createHeardStore({ ...needs, connection, session });
  const { outcome, socketEnd } = await attempt(needs, session, { heard, key, signal });
  if (outcome === "given-up") {
    // Whoever takes it up next goes on at once; it may be we, started anew.
    await change(needs, session, {}, 0);
    return;
  }
  const standing = { ...standingOf(session), wasConnected: session.connected_at !== null };
  const step = nextStep(outcome, standing, needs.pace);
  await settle(needs, session, { step, heard, socketEnd });
}

interface Attempt {
  outcome: Outcome | "given-up";
  /** How the socket ended, when it did. */
  socketEnd: SessionChange;
}

async function attempt(
  needs: HoldNeeds,
  session: ClaimedSession,
  { heard, key, signal }: { heard: HeardStore; key: string; signal: AbortSignal },
): Promise<Attempt> {
  const { pace, now } = needs;
  let isOpen = false;
  const onProgress = async ({ connectedAt, lastAt, models }: Progress) => {
    if (!isOpen) needs.onOpen(session.connected_at !== null);
    isOpen = true;
    // From here on the session stands as connected, also for the step after the socket's end.
    session.connected_at ??= new Date(connectedAt);
    session.model = models.answers;
    session.transcription_model = models.transcription;
    return change(needs, session, {
      state: "open",
      connected_at: new Date(connectedAt),
      last_event_at: new Date(lastAt),
      closed_at: null,
      model: models.answers,
      transcription_model: models.transcription,
    });
  };
  try {
    const listened = await listen({
      ...pace,
      url: openaiCallSocket.addressOf(needs.baseUrl, session.provider_call_id),
      headers: openaiCallSocket.headersOf(key),
      session,
      heard,
      now,
      signal,
      onProgress,
    });
    return closed(session, listened);
  } catch (error) {
    if (error instanceof SocketRefusedError) {
      return { outcome: { kind: "refused", status: error.status }, socketEnd: {} };
    }
    needs.log.error(
      { connection_id: session.connection_id, call_id: session.call_id, ...errorFields(error) },
      "what was heard last on a call's socket could not be stored",
    );
    return { outcome: "given-up", socketEnd: {} };
  } finally {
    if (isOpen) needs.onClose();
  }
}

function closed(session: ClaimedSession, { end, at, hasHeard }: Listened): Attempt {
  if (end === "given-up") return { outcome: "given-up", socketEnd: {} };
  // A socket that opens once more and says nothing does not make the call longer.
  const isOld = !hasHeard && session.closed_at !== null;
  if (isOld) return { outcome: { kind: "closed", hasHeard }, socketEnd: endOf(session) };
  return {
    outcome: { kind: "closed", hasHeard },
    socketEnd: {
      closed_at: new Date(at),
      close_code: end.code,
      close_reason: end.reason === "" ? null : end.reason,
    },
  };
}

function endOf({ closed_at, close_code, close_reason }: ClaimedSession): SessionChange {
  return { closed_at, close_code, close_reason };
}

function standingOf({ age_ms, error, attempts }: ClaimedSession): Omit<Standing, "wasConnected"> {
  return { ageMs: age_ms, error, attempts };
}

interface Settlement {
  step: Step;
  heard: HeardStore;
  socketEnd: SessionChange;
}

async function settle(
  needs: HoldNeeds,
  session: ClaimedSession,
  { step, heard, socketEnd }: Settlement,
): Promise<void> {
  const fields = { connection_id: session.connection_id, call_id: session.call_id };
  if (step.kind === "retry") {
    const { error, attempts, afterMs } = step;
    if (error === "key-refused" && attempts === 1) {
      needs.log.error(fields, "OpenAI refused the key with which a call is listened to");
    }
    await change(needs, session, { ...socketEnd, error, attempts }, afterMs);
    return;
  }
  if (step.kind === "failed") {
    needs.log.error({ ...fields, error: step.error }, "a call can be listened to no longer");
    await change(needs, session, { ...socketEnd, state: "failed", error: step.error }, 0);
    return;
  }
  const ended: ClaimedSession = { ...session, ...(socketEnd as Partial<ClaimedSession>) };
  try {
    await tellEnd(needs, ended, step.kind, heard);
  } catch (error) {
    needs.log.warn({ ...fields, ...errorFields(error) }, "the end of a call is not stored yet");
    await change(needs, session, socketEnd, needs.pace.retryMsMax);
    return;
  }
  const error = step.kind === "not-accepted" ? "not-accepted" : null;
  await change(needs, session, { ...socketEnd, state: "done", error }, 0);
}

async function tellEnd(
  needs: HoldNeeds,
  session: ClaimedSession,
  kind: "over" | "not-accepted",
  heard: HeardStore,
): Promise<void> {
  if (kind === "over") {
    const { closed_at, last_event_at, connected_at } = session;
    const at = closed_at ?? last_event_at ?? connected_at;
    await heard.end(session, "closed", at?.getTime() ?? needs.now());
    return;
  }
  const scope = { tenantId: session.tenant_id };
  if (!(await isTellingUnaccepted(needs.db, scope, session))) return;
  await heard.end(session, "not_accepted", needs.now());
}

/** Writes into the row, if it is ours. Returns false when there is no row any more: what it spoke of was erased. */
async function change(
  needs: HoldNeeds,
  session: ClaimedSession,
  written: SessionChange,
  releaseAfterMs?: number,
): Promise<boolean> {
  const scope = { tenantId: session.tenant_id };
  try {
    return await changeSession(needs.db, scope, session, {
      change: written,
      ...(releaseAfterMs === undefined ? {} : { releaseAfterMs }),
    });
  } catch (error) {
    needs.log.warn(
      { call_id: session.call_id, ...errorFields(error) },
      "how a call is listened to could not be written down",
    );
    return true;
  }
}
