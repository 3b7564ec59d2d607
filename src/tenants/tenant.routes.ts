import { z } from "zod";
import { type App, requireAccess } from "../http/index.ts";
import type { createTenantService } from "./tenants.ts";

const tags = ["Tenants"];
const Tenant = z
  .object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    is_disabled: z.boolean(),
    created_at: z.string().meta({ format: "date-time" }),
  })
  .meta({ id: "Tenant" });
const name = z.string().trim().min(1).max(100);

/** The clients of the installation. */
export function tenantRoutes(
  app: App,
  { tenants }: { tenants: ReturnType<typeof createTenantService> },
): void {
  app.get(
    "/api/v1/tenants",
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        tags,
        operationId: "listTenants",
        summary: "List the tenants that one may act for",
        response: { 200: z.object({ data: z.array(Tenant) }) },
      },
    },
    async (request) => ({ data: (await tenants.list(requireAccess(request))).map(toTenant) }),
  );
  app.post(
    "/api/v1/tenants",
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        tags,
        operationId: "createTenant",
        summary: "Make a client, with a connection for every provider",
        body: z.object({
          name,
          slug: z
            .string()
            .regex(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/)
            .describe("Lower-case letters, digits and hyphens; unique."),
        }),
        response: { 201: Tenant },
      },
    },
    async (request, reply) =>
      reply.code(201).send(toTenant(await tenants.create(requireAccess(request), request.body))),
  );
  app.patch(
    "/api/v1/tenants/:tenantId",
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        tags,
        operationId: "changeTenant",
        summary: "Rename a client, or shut its people out; its webhooks are still kept",
        params: z.object({ tenantId: z.string().max(100) }),
        body: z.object({ name: name.optional(), is_disabled: z.boolean().optional() }),
        response: { 200: Tenant },
      },
    },
    async (request) => {
      const { name: given, is_disabled: isDisabled } = request.body;
      const change = { name: given, isDisabled };
      return toTenant(
        await tenants.change(requireAccess(request), request.params.tenantId, change),
      );
    },
  );
}

function toTenant(row: {
  tenant_id: string;
  name: string;
  slug: string;
  disabled_at: Date | null;
  created_at: Date;
}): z.infer<typeof Tenant> {
  return {
    id: row.tenant_id,
    name: row.name,
    slug: row.slug,
    is_disabled: row.disabled_at !== null,
    created_at: row.created_at.toISOString(),
  };
}
