import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { switchTenant } from "../client.ts";
import { finishRemovals } from "../lib/removals.ts";
import { explain } from "../lib/use-change.ts";
import { sessionQuery } from "../queries.ts";
import { showToast } from "../ui/toasts.tsx";
import { linkedTenant } from "./linked-tenant.ts";
import { usePageLink } from "./page-link.ts";
import { pages } from "./pages.ts";

/** Every tab shares one session, so every tab must learn for whom it acts. A channel does not hear what it says itself. */
const otherTabs = new BroadcastChannel("voicelens.tenant");

interface Switch {
  /** Null is one's own. */
  tenantId: string | null;
  /** The address that is open is one of that tenant: it stays. */
  isOfAddress?: boolean;
}

/** Acts for another tenant from here on. Nothing of one tenant stays in the page of another, but the page stays where both have it. */
export function useSwitchTenant() {
  const client = useQueryClient();
  const router = useRouter();
  const goTo = usePageLink();
  return useMutation({
    mutationFn: async ({ tenantId }: Switch) => {
      await finishRemovals();
      return switchTenant(tenantId);
    },
    onSuccess: async (session, { isOfAddress = false }) => {
      await client.cancelQueries();
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
      client.setQueryData(sessionQuery.queryKey, session);
      otherTabs.postMessage(session.tenant.id);
      linkedTenant.set(null);
      if (isOfAddress) return;
      const path = router.state.location.pathname;
      const offered = pages.filter((page) => page.isFor(session));
      const here = offered.find(({ to }) => to === path) ?? offered[0];
      if (here) goTo(here);
    },
    onError: (error) => showToast(explain(error), "bad"),
  });
}

/** Starts this tab anew when another one acts for somebody else. */
export function useTenantOfOtherTabs(tenantId: string): void {
  useEffect(() => {
    const onMessage = (message: MessageEvent<unknown>) => {
      if (message.data !== tenantId) window.location.assign("/");
    };
    otherTabs.addEventListener("message", onMessage);
    return () => otherTabs.removeEventListener("message", onMessage);
  }, [tenantId]);
}
