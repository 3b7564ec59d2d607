import { getRouteApi } from "@tanstack/react-router";
import { useId } from "react";
import { actsForAgency, isAllowed, useSession } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useEnabledTenants } from "../queries.ts";
import { Needs, Page } from "../ui/page.tsx";
import { Agents } from "./agents.tsx";
import { Numbers } from "./numbers.tsx";

const route = getRouteApi("/numbers");

/** What decides whose a call of a shared connection is. */
export function NumbersPage() {
  const session = useSession();
  const isAgency = session !== undefined && actsForAgency(session);
  return (
    <Page
      title={t("Numbers and agents")}
      note={
        isAgency
          ? t(
              "A call that comes through a shared connection belongs to whoever has the number that was dialled or, failing that, the agent that spoke.",
            )
          : t(
              "Calls to these numbers, and of these agents, are this tenant's. Only the installation's own people change which.",
            )
      }
      action={isAgency && <TenantSelect />}
    >
      <Needs permission="connections:read" refusal={t("Your role does not show the numbers")}>
        <Lists />
      </Needs>
    </Page>
  );
}

/** Only the agency, acting for itself, names another tenant. */
function useChosenTenant(): string | null {
  const session = useSession();
  const { tenant } = route.useSearch();
  return session !== undefined && actsForAgency(session) ? (tenant ?? session.tenant.id) : null;
}

function Lists() {
  const session = useSession();
  const tenantId = useChosenTenant();
  const mayWrite =
    session !== undefined && actsForAgency(session) && isAllowed(session, "connections:write");
  return (
    <>
      <Numbers tenantId={tenantId} mayWrite={mayWrite} />
      <Agents tenantId={tenantId} mayWrite={mayWrite} />
    </>
  );
}

function TenantSelect() {
  const tenants = useEnabledTenants();
  const navigate = route.useNavigate();
  const chosen = useChosenTenant();
  const ownId = useSession()?.tenant.id;
  const fieldId = useId();
  return (
    <div className="inline-flex items-center gap-2">
      <label htmlFor={fieldId} className="text-muted">
        {t("Of")}
      </label>
      <select
        id={fieldId}
        value={chosen ?? ""}
        onChange={({ target }) =>
          void navigate({
            search: target.value === ownId ? {} : { tenant: target.value },
            replace: true,
          })
        }
        className="h-8 w-56 rounded-md border border-strong-line bg-surface px-2 text-sm text-text"
      >
        {tenants?.map((tenant) => (
          <option key={tenant.id} value={tenant.id}>
            {tenant.name}
          </option>
        ))}
      </select>
    </div>
  );
}
