import { recordAudit } from "../audit/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { readableAccent } from "../lib/accent.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { logoUrlStart } from "./brand-logo.ts";

/** How a tenant looks to its people. What is null looks like the product. */
export interface Brand {
  name: string | null;
  /** As it was chosen. */
  accent: string | null;
  /** The same as it can be read on a light and on a dark page. */
  accent_light: string | null;
  accent_dark: string | null;
  /** A PNG as a `data:` URL: it has no address of its own that could be opened. */
  logo: string | null;
}

/** The brand of a tenant, for whoever is shown something of it; one that nobody set is all null. */
export async function readBrand(trx: Trx, scope: TenantScope): Promise<Brand> {
  const row = await trx
    .selectFrom("tenant_brands")
    .select(["name", "accent", "logo"])
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirst();
  const accent = row?.accent ?? null;
  const readable = accent === null ? null : readableAccent(accent);
  return {
    name: row?.name ?? null,
    accent,
    accent_light: readable?.light ?? null,
    accent_dark: readable?.dark ?? null,
    logo: row?.logo ? logoUrlStart + row.logo.toString("base64") : null,
  };
}

/** Changes what is given of a tenant's brand; null goes back to the product's. */
export function changeBrand(
  db: Database,
  { scope, actor }: Pick<RequestAccess, "scope" | "actor">,
  given: { name?: string | null; accent?: string | null; logo?: Buffer | null },
): Promise<Brand> {
  return inTenant(db, scope, async (trx) => {
    await trx
      .insertInto("tenant_brands")
      .values({ tenant_id: scope.tenantId, ...given })
      .onConflict((conflict) =>
        // The row itself among the columns, because a change may have none.
        conflict.column("tenant_id").doUpdateSet({ tenant_id: scope.tenantId, ...given }),
      )
      .execute();
    const { logo, ...words } = given;
    await recordAudit(trx, scope, {
      ...{ actor, action: "tenant.brand_changed", subject: scope.tenantId },
      payload: { ...words, ...(logo === undefined ? {} : { has_logo: logo !== null }) },
    });
    return readBrand(trx, scope);
  });
}
