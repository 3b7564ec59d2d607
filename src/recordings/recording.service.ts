import { recordAudit } from "../audit/index.ts";
import type { CallService } from "../calls/index.ts";
import type { FileStore } from "../files/index.ts";
import { openRange, type SecretBox } from "../guard/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { ByteRange } from "./byte-range.ts";
import { findRecording, findRetention, writeRetention } from "./recording.store.ts";
import type { createRecordingLinks, RecordingLink } from "./recording-links.ts";
import { recordingContext } from "./sealed-recordings.ts";

/** Long enough to hear a long call; a player asks for later parts as it goes. */
const linkMs = 30 * 60_000;

export type RecordingService = ReturnType<typeof createRecordingService>;

/** A recording that can be heard. */
export interface OpenRecording {
  callId: string;
  bytes: number;
  sha256: string;
  contentType: string;
  read(range: ByteRange): AsyncGenerator<Buffer>;
}

/** Telling of recordings, giving them out, and for how long they are kept. */
export function createRecordingService(needs: {
  db: Database;
  files: FileStore;
  box: SecretBox;
  calls: Pick<CallService, "get">;
  links: ReturnType<typeof createRecordingLinks>;
  baseUrl: () => string;
  now: () => number;
}) {
  const { db, files, box, calls, links, now } = needs;
  /** Links that were heard, until they run out: a player asks for many parts, and that is one hearing. */
  const heard = new Map<string, number>();

  const linkTo = (
    { tenantId }: TenantScope,
    row: { call_id: string; sha256: string | null },
    actor: string,
    expiresAt: number,
  ) =>
    row.sha256 === null
      ? null
      : links.write({ tenantId, callId: row.call_id, sha256: row.sha256, actor, expiresAt });

  return {
    /** What became of a call's recording, with a link to it where it can be heard. */
    async get({ scope, actor }: RequestAccess, callId: string) {
      await calls.get(scope, callId);
      const row = await findRecording(db, scope, callId);
      const isThere = row !== undefined && row.file_ref !== null && row.status !== "refused";
      const expiresAt = Math.floor((now() + linkMs) / 1000) * 1000;
      const token = isThere ? linkTo(scope, row, actor, expiresAt) : null;
      return {
        status: row === undefined ? ("none" as const) : isThere ? ("stored" as const) : row.status,
        url: token && `${needs.baseUrl()}/recordings/${token}`,
        expires_at: token && new Date(expiresAt).toISOString(),
        content_type: isThere ? row.content_type : null,
        bytes: isThere ? row.bytes : null,
        sha256: row?.sha256 ?? null,
        stored_at: isThere ? (row.stored_at?.toISOString() ?? null) : null,
        reason: row?.reason ?? null,
        attempts: row?.attempts ?? 0,
        next_try_at:
          row?.status === "pending" && !isThere ? (row.due_at?.toISOString() ?? null) : null,
      };
    },

    /** What opens a call's recording until an instant, heard in somebody's name, and its size; null when it cannot be heard. */
    async linkFor(scope: TenantScope, callId: string, actor: string, expiresAt: number) {
      const row = await findRecording(db, scope, callId);
      if (row === undefined || row.file_ref === null || row.status === "refused") return null;
      const token = linkTo(scope, row, actor, expiresAt);
      return token === null ? null : { token, bytes: row.bytes };
    },

    /** Names a call's recording by its hash; null when none was ever fetched. */
    async digest(scope: TenantScope, callId: string) {
      const row = await findRecording(db, scope, callId);
      if (row === undefined || row.sha256 === null) return null;
      return { sha256: row.sha256, bytes: row.bytes, status: row.status };
    },

    /** Opens what a link leads to. @throws ProblemError `recording-link-invalid`, or `recording-not-found` when it is not kept any more. */
    async open(token: string): Promise<{ link: RecordingLink; recording: OpenRecording }> {
      const link = links.read(token, now());
      if (link === null) {
        throw new ProblemError("recording-link-invalid", "Ask for the call's recording again.");
      }
      const scope: TenantScope = { tenantId: link.tenantId };
      const row = await findRecording(db, scope, link.callId);
      if (
        row === undefined ||
        row.status === "refused" ||
        row.sealed_key === null ||
        row.file_ref === null ||
        !row.sha256?.startsWith(link.sha256)
      ) {
        throw new ProblemError("recording-not-found", "This recording is not kept any more.");
      }
      const { sealed_key: sealedKey, file_ref: ref, sha256, call_id: callId } = row;
      const context = recordingContext(scope, callId);
      const content = { key: box.open(sealedKey, context), context };
      const bytes = row.bytes ?? 0;
      const read = (start: number, end: number) => files.read(ref, start, end);
      return {
        link,
        recording: {
          callId,
          bytes,
          sha256,
          contentType: row.content_type ?? "application/octet-stream",
          read: (range) => openRange(content, { bytes, read }, range),
        },
      };
    },

    /** Writes into the audit log who heard a recording, once for each link. */
    async noteHeard(token: string, { tenantId, callId, actor, expiresAt }: RecordingLink) {
      for (const [known, until] of heard) if (until <= now()) heard.delete(known);
      if (heard.has(token)) return;
      heard.set(token, expiresAt);
      try {
        await inTenant(db, { tenantId }, (trx) =>
          recordAudit(trx, { tenantId }, { actor, action: "recording.heard", subject: callId }),
        );
      } catch (error) {
        heard.delete(token);
        throw error;
      }
    },

    retention: (scope: TenantScope) => inTenant(db, scope, (trx) => findRetention(trx, scope)),

    async setRetention({ scope, actor }: RequestAccess, retentionDays: number | null) {
      await inTenant(db, scope, async (trx) => {
        const before = await findRetention(trx, scope);
        await writeRetention(trx, scope, retentionDays, new Date(now()));
        await recordAudit(trx, scope, {
          actor,
          action: "recordings.retention_changed",
          subject: scope.tenantId,
          payload: { retention_days: retentionDays, before },
        });
      });
      return retentionDays;
    },
  };
}
