import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { createLastKnown } from "../lib/last-known.ts";
import { type Permission, permissions, type Role } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import { shareReads } from "../lib/share-reads.ts";
import { defaultTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, type Database, inTenant, type Notices, withoutTenant } from "../store/index.ts";

/** Whose sessions. */
export type SessionOwner = { user_id: string } | { api_key_id: string };

export type AccessService = ReturnType<typeof createAccessService>;

/** Longer than a call, and short for what we cannot hear: a key that is revoked where this process does not reach the database. */
const recognised = { entriesMax: 10_000, keptMs: 15 * 60_000, waitMs: 3_000 };
const sessionMs = 30 * 24 * 3_600_000;
const ownerScope: TenantScope = { tenantId: defaultTenantId };
const ownerName = "owner";

/** API keys and browser sessions. Only hashes of either are stored; both are random and long, so SHA-256 is enough. */
export function createAccessService({
  db,
  notices,
  now,
}: {
  db: Database;
  notices: Pick<Notices, "follow">;
  now: () => number;
}) {
  // An agent asks with one key for many calls at a time.
  const findAccess = shareReads((hashed: string) =>
    withoutTenant(db, async (trx) => {
      const { rows } =
        await sql<AccessRow>`select * from find_access(${Buffer.from(hashed, "hex")}, ${new Date(now())})`.execute(
          trx,
        );
      return rows[0];
    }),
  );
  const authenticate = async (token: string): Promise<RequestAccess | null> => {
    const row = await findAccess(hash(token).toString("hex"), []);
    return row === undefined ? null : toAccess(row);
  };
  const lastKnown = createLastKnown<RequestAccess | null>({ ...recognised, now });
  // Whose key was revoked or changed, or whose session ended, is not known by what was found before.
  notices.follow("access", { heard: lastKnown.forget, changed: () => undefined });
  return {
    /**
     * Makes sure that an owner key works: the given one, else the one there is, else a new one.
     * @returns the new key, to be shown this once; null when there was one already or it was given.
     */
    async ensureOwner(given: string | undefined): Promise<string | null> {
      if (given !== undefined) {
        await replaceOwnerKey(db, given);
        return null;
      }
      return (await hasOwner(db)) ? null : this.resetOwner();
    },

    /** Replaces the owner key and ends its sessions. Returns the new one. */
    async resetOwner(): Promise<string> {
      const key = `vl_${randomBytes(32).toString("base64url")}`;
      await replaceOwnerKey(db, key);
      return key;
    },

    /** Who the bearer of a key or session token is; null when it opens nothing. */
    authenticate,

    /** As `authenticate`, for conversations that go on while the database does not answer: who was found within the last minutes is found again. */
    recognise: (token: string): Promise<RequestAccess | null> =>
      lastKnown.read(hash(token).toString("hex"), () => authenticate(token)),

    /** Opens a session for a user who has proven to be that. */
    async openUserSession(
      scope: TenantScope,
      userId: string,
      userAgent: string | undefined,
    ): Promise<{ token: string; expiresAt: Date }> {
      return insertSession(db, scope, { user_id: userId, api_key_id: null }, now(), userAgent);
    },

    /** Opens a session for the bearer of a key. Returns its token and when it ends. */
    async openSession(
      key: string,
      userAgent: string | undefined,
    ): Promise<{ token: string; expiresAt: Date; access: RequestAccess }> {
      const access = await this.authenticate(key);
      if (access === null || access.sessionId !== null || access.apiKeyId === null) {
        throw new ProblemError("unauthorized", "This key opens nothing.");
      }
      const owner = { user_id: null, api_key_id: access.apiKeyId };
      const session = await insertSession(db, access.scope, owner, now(), userAgent);
      return { ...session, access };
    },

    /** Ends a session; a token that opens nothing is fine. */
    async closeSession(scope: TenantScope, token: string): Promise<void> {
      await inTenant(db, scope, (trx) =>
        trx
          .deleteFrom("sessions")
          .where("tenant_id", "=", scope.tenantId)
          .where("token_hash", "=", hash(token))
          .execute(),
      );
    },

    /** The sessions of a tenant's people, or of one alone: a user's, or those opened with a key. */
    listSessions: (scope: TenantScope, of: SessionOwner | null) =>
      inTenant(db, scope, (trx) => {
        let query = trx
          .selectFrom("sessions")
          .select(["id", "user_id", "api_key_id", "user_agent", "created_at", "expires_at"])
          .where("tenant_id", "=", scope.tenantId)
          .where("expires_at", ">", new Date(now()))
          .orderBy("created_at", "desc")
          .orderBy("id");
        if (of !== null) query = query.where((where) => where.and(of));
        return query.execute();
      }),

    /** Ends one of these sessions. @throws ProblemError `session-not-found`. */
    revokeSession: (
      scope: TenantScope,
      actor: string,
      sessionId: string,
      of: SessionOwner | null,
    ): Promise<void> =>
      inTenant(db, scope, async (trx) => {
        let query = trx
          .deleteFrom("sessions")
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", sessionId);
        if (of !== null) query = query.where((where) => where.and(of));
        if (Number((await query.executeTakeFirst()).numDeletedRows) === 0) {
          throw new ProblemError("session-not-found", "There is no such session.");
        }
        await recordAudit(trx, scope, { actor, action: "session.revoked", subject: sessionId });
      }),

    /** Ends every session of a user, or of a key, but the one that is kept. Returns how many. */
    revokeOtherSessions: (
      scope: TenantScope,
      actor: string,
      of: SessionOwner,
      keptId: string | null,
    ): Promise<number> =>
      inTenant(db, scope, async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("sessions")
          .where("tenant_id", "=", scope.tenantId)
          .where((where) => where.and(of))
          .where("id", "!=", keptId ?? "")
          .executeTakeFirst();
        const ended = Number(numDeletedRows);
        const subject = actor.slice(actor.indexOf(":") + 1);
        if (ended > 0) {
          await recordAudit(trx, scope, {
            actor,
            action: "session.others_revoked",
            subject,
            payload: { ended },
          });
        }
        return ended;
      }),

    /** Forgets sessions that have ended. */
    async expireSessions(): Promise<void> {
      await asWorker(db, (trx) =>
        trx.deleteFrom("sessions").where("expires_at", "<=", new Date(now())).execute(),
      );
    },
  };
}

