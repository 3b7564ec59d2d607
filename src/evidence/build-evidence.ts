import { CompactSign } from "jose";
import { type AuditEntry, readAuditAbout, recordAudit } from "../audit/index.ts";
import type { CallService } from "../calls/index.ts";
import type { RequestAccess } from "../http/index.ts";
import type { EventService } from "../ingest/index.ts";
import type { RecordingService } from "../recordings/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { type EvidencePack, evidenceFormat } from "./evidence.schema.ts";
import type { EvidenceKey } from "./evidence-keys.ts";

export type EvidenceService = ReturnType<typeof createEvidenceService>;

/** Makes evidence of single calls: what is known of one, what came in, who touched it, under one signature. */
export function createEvidenceService(needs: {
  db: Database;
  calls: Pick<CallService, "vcon">;
  events: Pick<EventService, "digests">;
  recordings: Pick<RecordingService, "digest">;
  keys: readonly EvidenceKey[];
  version: string;
  baseUrl: () => string;
  now: () => number;
}) {
  const { db, calls, events, recordings, keys } = needs;
  const [present] = keys;
  if (present === undefined) throw new Error("evidence needs a key");
  return {
    publicKeys: () => ({ keys: keys.map(({ publicJwk }) => publicJwk) }),

    /** One compact JWS. That it was issued is the last thing its own audit extract tells. */
    async issue({ scope, actor }: RequestAccess, callId: string): Promise<string> {
      const { tenantId } = scope;
      const vcon = await calls.vcon(scope, callId);
      await inTenant(db, scope, (trx) =>
        recordAudit(trx, scope, { actor, action: "call.evidence_issued", subject: callId }),
      );
      const received = await events.digests(scope, callId);
      const about = [callId, ...received.map(({ id }) => id)];
      const { entries, head } = await readAuditAbout(db, scope, about);
      const pack: EvidencePack = {
        format: evidenceFormat,
        issued_at: new Date(needs.now()).toISOString(),
        installation: { url: needs.baseUrl(), version: needs.version },
        tenant_id: tenantId,
        call_id: callId,
        vcon: JSON.parse(JSON.stringify(vcon)),
        recording: await recordings.digest(scope, callId),
        events: received,
        audit: {
          entries: entries.map(toExtract),
          head: head && { seq: head.seq, hash: head.hash.toString("hex") },
        },
      };
      return new CompactSign(Buffer.from(JSON.stringify(pack)))
        .setProtectedHeader({ alg: "EdDSA", kid: present.kid, typ: "voicelens-evidence+jws" })
        .sign(present.privateKey);
    },
  };
}

function toExtract(entry: AuditEntry): EvidencePack["audit"]["entries"][number] {
  return {
    seq: entry.seq,
    at: entry.at.toISOString(),
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    payload: entry.payload,
    payload_salt: entry.payload_salt?.toString("hex") ?? null,
    payload_hash: entry.payload_hash.toString("hex"),
    previous_hash: entry.previous_hash.toString("hex"),
    hash: entry.hash.toString("hex"),
  };
}
