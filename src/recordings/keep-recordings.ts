import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { FileStore } from "../files/index.ts";
import { type Outgoing, type SecretBox, sealStream } from "../guard/index.ts";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import type { VoiceProvider } from "../providers/index.ts";
import {
  asWorker,
  type Database,
  inTenant,
  type RecordingStatus,
  type Trx,
} from "../store/index.ts";
import { fetchRecording, NoRecording, type Sound, soundFrom } from "./fetch-recording.ts";
import { finishRecording, noFile, type RecordingOutcome } from "./recording.store.ts";
import { recordingContext } from "./sealed-recordings.ts";

/** A recording that was kept. */
export interface KeptRecording {
  callId: string;
  sha256: string;
  bytes: number;
  contentType: string;
}

/** What follows once a recording is kept, written in the same transaction. Runs as the tenant. */
export type RecordingEffect = (trx: Trx, scope: TenantScope, kept: KeptRecording) => Promise<void>;

interface Needs {
  db: Database;
  files: FileStore;
  box: SecretBox;
  outgoing: Pick<Outgoing, "streamFromStranger">;
  /** The parsed payload of a stored event; null when it cannot be read. */
  readPayload: (scope: TenantScope, eventId: string) => Promise<unknown>;
  findProvider: (key: string) => VoiceProvider | undefined;
  /** What opens an address of a call's provider that wants a key; null for any other address. */
  keyFor: (
    scope: TenantScope,
    callId: string,
    url: string,
  ) => Promise<Readonly<Record<string, string>> | null>;
  effects: readonly RecordingEffect[];
  isDiskFull: () => boolean;
  now: () => number;
  metrics: Metrics;
  log: Logger;
}

interface Taken {
  tenant_id: string;
  call_id: string;
  provider: string;
  source_url: string | null;
  event_id: string | null;
  status: RecordingStatus;
  attempts: number;
  created_at: Date;
  give_up_at: Date;
  file_ref: string | null;
  lease: string;
}

/** Longer than a download may take. */
const leaseMs = 15 * 60_000;
const concurrency = 3;
const firstPauseMs = 30_000;
const pauseMsMax = 3_600_000;
/** Providers name a recording before it is there. What is still missing after this is gone. */
const absenceMs = 2 * 3_600_000;

/**
 * Fetches recordings into the file store before their links expire, and removes those that may not be kept.
 *
 * Each is tried soon, then less and less often. Nothing of it keeps webhooks or calls waiting, and the sound never lies in memory as a whole unless the provider sent it in
 * an event.
 */
export function createRecordingKeeper(needs: Needs): DueWork {
  return createDueWork<Taken>({
    name: "recordings",
    claim: (limit) => claim(needs, limit),
    perform: (taken, signal) =>
      taken.status === "refused" ? removeRefused(needs, taken) : keep(needs, taken, signal),
    concurrency,
    lookEveryMs: 2_000,
    log: needs.log,
  });
}

function claim({ db, now, isDiskFull }: Needs, limit: number): Promise<Taken[]> {
  const at = new Date(now());
  // What may not be kept is removed from a full disk too.
  const condition = isDiskFull() ? sql`status = 'refused'` : sql`true`;
  return asWorker(db, async (trx) => {
    const { rows } =
      await sql<Taken>`update recordings r set lease = gen_random_uuid(), attempts = r.attempts + 1,
        due_at = ${new Date(at.getTime() + leaseMs)}
      from (select tenant_id, call_id from recordings where due_at <= ${at} and ${condition}
        order by due_at limit ${limit} for update skip locked) due
      where r.tenant_id = due.tenant_id and r.call_id = due.call_id
      returning r.tenant_id, r.call_id, r.provider, r.source_url, r.event_id::text, r.status, r.attempts, r.created_at,
        r.give_up_at, r.file_ref, r.lease::text`.execute(trx);
    return rows;
  });
}

async function keep(needs: Needs, taken: Taken, signal: AbortSignal): Promise<void> {
  const scope = { tenantId: taken.tenant_id };
  try {
    await store(needs, scope, taken, await soundOf(needs, scope, taken, signal));
  } catch (error) {
    if (signal.aborted) return finish(needs, scope, taken, again("pending", null, needs.now()));
    const failure = error instanceof NoRecording ? error : new NoRecording("later", "not-stored");
    if (failure !== error) {
      needs.log.warn({ call_id: taken.call_id, ...errorFields(error) }, "a recording was not kept");
    }
    await giveUpOrRetry(needs, scope, taken, failure);
  }
}

async function soundOf(
  needs: Needs,
  scope: TenantScope,
  { call_id, source_url: url, event_id: eventId, provider }: Taken,
  signal: AbortSignal,
): Promise<Sound> {
  if (url !== null) {
    const keyFor = (address: string) => needs.keyFor(scope, call_id, address);
    return fetchRecording(needs.outgoing, url, { keyFor, signal });
  }
  const body = eventId === null ? null : await needs.readPayload(scope, eventId);
  const bytes = needs.findProvider(provider)?.sound?.read(body) ?? null;
  if (bytes === null) throw new NoRecording("never", "event-unreadable");
  return soundFrom(bytes);
}

