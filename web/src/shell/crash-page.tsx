import type { ErrorComponentProps } from "@tanstack/react-router";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { ErrorState } from "../ui/error-state.tsx";

/** What the browsers say about a script that did not come. */
const scriptMissing = /dynamically imported module|module script failed/i;

/** A page that threw while it was drawn, or whose script is no longer there because the server was renewed. The bar above it still leads elsewhere. */
export function CrashPage({ error }: ErrorComponentProps) {
  useTitle(t("Not shown"));
  const told =
    error instanceof Error && scriptMissing.test(error.message)
      ? new Error(
          "A part of it did not come: the server was renewed meanwhile, or does not answer.",
        )
      : error;
  return <ErrorState error={told} onRetry={() => window.location.reload()} />;
}
