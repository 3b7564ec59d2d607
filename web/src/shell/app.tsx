import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { useLiveCalls } from "../calls/live.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { sessionQuery } from "../queries.ts";
import { JoinPage } from "../sign-in/join-page.tsx";
import { SignInPage } from "../sign-in/sign-in-page.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { LiveAnnouncer } from "./live-indicator.tsx";
import { Notices } from "./notices.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { TopBar } from "./top-bar.tsx";
import { useNoticesSettled } from "./use-notices-settled.ts";
import { usePageShortcuts } from "./use-page-shortcuts.ts";

/** The sign-in stands in front of every page and keeps the address, so a shared link survives it. */
export function App() {
  const session = useQuery(sessionQuery);
  const isJoining = useLocation({ select: ({ pathname }) => pathname === "/join" });
  if (session.isPending) return <div className="h-12 border-b border-line bg-surface" />;
  if (session.isError) {
    return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  }
  return (
    <>
      {isJoining ? (
        <JoinPage />
      ) : session.data ? (
        <SignedIn tenantName={session.data.tenant.name} />
      ) : (
        <SignInPage />
      )}
      <Toasts />
    </>
  );
}

function SignedIn({ tenantName }: { tenantName: string }) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isSettled = useNoticesSettled();
  useLiveCalls();
  usePageShortcuts();
  useShortcuts({ "?": () => setHelpOpen(true) });
  return (
    <>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <TopBar tenantName={tenantName} onHelp={() => setHelpOpen(true)} />
      <main id="main" tabIndex={-1} className={`outline-none ${isSettled ? "" : "invisible"}`}>
        <Notices />
        <Outlet />
      </main>
      <LiveAnnouncer />
      {isHelpOpen && <ShortcutsDialog onClose={() => setHelpOpen(false)} />}
    </>
  );
}
