import { hmac } from "./signature.ts";
import type { TenantScope } from "./tenant-scope.ts";

/** Stands for whoever or whatever is named: always the same within a tenant, and leads back to nobody who does not have the key, not even by trying all numbers. */
export function anonymousKey(secret: string, { tenantId }: TenantScope, name: string): string {
  return `anon_${hmac("sha256", `${secret}/${tenantId}`, name).toString("hex").slice(0, 16)}`;
}
