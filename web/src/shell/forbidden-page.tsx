import { Link, useLocation } from "@tanstack/react-router";
import type { Session } from "../api.ts";
import { useTitle } from "../lib/title.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { type PageEntry, pages } from "./pages.ts";

/** The page of the address, or the one above it, where the session may not see it. */
export function useForbiddenPage(session: Session): PageEntry | undefined {
  const path = useLocation({ select: ({ pathname }) => pathname });
  // The calls are at the root, and single ones below a path of their own.
  const of = (to: string) => path === to || path.startsWith(to === "/" ? "/calls/" : `${to}/`);
  return pages.find((page) => of(page.to) && !page.isFor(session));
}

/** Who follows a link to what they may not see is told so, whoever sent it and whatever the page is. */
export function ForbiddenPage({ page, session }: { page: PageEntry; session: Session }) {
  useTitle(page.label);
  const first = pages.find(({ isFor }) => isFor(session));
  return (
    <EmptyState title={`${page.label} is not shown to you`}>
      <p>
        Your role does not show it, or it belongs to the installation. You act for{" "}
        {session.tenant.name} as {session.role}; a manager of the team can change what you may do.
      </p>
      {first && (
        <Link to={first.to} className={`mt-4 ${buttonClass()}`}>
          Go to {first.label}
        </Link>
      )}
    </EmptyState>
  );
}
