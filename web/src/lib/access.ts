import { useQuery } from "@tanstack/react-query";
import type { Session } from "../api.ts";
import { sessionQuery } from "../queries.ts";

export type Permission = Session["permissions"][number];

/** The installation's own tenant: only its people make clients, share connections and see what belongs to nobody. */
export const agencyTenantId = "ten_default";

export function isAllowed(session: Session, permission: Permission): boolean {
  return session.permissions.includes(permission);
}

/** Whether the session belongs to the installation's people, whomever they act for at present. */
export function isOfAgency(session: Session): boolean {
  return session.home_tenant_id === agencyTenantId;
}

/** Whether the session acts for the installation itself. */
export function actsForAgency(session: Session): boolean {
  return isOfAgency(session) && session.tenant.id === agencyTenantId;
}

/** Whether somebody of the installation acts for a client. */
export function actsForClient(session: Session): boolean {
  return session.tenant.id !== session.home_tenant_id;
}

/** The session of a page: pages are shown to whoever is signed in, and the moment of signing out draws none. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data ?? undefined;
}

export function useMay(permission: Permission): boolean {
  const session = useSession();
  return session !== undefined && isAllowed(session, permission);
}
