import { randomBytes } from "node:crypto";
import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { isAllowed, type Permission, permissionsOf, type Role } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";
import { hash } from "./access.ts";
import { namedTenant } from "./clients.ts";
import { refuseMightier, refuseWiderReach } from "./members.ts";

/** A key as it is asked for. */
export interface NewApiKey {
  tenantId: string | undefined;
  name: string;
  role: Role;
  /** Null: everything that the role may. */
  scopes: Permission[] | null;
  agentIds: string[] | null;
  expiresAt: Date | null;
}

/** Keys for programs: random, shown once, stored as a hash. */
export function createApiKeyService({ db, now }: { db: Database; now: () => number }) {
  return {
    list: (scope: TenantScope) =>
      inTenant(db, scope, (trx) =>
        trx
          .selectFrom("api_keys")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .where("revoked_at", "is", null)
          .orderBy("created_at")
          .orderBy("id")
          .execute(),
      ),

    /** Makes a key of this tenant or, for the agency, of a client. Nobody makes one that may more than themselves. */
    async create(access: RequestAccess, given: NewApiKey) {
      refuseMightier(access, given.role);
      refuseWiderReach(access, { agentIds: given.agentIds });
      refuseWiderScopes(access, given);
      if (given.expiresAt !== null && given.expiresAt.getTime() <= now()) {
        throw new ProblemError("invalid-request", "expires_at is in the past.");
      }
      const scope = await namedTenant(db, access, given.tenantId);
      const key = `vl_${randomBytes(32).toString("base64url")}`;
      const row = {
        tenant_id: scope.tenantId,
        id: newId("key"),
        name: given.name,
        role: given.role,
        scopes: given.scopes,
        agent_ids: given.agentIds,
        last_four: key.slice(-4),
        created_by: access.actor,
        created_at: new Date(now()),
        expires_at: given.expiresAt,
      };
      await inTenant(db, scope, async (trx) => {
        await trx
          .insertInto("api_keys")
          .values({ ...row, key_hash: hash(key) })
          .execute();
        await recordAudit(trx, scope, {
          actor: access.actor,
          action: "api_key.created",
          subject: row.id,
          payload: { name: given.name, role: given.role, scopes: given.scopes },
        });
      });
      return { ...row, key };
    },

    /** Revokes a key; sessions that were opened with it end. */
    revoke: (access: RequestAccess, keyId: string) =>
      inTenant(db, access.scope, async (trx) => {
        const { scope } = access;
        const key = await trx
          .selectFrom("api_keys")
          .select("role")
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", keyId)
          .where("revoked_at", "is", null)
          .forUpdate()
          .executeTakeFirst();
        if (key === undefined) {
          throw new ProblemError("key-not-found", "This tenant has no such key.");
        }
        refuseMightier(access, key.role);
        await trx
          .updateTable("api_keys")
          .set({ revoked_at: new Date(now()) })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", keyId)
          .execute();
        await trx
          .deleteFrom("sessions")
          .where("tenant_id", "=", scope.tenantId)
          .where("api_key_id", "=", keyId)
          .execute();
        await recordAudit(trx, scope, {
          actor: access.actor,
          action: "api_key.revoked",
          subject: keyId,
        });
      }),
  };
}

function refuseWiderScopes(access: RequestAccess, { role, scopes }: NewApiKey): void {
  const wanted = scopes ?? permissionsOf[role];
  const missing = wanted.filter((permission) => !isAllowed(access, permission));
  if (missing.length === 0) return;
  throw new ProblemError("forbidden", `Nobody gives more than they have: ${missing.join(", ")}.`);
}
