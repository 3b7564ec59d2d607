import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { changeBrand, readBrand } from "./brand.ts";
import { logoBytesMax, readLogo } from "./brand-logo.ts";

const tags = ["Tenants"];
const path = "/api/v1/settings/brand";
const colour = z.string().nullable();

/** How a tenant looks to its people. */
export const BrandView = z
  .object({
    name: z.string().nullable().describe("Null: the product's."),
    accent: colour.describe("As it was chosen, `#rrggbb`. Null: the product's."),
    accent_light: colour.describe("The same, as dark as it must be to be read on a light page."),
    accent_dark: colour.describe("The same, as light as it must be to be read on a dark page."),
    logo: z.string().nullable().describe("A PNG as a `data:` URL."),
  })
  .meta({ id: "Brand" });
const Change = z.object({
  name: z.string().trim().min(1).max(60).nullable().optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, "must be a colour such as #4a4fd0")
    .nullable()
    .optional(),
  logo: z
    .string()
    .max(2 * logoBytesMax)
    .refine((url) => readLogo(url) !== null, "must be a PNG of at most 32 KiB and 1024 pixels")
    .nullable()
    .optional()
    .describe("A PNG as a `data:` URL."),
});

/** A tenant's brand, for those who set it and for the pages that are shown before somebody signs in. */
export function brandRoutes(app: App, { db }: { db: Database }): void {
  app.get(
    path,
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        ...{ tags, operationId: "getBrand" },
        summary: "Read how the tenant looks to its people",
        response: { 200: BrandView },
      },
    },
    async (request) => {
      const scope = requireTenant(request);
      return inTenant(db, scope, (trx) => readBrand(trx, scope));
    },
  );
  app.patch(
    path,
    {
      config: { access: "tenant", needs: "connections:write" },
      schema: {
        ...{ tags, operationId: "changeBrand" },
        summary: "Change name, colour and logo; null goes back to the product's",
        ...{ body: Change, response: { 200: BrandView } },
      },
    },
    async (request) => {
      const { name, accent, logo } = request.body;
      return changeBrand(db, requireAccess(request), {
        ...(name !== undefined && { name }),
        ...(accent !== undefined && { accent }),
        ...(logo !== undefined && { logo: logo === null ? null : readLogo(logo) }),
      });
    },
  );
  app.get(
    "/api/v1/brands/:tenantId",
    {
      config: { access: "public" },
      schema: {
        ...{ tags, operationId: "getPublicBrand" },
        summary: "Read a tenant's brand before signing in",
        description:
          "What the tenant shows to everybody. A tenant without a brand and one that does not exist answer alike.",
        params: z.object({ tenantId: z.string().max(100) }),
        response: { 200: BrandView },
      },
    },
    async (request) => {
      const scope = { tenantId: request.params.tenantId };
      return inTenant(db, scope, (trx) => readBrand(trx, scope));
    },
  );
}
