import { sql } from "kysely";
import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import { type App, type RequestAccess, requireAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import type { VoiceProvider } from "../providers/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { createSecretService } from "./connection-secrets.ts";
import type { ConnectionDirectory } from "./connections.ts";

const instant = z.string().meta({ format: "date-time" });
const tags = ["Set-up"];
const writing = { access: "tenant", needs: "connections:write" } as const;
const params = z.object({ connectionId: z.string().max(100) });
const Scheme = z.record(z.string(), z.union([z.string().max(500), z.boolean(), z.number()]));
const Purpose = z.enum(["webhook", "api_key"]);
const Secret = z.object({
  id: z.string(),
  purpose: Purpose,
  last_four: z.string().describe("Empty where the secret is too short to tell any of it."),
  created_at: instant,
});
const Changed = z.object({
  id: z.string(),
  provider: z.string(),
  name: z.string(),
  is_shared: z.boolean(),
  scheme: Scheme,
});

/** Making, changing and removing connections, and their secrets. Listing them is `ingest/`'s, which knows their traffic. */
export function connectionRoutes(
  app: App,
  needs: {
    db: Database;
    secrets: ReturnType<typeof createSecretService>;
    connections: ConnectionDirectory;
    findProvider: (key: string) => VoiceProvider | undefined;
  },
): void {
  const { db, secrets, connections } = needs;
  app.post(
    "/api/v1/connections",
    {
      config: writing,
      schema: {
        tags,
        operationId: "createConnection",
        summary: "Add a place to which a provider delivers, with its own URL and secrets",
        body: z.object({
          provider: z.string().max(50),
          name: z.string().trim().min(1).max(100),
          scheme: Scheme.default({}),
          is_shared: z.boolean().default(false),
        }),
        response: { 201: Changed },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      const { name, scheme, is_shared } = request.body;
      const provider = needs.findProvider(request.body.provider);
      if (provider === undefined) {
        throw new ProblemError("provider-not-found", "Choose one of the listed providers.");
      }
      if (is_shared) refuseUnlessAgency(access);
      refuseUnknownScheme(provider, scheme);
      const id = newId("con");
      await inTenant(db, access.scope, async (trx) => {
        await trx
          .insertInto("connections")
          .values({
            tenant_id: access.scope.tenantId,
            id,
            provider: provider.id,
            name,
            is_default: false,
            is_shared,
            scheme,
          })
          .execute();
        await recordAudit(trx, access.scope, {
          actor: access.actor,
          action: "connection.created",
          subject: id,
          payload: { provider: provider.id, name, is_shared },
        });
      });
      await connections.refresh();
      return reply.code(201).send({ id, provider: provider.id, name, is_shared, scheme });
    },
  );
  app.patch(
    "/api/v1/connections/:connectionId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeConnection",
        summary: "Rename a connection, set its scheme, or share it between tenants",
        params,
        body: z.object({
          name: z.string().trim().min(1).max(100).optional(),
          scheme: Scheme.optional(),
          is_shared: z
            .boolean()
            .optional()
            .describe("Each call finds its tenant by dialled number or agent; else quarantine."),
        }),
        response: { 200: Changed },
      },
    },
    async (request) => {
      const access = requireAccess(request);
      const { connectionId } = request.params;
      const { name, scheme, is_shared } = request.body;
      const known = connections.byId(connectionId);
      if (is_shared !== undefined) refuseUnlessAgency(access);
      if (scheme !== undefined && known !== undefined) {
        const provider = needs.findProvider(known.provider);
        if (provider !== undefined) refuseUnknownScheme(provider, scheme);
      }
      const row = await inTenant(db, access.scope, async (trx) => {
        const changed = await trx
          .updateTable("connections")
          .set({
            ...(name === undefined ? {} : { name }),
            ...(scheme === undefined ? {} : { scheme }),
            ...(is_shared === undefined ? {} : { is_shared }),
            updated_at: sql`clock_timestamp()`,
          })
          .where("tenant_id", "=", access.scope.tenantId)
          .where("id", "=", connectionId)
          .returning(["id", "provider", "name", "is_shared", "scheme"])
          .executeTakeFirst();
        if (changed === undefined) throw unknownConnection();
        await recordAudit(trx, access.scope, {
          actor: access.actor,
          action: "connection.changed",
          subject: connectionId,
          payload: { name, is_shared, has_scheme: scheme !== undefined },
        });
        return changed;
      });
      await connections.refresh();
      return { ...row, scheme: Scheme.parse(row.scheme) };
    },
  );
  app.delete(
    "/api/v1/connections/:connectionId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "deleteConnection",
        summary: "Remove a connection; what it delivered stays",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      const { connectionId } = request.params;
      await inTenant(db, access.scope, async (trx) => {
        const gone = await trx
          .deleteFrom("connections")
          .where("tenant_id", "=", access.scope.tenantId)
          .where("id", "=", connectionId)
          .returning("is_default")
          .executeTakeFirst();
        if (gone === undefined) throw unknownConnection();
        if (gone.is_default) {
          throw new ProblemError("default-connection", "A provider's own URL cannot be removed.");
        }
        await recordAudit(trx, access.scope, {
          actor: access.actor,
          action: "connection.deleted",
          subject: connectionId,
        });
      });
      await connections.refresh();
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/connections/:connectionId/secrets",
    {
      config: { ...writing, isSecret: true },
      schema: {
        tags,
        operationId: "addConnectionSecret",
        summary: "Add a secret; two of a purpose live at a time. Without a value one is made",
        params,
        body: z.object({
          purpose: Purpose.default("webhook"),
          value: z.string().min(8).max(4096).optional(),
        }),
        response: {
          201: Secret.extend({
            value: z.string().nullable().describe("One that was made here: shown this once."),
          }),
        },
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const { purpose, value } = request.body;
      const { connectionId } = request.params;
      const added = await secrets.add(scope, actor, connectionId, { purpose, value });
      await connections.refresh();
      return reply.code(201).send({
        id: added.id,
        purpose,
        last_four: added.last_four,
        created_at: added.created_at.toISOString(),
        value: value === undefined ? added.value : null,
      });
    },
  );
  app.post(
    "/api/v1/connections/:connectionId/trial-secret",
    {
      config: { ...writing, isSecret: true },
      schema: {
        tags,
        operationId: "lendConnectionSecret",
        summary:
          "Lend a secret for a minute, to try the connection out; this server alone knows it",
        params,
        response: {
          201: z.object({
            value: z
              .string()
              .nullable()
              .describe("Null where the connection has no secret: it takes what is unsigned."),
          }),
        },
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const { connectionId: subject } = request.params;
      const connection = connections.byId(subject);
      if (connection?.tenantId !== scope.tenantId) throw unknownConnection();
      const action = "connection.secret_lent";
      await inTenant(db, scope, (trx) => recordAudit(trx, scope, { actor, action, subject }));
      return reply.code(201).send({ value: connections.lendSecret(connection) });
    },
  );
  app.delete(
    "/api/v1/connections/:connectionId/secrets/:secretId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeConnectionSecret",
        summary: "Remove a secret: deliveries signed with it are refused from now on",
        params: params.extend({ secretId: z.string().max(100) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const { connectionId, secretId } = request.params;
      await secrets.remove(scope, actor, connectionId, secretId);
      await connections.refresh();
      return reply.code(204).send(null);
    },
  );
}

function unknownConnection(): ProblemError {
  return new ProblemError("connection-not-found", "This tenant has no such connection.");
}

/** Only the agency can let one connection deliver for many tenants. */
function refuseUnlessAgency({ homeTenantId, scope }: RequestAccess): void {
  if (homeTenantId === defaultTenantId && scope.tenantId === defaultTenantId) return;
  throw new ProblemError("forbidden", "Only the installation's own connections can be shared.");
}

function refuseUnknownScheme(provider: VoiceProvider, scheme: Record<string, unknown>): void {
  const known = new Set(provider.schemeMembers ?? []);
  const unknown = Object.keys(scheme).filter((member) => !known.has(member));
  if (unknown.length === 0) return;
  throw new ProblemError(
    "invalid-request",
    known.size === 0
      ? `${provider.name} has one scheme, so there is nothing to choose.`
      : `The scheme of ${provider.name} knows ${[...known].join(", ")}.`,
  );
}