async function insertSession(
  db: Database,
  scope: TenantScope,
  of: { user_id: string | null; api_key_id: string | null },
  nowMs: number,
  userAgent: string | undefined,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(nowMs + sessionMs);
  await inTenant(db, scope, (trx) =>
    trx
      .insertInto("sessions")
      .values({
        tenant_id: scope.tenantId,
        id: newId("ses"),
        token_hash: hash(token),
        ...of,
        user_agent: userAgent?.slice(0, 200) ?? null,
        expires_at: expiresAt,
      })
      .execute(),
  );
  return { token, expiresAt };
}

interface AccessRow {
  tenant_id: string;
  tenant_name: string;
  home_tenant_id: string;
  api_key_id: string | null;
  user_id: string | null;
  session_id: string | null;
  actor_name: string;
  role: Role;
  scopes: string[] | null;
  client_ids: string[] | null;
  agent_ids: string[] | null;
}

function toAccess(row: AccessRow): RequestAccess {
  const known = new Set<string>(permissions);
  return {
    scope: {
      tenantId: row.tenant_id,
      ...(row.agent_ids === null ? {} : { agentIds: row.agent_ids }),
    },
    tenantName: row.tenant_name,
    homeTenantId: row.home_tenant_id,
    role: row.role,
    scopes: row.scopes?.filter((scope): scope is Permission => known.has(scope)) ?? null,
    clientIds: row.client_ids,
    actor: row.user_id === null ? `key:${row.api_key_id}` : `user:${row.user_id}`,
    actorName: row.actor_name,
    userId: row.user_id,
    apiKeyId: row.api_key_id,
    sessionId: row.session_id,
  };
}

function hasOwner(db: Database): Promise<boolean> {
  return inTenant(db, ownerScope, async (trx) => {
    const found = await trx
      .selectFrom("api_keys")
      .select("id")
      .where("tenant_id", "=", ownerScope.tenantId)
      .where("name", "=", ownerName)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    return found !== undefined;
  });
}

async function replaceOwnerKey(db: Database, key: string): Promise<void> {
  await inTenant(db, ownerScope, async (trx) => {
    await trx
      .deleteFrom("api_keys")
      .where("tenant_id", "=", ownerScope.tenantId)
      .where("name", "=", ownerName)
      .where("key_hash", "!=", hash(key))
      .execute();
    await trx
      .insertInto("api_keys")
      .values({
        tenant_id: ownerScope.tenantId,
        id: newId("key"),
        name: ownerName,
        role: "owner",
        key_hash: hash(key),
      })
      .onConflict((conflict) => conflict.column("key_hash").doNothing())
      .execute();
  });
}

/** Keys and tokens are random and long, so nothing slower than SHA-256 is needed. */
export function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