/** Seals the sound on its way to the disk, then notes it; a note that comes too late leaves nothing behind. */
async function store(needs: Needs, scope: TenantScope, taken: Taken, sound: Sound): Promise<void> {
  const { db, files, box, now } = needs;
  const context = recordingContext(scope, taken.call_id);
  const key = randomBytes(32);
  const digest = createHash("sha256");
  let bytes = 0;
  async function* measured() {
    for await (const part of sound.body) {
      digest.update(part);
      bytes += part.byteLength;
      yield part;
    }
  }
  const ref = await files.putStream(sealStream({ key, context }, measured()));
  const { contentType } = sound;
  const sha256 = digest.digest("hex");
  const outcome: RecordingOutcome = {
    status: "stored",
    reason: null,
    dueAt: null,
    file: {
      sealed_key: box.seal(key, context),
      file_ref: ref,
      bytes,
      sha256,
      content_type: contentType,
      stored_at: new Date(now()),
    },
  };
  const isNoted = await inTenant(db, scope, async (trx) => {
    if (!(await finishRecording(trx, scope, taken, outcome))) return false;
    const kept = { callId: taken.call_id, sha256, bytes, contentType };
    for (const effect of needs.effects) await effect(trx, scope, kept);
    return true;
  }).catch(async (error: unknown) => {
    await files.remove(ref);
    throw error;
  });
  if (!isNoted) return files.remove(ref);
  if (taken.file_ref !== null) await files.remove(taken.file_ref);
  tell(needs, taken, "stored", null);
}

async function giveUpOrRetry(
  needs: Needs,
  scope: TenantScope,
  taken: Taken,
  { kind, reason }: NoRecording,
): Promise<void> {
  const now = needs.now();
  const isLate = now >= taken.give_up_at.getTime();
  const isAbsent = kind === "absent" && now - taken.created_at.getTime() >= absenceMs;
  const isOver = kind === "never" || kind === "refused" || isLate || isAbsent;
  if (!isOver) return finish(needs, scope, taken, again("pending", reason, pauseUntil(taken, now)));
  // A recording that was kept before stays: only the newer one is missing.
  if (taken.file_ref !== null) {
    return finish(needs, scope, taken, { status: "stored", reason, dueAt: null });
  }
  const status = kind === "refused" ? "refused" : kind === "absent" ? "gone" : "failed";
  await finish(needs, scope, taken, { status, reason, dueAt: null });
  tell(needs, taken, status, reason);
}

function again(status: RecordingStatus, reason: string | null, at: number): RecordingOutcome {
  return { status, reason, dueAt: new Date(at) };
}

function pauseUntil({ attempts, give_up_at }: Taken, now: number): number {
  const pause = Math.min(pauseMsMax, firstPauseMs * 2 ** Math.min(attempts - 1, 20));
  const due = now + pause * (0.5 + Math.random());
  return Math.max(now + firstPauseMs / 2, Math.min(due, give_up_at.getTime()));
}

async function removeRefused(needs: Needs, taken: Taken): Promise<void> {
  const scope = { tenantId: taken.tenant_id };
  // First the row, whose key opens the file: should we end in between, what is left is noise.
  const isNoted = await inTenant(needs.db, scope, async (trx) => {
    const row = await trx
      .selectFrom("recordings")
      .select("reason")
      .where("tenant_id", "=", scope.tenantId)
      .where("call_id", "=", taken.call_id)
      .executeTakeFirst();
    const reason = row?.reason ?? null;
    const outcome = { status: "refused", reason, dueAt: null, file: noFile } as const;
    return finishRecording(trx, scope, taken, outcome);
  });
  if (!isNoted) return;
  if (taken.file_ref !== null) await needs.files.remove(taken.file_ref);
  tell(needs, taken, "removed", null);
}

async function finish(
  { db }: Needs,
  scope: TenantScope,
  taken: Taken,
  outcome: RecordingOutcome,
): Promise<void> {
  await inTenant(db, scope, (trx) => finishRecording(trx, scope, taken, outcome));
}

type Outcome = "stored" | "gone" | "failed" | "refused" | "removed";

/** One line and one count for whatever became of a recording. */
function tell({ log, metrics }: Needs, taken: Taken, outcome: Outcome, reason: string | null) {
  const { provider, call_id, attempts } = taken;
  metrics.recordings.inc({ provider, outcome });
  const fields = { provider, call_id, attempts, outcome, ...(reason === null ? {} : { reason }) };
  if (outcome === "gone" || outcome === "failed") log.warn(fields, "a recording was not got");
  else log.info(fields, "a recording changed");
}
