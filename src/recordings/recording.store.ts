import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Database, RecordingStatus, Trx } from "../store/index.ts";
import { inTenant } from "../store/index.ts";

/** Where the recording of a call is to come from, and whether it may be kept. */
export interface RecordingSource {
  callId: string;
  provider: string;
  sourceKey: string;
  url: string | null;
  eventId: string | null;
  /** Why it must not be kept. */
  refusal: string | null;
  giveUpAt: Date;
}

/**
 * Writes down recordings to be fetched, and to be removed where consent is missing.
 *
 * A recording that was fetched is fetched again only from another place, one that we removed by its age never; a fresh signature gives a further try to one that was not got.
 */
export async function upsertSources(
  trx: Trx,
  scope: TenantScope,
  sources: readonly RecordingSource[],
  now: Date,
): Promise<void> {
  await sql`insert into recordings as r (tenant_id, call_id, provider, source_key, source_url, event_id, status, reason,
      created_at, due_at, give_up_at)
    select ${scope.tenantId}, s.call_id, s.provider, s.source_key, s.source_url, s.event_id,
      case when s.refusal is null then 'pending' else 'refused' end, s.refusal, ${now},
      case when s.refusal is null then ${now}::timestamptz end, s.give_up_at
    from unnest(${sources.map((s) => s.callId)}::text[], ${sources.map((s) => s.provider)}::text[],
      ${sources.map((s) => s.sourceKey)}::text[], ${sources.map((s) => s.url)}::text[],
      ${sources.map((s) => s.eventId)}::uuid[], ${sources.map((s) => s.refusal)}::text[],
      ${sources.map((s) => s.giveUpAt)}::timestamptz[])
      as s (call_id, provider, source_key, source_url, event_id, refusal, give_up_at)
    on conflict (tenant_id, call_id) do update set
      source_key = excluded.source_key, source_url = excluded.source_url, event_id = excluded.event_id,
      status = excluded.status, reason = excluded.reason, attempts = 0, lease = null, give_up_at = excluded.give_up_at,
      due_at = case when excluded.status = 'pending' or r.file_ref is not null then ${now}::timestamptz end
    where r.status <> 'expired' and (
      coalesce(r.reason like 'consent-%', false) <> (excluded.status = 'refused')
      or (excluded.status = 'pending' and r.source_key <> excluded.source_key)
      or (excluded.status = 'pending' and r.file_ref is null and r.source_url <> excluded.source_url))`.execute(
    trx,
  );
}

/** Refuses what is known of these calls, whether or not they still name a recording. */
export async function refuseRecordings(
  trx: Trx,
  scope: TenantScope,
  refused: ReadonlyArray<{ callId: string; reason: string }>,
  now: Date,
): Promise<void> {
  await sql`update recordings r set status = 'refused', reason = s.reason, lease = null,
      due_at = case when r.file_ref is not null then ${now}::timestamptz end
    from unnest(${refused.map((one) => one.callId)}::text[], ${refused.map((one) => one.reason)}::text[]) as s (call_id, reason)
    where r.tenant_id = ${scope.tenantId} and r.call_id = s.call_id
      and not coalesce(r.reason like 'consent-%', false) and r.status <> 'expired'`.execute(trx);
}

/** The events that hold the sound of calls themselves. */
export async function findSoundEvents(
  trx: Trx,
  scope: TenantScope,
  callIds: readonly string[],
  eventTypes: readonly string[],
): Promise<Array<{ call_id: string; event_id: string; event_type: string }>> {
  const { rows } = await sql<{
    call_id: string;
    event_id: string;
    event_type: string;
  }>`select call_id, event_id::text, event_type from call_patches where tenant_id = ${scope.tenantId}
    and call_id = any(${[...callIds]}) and event_type = any(${[...eventTypes]}) order by received_at`.execute(
    trx,
  );
  return rows;
}

/** The recording of one call, or nothing. */
export function findRecording(db: Database, scope: TenantScope, callId: string) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("recordings")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .where("call_id", "=", callId)
      .executeTakeFirst(),
  );
}

/** The SHA-256 of what the address that a call names for its recording gave; null while it was not fetched, or came in an event. */
export async function findRecordingHash(
  db: Database,
  scope: TenantScope,
  callId: string,
): Promise<string | null> {
  const row = await findRecording(db, scope, callId);
  return row?.status === "stored" && row.source_url !== null ? row.sha256 : null;
}

/** What became of a recording. Members of the file are left out where they stay as they are. */
export interface RecordingOutcome {
  status: RecordingStatus;
  reason: string | null;
  dueAt: Date | null;
  file?: {
    sealed_key: Buffer | null;
    file_ref: string | null;
    bytes: number | null;
    sha256: string | null;
    content_type: string | null;
    stored_at: Date | null;
  };
}

/** Without a file. */
export const noFile: NonNullable<RecordingOutcome["file"]> = {
  sealed_key: null,
  file_ref: null,
  bytes: null,
  sha256: null,
  content_type: null,
  stored_at: null,
};

/** Notes what became of a recording, unless it was changed by somebody else since it was taken. Returns whether it was noted. */
export async function finishRecording(
  trx: Trx,
  scope: TenantScope,
  taken: { call_id: string; lease: string },
  outcome: RecordingOutcome,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("recordings")
    .set({
      status: outcome.status,
      reason: outcome.reason,
      due_at: outcome.dueAt,
      lease: null,
      ...outcome.file,
    })
    .where("tenant_id", "=", scope.tenantId)
    .where("call_id", "=", taken.call_id)
    .where("lease", "=", taken.lease)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** How long the tenant keeps recordings; null as long as their calls. */
export async function findRetention(trx: Trx, scope: TenantScope): Promise<number | null> {
  const row = await trx
    .selectFrom("recording_settings")
    .select("retention_days")
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirst();
  return row?.retention_days ?? null;
}

/** Sets how long the tenant keeps recordings. */
export async function writeRetention(
  trx: Trx,
  scope: TenantScope,
  retentionDays: number | null,
  now: Date,
): Promise<void> {
  const values = { retention_days: retentionDays, updated_at: now };
  await trx
    .insertInto("recording_settings")
    .values({ tenant_id: scope.tenantId, ...values })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(values))
    .execute();
}
