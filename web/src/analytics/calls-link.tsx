import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CallSearch } from "../calls/call-search.ts";
import type { Span, View } from "./spans.ts";

interface CallsLinkProps {
  view: View;
  /** Part of the time only. */
  span?: Span;
  /** What else the calls have in common. */
  more?: CallSearch;
  children: ReactNode;
}

/** Leads to the calls that a figure counts. */
export function CallsLink({ view, span = view.span, more = {}, children }: CallsLinkProps) {
  const { provider, agent, number } = view.filters;
  return (
    <Link
      to="/"
      search={{
        ...{ provider, agent, q: number },
        after: span.from,
        // What comes in while one reads belongs to a time that goes on.
        before: view.isOpen && span.to >= view.span.to ? undefined : span.to,
        ...more,
      }}
      className="text-accent underline-offset-2 hover:underline"
    >
      {children}
    </Link>
  );
}
