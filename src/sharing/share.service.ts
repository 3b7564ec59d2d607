import { randomBytes } from "node:crypto";
import { recordAudit } from "../audit/index.ts";
import type { CallService } from "../calls/index.ts";
import { idOfActor, type NameFinder, type RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { RecordingService } from "../recordings/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { readBrand } from "../tenants/index.ts";
import { findByToken, hashOf } from "./find-by-token.ts";
import type { NewShare, Share } from "./share.schema.ts";
import { deleteShare, listShares, noteOpened, type ShareRow } from "./share.store.ts";
import { toSharedCall } from "./shared-call.ts";

export type ShareService = ReturnType<typeof createShareService>;

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
/** Open links of one call; more are no sharing but a leak. */
const sharesMax = 20;

/** Links that show one call for a while to whoever has them. */
export function createShareService(needs: {
  db: Database;
  calls: Pick<CallService, "get" | "transcript">;
  recordings: Pick<RecordingService, "linkFor">;
  findNames: NameFinder;
  baseUrl: () => string;
  now: () => number;
}) {
  const { db, calls, recordings, now } = needs;

  const view = async (access: RequestAccess, rows: readonly ShareRow[]): Promise<Share[]> => {
    const actors = rows.map((row) => idOfActor(row.created_by));
    const names = await needs.findNames(access, actors);
    return rows.map((row) => toShare(row, names.get(idOfActor(row.created_by)) ?? null));
  };

  /** @throws ProblemError `share-not-found`, the same for a link that never was, has run out or was taken back. */
  const open = async (token: string) => {
    const found = await findByToken(db, token, new Date(now()));
    if (found === undefined) throw unknownShare();
    return found;
  };

  const recordingLink = ({ scope, row }: Awaited<ReturnType<typeof open>>) =>
    row.parts.includes("recording")
      ? recordings.linkFor(scope, row.call_id, `share:${row.id}`, row.expires_at.getTime())
      : null;

  return {
    /** The links of a call that open now. */
    async list(access: RequestAccess, callId: string): Promise<Share[]> {
      await calls.get(access.scope, callId);
      const rows = await inTenant(db, access.scope, (trx) =>
        listShares(trx, access.scope, callId, new Date(now())),
      );
      return view(access, rows);
    },

    /** @throws ProblemError `limit-reached` with 20 open links of the call. */
    async add(access: RequestAccess, callId: string, { parts, is_masked, days }: NewShare) {
      const { scope, actor } = access;
      await calls.get(scope, callId);
      const token = randomBytes(32).toString("base64url");
      const at = new Date(now());
      const row = await inTenant(db, scope, async (trx) => {
        if ((await listShares(trx, scope, callId, at)).length >= sharesMax) {
          throw new ProblemError("limit-reached", `A call takes ${sharesMax} open links.`);
        }
        const made = await trx
          .insertInto("call_shares")
          .values({
            ...{ tenant_id: scope.tenantId, id: newId("shr"), call_id: callId },
            ...{ token_hash: hashOf(token), parts: [...new Set(parts)], is_masked },
            ...{ created_by: actor, created_at: at },
            expires_at: new Date(at.getTime() + days * dayMs),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        const payload = { share_id: made.id, parts: made.parts, is_masked, days };
        await recordAudit(trx, scope, { actor, action: "call.shared", subject: callId, payload });
        return made;
      });
      return { ...toShare(row, access.actorName), url: `${needs.baseUrl()}/shared/${token}` };
    },

    /** Takes a link back. @throws ProblemError `share-not-found`. */
    async revoke(access: RequestAccess, share: { callId: string; shareId: string }) {
      const { scope, actor } = access;
      await calls.get(scope, share.callId);
      await inTenant(db, scope, async (trx) => {
        if (!(await deleteShare(trx, scope, share))) throw unknownShare();
        const payload = { share_id: share.shareId };
        const { callId: subject } = share;
        await recordAudit(trx, scope, { actor, action: "call.share_revoked", subject, payload });
      });
    },

    /** What a link shows, in the tenant's brand. That it was opened is written down once an hour. */
    async read(token: string) {
      const found = await open(token);
      const { scope, row } = found;
      const call = await calls.get(scope, row.call_id);
      const turns = row.parts.includes("transcript")
        ? await calls.transcript(scope, row.call_id)
        : [];
      const recording = await recordingLink(found);
      const at = new Date(now());
      const brand = await inTenant(db, scope, async (trx) => {
        const since = new Date(at.getTime() - hourMs);
        if (await noteOpened(trx, scope, row.id, { at, since })) {
          const actor = `share:${row.id}`;
          const subject = row.call_id;
          await recordAudit(trx, scope, { actor, action: "call.share_opened", subject });
        }
        return readBrand(trx, scope);
      });
      return toSharedCall(row, call, { turns, recording, brand });
    },

    /** What opens the recording of a shared call. @throws ProblemError `share-not-found`, `recording-not-found`. */
    async recording(token: string): Promise<string> {
      const found = await open(token);
      if (!found.row.parts.includes("recording")) throw unknownShare();
      const link = await recordingLink(found);
      if (link === null) {
        throw new ProblemError("recording-not-found", "The call's recording cannot be heard.");
      }
      return link.token;
    },
  };
}

function toShare(row: ShareRow, createdByName: string | null): Share {
  return {
    id: row.id,
    call_id: row.call_id,
    parts: row.parts as Share["parts"],
    is_masked: row.is_masked,
    created_by: row.created_by,
    created_by_name: createdByName,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    last_opened_at: row.last_opened_at?.toISOString() ?? null,
  };
}

function unknownShare(): ProblemError {
  return new ProblemError("share-not-found", "It has run out, was taken back, or never was.");
}
