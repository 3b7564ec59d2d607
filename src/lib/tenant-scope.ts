/**
 * The tenant for whom something is done. Only `http/` (after authentication), `ingest/` (from the verified connection) and `ops/` make
 * one; a tenant id never comes from a body or a query.
 */
export interface TenantScope {
  readonly tenantId: string;
  /** Only calls of these agents may be seen; left out, of every agent. */
  readonly agentIds?: readonly string[];
}

/** The tenant of an installation that serves only its owner. */
export const defaultTenantId = "ten_default";

/** Where events wait whose tenant is not known. Nobody signs in for it. */
export const quarantineTenantId = "ten_quarantine";
