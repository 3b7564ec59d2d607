import { recordAudit } from "../audit/index.ts";
import { isAgency, type RequestAccess, requireAgency } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { defaultTenantId, quarantineTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import type { VoiceProvider } from "../providers/index.ts";
import { asWorker, type Database, inTenant } from "../store/index.ts";
import { namedTenant } from "./clients.ts";
import { addConnections, type ConnectionDirectory } from "./connections.ts";

const uniqueViolation = "23505";

/** The clients of the installation. */
export function createTenantService(needs: {
  db: Database;
  providers: readonly VoiceProvider[];
  connections: ConnectionDirectory;
  now: () => number;
}) {
  const { db, connections } = needs;
  return {
    /** The tenants that somebody may act for: the agency's people all they are not kept from, everybody else their own. */
    async list(access: RequestAccess) {
      const isOfAgency = access.homeTenantId === defaultTenantId && access.sessionId !== null;
      const scope: TenantScope = access.scope;
      if (!isOfAgency && !isAgency(access)) {
        return inTenant(db, scope, (trx) =>
          trx.selectFrom("tenants").selectAll().where("tenant_id", "=", scope.tenantId).execute(),
        );
      }
      const rows = await asWorker(db, (trx) =>
        trx
          .selectFrom("tenants")
          .selectAll()
          .where("tenant_id", "!=", quarantineTenantId)
          .orderBy("name")
          .orderBy("tenant_id")
          .execute(),
      );
      const { clientIds } = access;
      return rows.filter(
        ({ tenant_id: id }) =>
          clientIds === null || id === defaultTenantId || clientIds.includes(id),
      );
    },

    /** Makes a client with a connection for every provider. */
    async create(access: RequestAccess, given: { name: string; slug: string }) {
      requireAgency(access);
      if (access.clientIds !== null) {
        throw new ProblemError("forbidden", "Whoever is limited to some clients makes no others.");
      }
      const tenantId = newId("ten");
      const row = await asWorker(db, async (trx) => {
        const made = await trx
          .insertInto("tenants")
          .values({ tenant_id: tenantId, ...given })
          .returningAll()
          .executeTakeFirstOrThrow();
        await addConnections(trx, tenantId, needs.providers, { isDefault: false });
        return made;
      }).catch((error: unknown) => {
        if ((error as { code?: string }).code !== uniqueViolation) throw error;
        throw new ProblemError("slug-taken", "Another tenant has this short name.");
      });
      await note(access, "tenant.created", tenantId, given);
      await connections.refresh();
      return row;
    },

    /** Renames or disables a client. Nobody signs in for a disabled one; its webhooks are still kept. */
    async change(
      access: RequestAccess,
      tenantId: string,
      given: { name: string | undefined; isDisabled: boolean | undefined },
    ) {
      requireAgency(access);
      const { name, isDisabled } = given;
      if (isDisabled === true && tenantId === defaultTenantId) {
        throw new ProblemError("invalid-request", "The installation itself cannot be disabled.");
      }
      if (access.clientIds !== null && !access.clientIds.includes(tenantId)) throw unknownTenant();
      const row = await asWorker(db, (trx) =>
        trx
          .updateTable("tenants")
          .set({
            ...(name === undefined ? {} : { name }),
            // A client that is renamed stays as disabled as it was.
            ...(isDisabled === undefined
              ? {}
              : { disabled_at: isDisabled ? new Date(needs.now()) : null }),
          })
          .where("tenant_id", "=", tenantId)
          .where("tenant_id", "!=", quarantineTenantId)
          .returningAll()
          .executeTakeFirst(),
      );
      if (row === undefined) throw unknownTenant();
      await note(access, "tenant.changed", tenantId, { name, is_disabled: isDisabled });
      return row;
    },

    /** Lets a session act for another tenant, or with null for its own again. */
    async switchTo(access: RequestAccess, tenantId: string | null): Promise<void> {
      const { sessionId, homeTenantId } = access;
      if (sessionId === null) {
        throw new ProblemError("forbidden", "A key acts for its own tenant: sign in to switch.");
      }
      const target = tenantId === null ? null : (await namedTenant(db, access, tenantId)).tenantId;
      const home: TenantScope = { tenantId: homeTenantId };
      await inTenant(db, home, async (trx) => {
        await trx
          .updateTable("sessions")
          .set({ acting_tenant_id: target === homeTenantId ? null : target })
          .where("tenant_id", "=", homeTenantId)
          .where("id", "=", sessionId)
          .execute();
        await recordAudit(trx, home, {
          actor: access.actor,
          action: "session.switched",
          subject: target ?? homeTenantId,
        });
      });
    },
  };

  function note(
    access: RequestAccess,
    action: string,
    subject: string,
    payload: Record<string, unknown>,
  ): Promise<void> {
    return inTenant(db, access.scope, (trx) =>
      recordAudit(trx, access.scope, { actor: access.actor, action, subject, payload }),
    );
  }
}

function unknownTenant(): ProblemError {
  return new ProblemError("tenant-not-found", "There is no such tenant.");
}
