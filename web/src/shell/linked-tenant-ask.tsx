import { useQuery } from "@tanstack/react-query";
import type { Session } from "../api.ts";
import { agencyTenantId, isAllowed, isOfAgency } from "../lib/access.ts";
import { tenantsQuery } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { linkedTenant } from "./linked-tenant.ts";
import { useSwitchTenant } from "./switch-tenant.ts";

/** Stands before a page whose address names another tenant than the one that is acted for. */
export function LinkedTenantAsk({ session, tenantId }: { session: Session; tenantId: string }) {
  const mayList = isOfAgency(session) && isAllowed(session, "tenants:read");
  const tenants = useQuery({ ...tenantsQuery, enabled: mayList });
  const switchTo = useSwitchTenant();
  if (mayList && tenants.isPending) return null;
  const stay = () => linkedTenant.set(null);
  const tenant = tenants.data?.find(({ id, is_disabled: isOff }) => id === tenantId && !isOff);
  if (tenant === undefined) {
    return (
      <EmptyState title="This link is another client's">
        <p>You cannot act for them. You are signed in for {session.tenant.name}.</p>
        <Button className="mt-4" onClick={stay}>
          Stay with {session.tenant.name}
        </Button>
      </EmptyState>
    );
  }
  const change = () =>
    switchTo.mutate({ tenantId: tenantId === agencyTenantId ? null : tenantId, isOfAddress: true });
  return (
    <EmptyState title={`This link is one of ${tenant.name}`}>
      <p>You act for {session.tenant.name} at present, in every tab.</p>
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        <Button look="primary" disabled={switchTo.isPending} onClick={change}>
          Act for {tenant.name} and open it
        </Button>
        <Button onClick={stay}>Stay with {session.tenant.name}</Button>
      </div>
    </EmptyState>
  );
}
