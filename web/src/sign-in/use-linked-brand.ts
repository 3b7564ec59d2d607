import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect } from "react";
import type { Brand } from "../api.ts";
import { request } from "../client.ts";
import { wearBrand } from "../lib/brand.ts";
import { useStore } from "../lib/store.ts";
import { linkedTenant } from "../shell/linked-tenant.ts";

/** Shows the brand of the tenant that the address names, to whoever is not signed in yet. */
export function useLinkedBrand(): void {
  const tenantId = useStore(linkedTenant);
  const { data } = useQuery({
    queryKey: ["public-brand", tenantId],
    queryFn: () => request<Brand>(`/api/v1/brands/${encodeURIComponent(tenantId ?? "")}`),
    enabled: tenantId !== null,
  });
  // Before the page behind the sign-in puts on its own.
  useLayoutEffect(() => {
    wearBrand(data);
    return () => wearBrand();
  }, [data]);
}
