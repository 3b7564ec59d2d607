import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTitle } from "../lib/title.ts";
import { ErrorState } from "../ui/error-state.tsx";

/** A page that threw while it was drawn, or whose script is no longer there because the server was renewed. The bar above it still leads elsewhere. */
export function CrashPage({ error }: ErrorComponentProps) {
  useTitle("Not shown");
  return <ErrorState error={error} onRetry={() => window.location.reload()} />;
}
