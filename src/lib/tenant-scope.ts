/**
 * The tenant for whom something is done. Only `http/` (after authentication), `ingest/` (from the verified connection) and `ops/` make
 * one; a tenant id never comes from a body or a query.
 */
export interface TenantScope {
  readonly tenantId: string;
}

/** The tenant of an installation that serves only its owner. */
export const defaultTenantId = "ten_default";
