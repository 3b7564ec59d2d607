import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useLayoutEffect } from "react";
import type { Session } from "../api.ts";
import { useLiveCalls } from "../calls/live.ts";
import { actsForClient } from "../lib/access.ts";
import { wearBrand } from "../lib/brand.ts";
import { useStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { sessionQuery } from "../queries.ts";
import { JoinPage } from "../sign-in/join-page.tsx";
import { SignInPage } from "../sign-in/sign-in-page.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { linkedTenant } from "./linked-tenant.ts";
import { LinkedTenantAsk } from "./linked-tenant-ask.tsx";
import { LiveAnnouncer } from "./live-indicator.tsx";
import { Notices } from "./notices.tsx";
import { OfflineNotice } from "./offline-notice.tsx";
import { Overlays } from "./overlays.tsx";
import { useIsLeaving } from "./sign-out.ts";
import { useTenantOfOtherTabs } from "./switch-tenant.ts";
import { TopBar } from "./top-bar.tsx";
import { useNoticesSettled } from "./use-notices-settled.ts";
import { usePageShortcuts } from "./use-page-shortcuts.ts";

/** A call that was shared is shown to whoever has its link; every other page asks who is there. */
export function App() {
  const isShared = useLocation({ select: ({ pathname }) => pathname.startsWith("/shared/") });
  return isShared ? <Outlet /> : <Inside />;
}

/** The sign-in stands in front of every page and keeps the address, so a link to one survives it. */
function Inside() {
  const session = useQuery(sessionQuery);
  const isJoining = useLocation({ select: ({ pathname }) => pathname === "/join" });
  const isLeaving = useIsLeaving();
  if (session.isPending || isLeaving)
    return <div className="h-12 border-b border-line bg-surface" />;
  if (session.isError) {
    return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  }
  return (
    <>
      {isJoining ? (
        <JoinPage />
      ) : session.data ? (
        <SignedIn key={session.data.tenant.id} session={session.data} />
      ) : (
        <SignInPage />
      )}
      <Toasts />
    </>
  );
}

/** Made anew for every tenant: no stream and no state of one stays open while acting for another. */
function SignedIn({ session }: { session: Session }) {
  const { brand } = session.tenant;
  useLayoutEffect(() => {
    wearBrand(brand);
    return () => wearBrand();
  }, [brand]);
  const isSettled = useNoticesSettled();
  useLiveCalls();
  usePageShortcuts(session);
  useTenantOfOtherTabs(session.tenant.id);
  return (
    <div className={actsForClient(session) ? "[--bar:5.25rem]" : "[--bar:3rem]"}>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("Skip to content")}
      </a>
      <TopBar session={session} />
      <main id="main" tabIndex={-1} className={`outline-none ${isSettled ? "" : "invisible"}`}>
        <OfflineNotice />
        <Notices />
        <Content session={session} />
      </main>
      <LiveAnnouncer />
      <Overlays session={session} />
    </div>
  );
}

/** The page of the address, unless something stands in its way. */
function Content({ session }: { session: Session }) {
  const linked = useStore(linkedTenant);
  if (linked !== null && linked !== session.tenant.id) {
    return <LinkedTenantAsk session={session} tenantId={linked} />;
  }
  return <Outlet />;
}
