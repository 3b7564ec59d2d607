import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { switchTenant } from "../client.ts";
import { explain } from "../lib/use-change.ts";
import { sessionQuery } from "../queries.ts";
import { showToast } from "../ui/toasts.tsx";

/** Every tab shares one session, so every tab must learn for whom it acts. A channel does not hear what it says itself. */
const otherTabs = new BroadcastChannel("voicelens.tenant");

/** Acts for another tenant from here on; null is one's own. Nothing of one tenant stays in the page of another. */
export function useSwitchTenant() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (tenantId: string | null) => switchTenant(tenantId),
    onSuccess: async (session) => {
      await client.cancelQueries();
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
      client.setQueryData(sessionQuery.queryKey, session);
      void navigate({ to: "/" });
      otherTabs.postMessage(session.tenant.id);
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
