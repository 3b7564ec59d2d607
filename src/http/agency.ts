import { ProblemError } from "../lib/problems.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import type { RequestAccess } from "./types.ts";

/** Whether somebody acts for the installation itself, not for a client: only then may they touch what belongs to several tenants. */
export function isAgency({ homeTenantId, scope }: RequestAccess): boolean {
  return homeTenantId === defaultTenantId && scope.tenantId === defaultTenantId;
}

/** Whether somebody is of the installation itself, for whichever tenant they act: what it adds to a client's costs is theirs to know. */
export function isOfAgency({ homeTenantId }: RequestAccess): boolean {
  return homeTenantId === defaultTenantId;
}

/** @throws ProblemError `forbidden` for everybody but the agency. */
export function requireAgency(access: RequestAccess): void {
  if (isAgency(access)) return;
  throw new ProblemError("forbidden", "Only the installation's own people may do this.");
}
