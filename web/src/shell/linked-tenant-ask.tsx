import { useQuery } from "@tanstack/react-query";
import type { Session } from "../api.ts";
import { agencyTenantId, isAllowed, isOfAgency } from "../lib/access.ts";
import { t } from "../lib/text.ts";
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
      <EmptyState title={t("This link is another client's")}>
        <p>
          {t("You cannot act for them. You are signed in for {name}.", {
            name: session.tenant.name,
          })}
        </p>
        <Button className="mt-4" onClick={stay}>
          {t("Stay with {name}", { name: session.tenant.name })}
        </Button>
      </EmptyState>
    );
  }
  const change = () =>
    switchTo.mutate({ tenantId: tenantId === agencyTenantId ? null : tenantId, isOfAddress: true });
  return (
    <EmptyState title={t("This link is one of {name}", { name: tenant.name })}>
      <p>{t("You act for {name} at present, in every tab.", { name: session.tenant.name })}</p>
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        <Button look="primary" disabled={switchTo.isPending} onClick={change}>
          {t("Act for {name} and open it", { name: tenant.name })}
        </Button>
        <Button onClick={stay}>{t("Stay with {name}", { name: session.tenant.name })}</Button>
      </div>
    </EmptyState>
  );
}
