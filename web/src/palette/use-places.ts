import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  agencyTenantId,
  isAllowed,
  isOfAgency,
  type Permission,
  useSession,
} from "../lib/access.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { connectionsQuery, tenantsQuery } from "../queries.ts";
import { usePageLink } from "../shell/page-link.ts";
import { pages } from "../shell/pages.ts";
import { useSwitchTenant } from "../shell/switch-tenant.ts";
import type { Entry } from "./entry.ts";
import { baseNamesQuery } from "./palette-client.ts";

/** The pages that the role shows. */
export function usePages(): Entry[] {
  const session = useSession();
  const goTo = usePageLink();
  if (session === undefined) return [];
  return pages
    .filter((page) => page.isFor(session))
    .map((page) => ({
      ...{ id: `page-${page.to}`, group: "Pages", label: page.label, keys: page.keys },
      run: () => goTo(page),
    }));
}

/** The clients that one may act for, without the one for whom one does. */
export function useClients(): Entry[] {
  const session = useSession();
  const switchTo = useSwitchTenant();
  const isAsked =
    session !== undefined && isOfAgency(session) && isAllowed(session, "tenants:read");
  const tenants = useQuery({ ...tenantsQuery, enabled: isAsked }).data ?? [];
  return tenants
    .filter(({ id, is_disabled: isDisabled }) => !isDisabled && id !== session?.tenant.id)
    .map(({ id, name, slug }) => ({
      ...{ id: `client-${id}`, group: "Clients", label: name, words: `${slug} act for switch` },
      hint: id === agencyTenantId ? t("Your own") : t("Work there"),
      run: () => switchTo.mutate({ tenantId: id === agencyTenantId ? null : id }),
    }));
}

/** Connections and knowledge bases: few enough to be looked through here. */
export function useParts(): Entry[] {
  const session = useSession();
  const navigate = useNavigate();
  const may = (permission: Permission) => session !== undefined && isAllowed(session, permission);
  const connections =
    useQuery({ ...connectionsQuery, enabled: may("connections:read") }).data ?? [];
  const bases = useQuery({ ...baseNamesQuery, enabled: may("knowledge:read") }).data ?? [];
  return [
    ...connections.map(({ id, name, provider }) => ({
      ...{ id: `connection-${id}`, group: "Connections" as const, label: name, words: id },
      hint: providerName(provider),
      run: () => void navigate({ to: "/setup", hash: id }),
    })),
    ...bases.map(({ id, name }) => ({
      ...{ id: `base-${id}`, group: "Knowledge bases" as const, label: name },
      run: () => void navigate({ to: "/knowledge/$baseId", params: { baseId: id } }),
    })),
  ];
}
