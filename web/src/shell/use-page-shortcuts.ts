import type { Session } from "../api.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { usePageLink } from "./page-link.ts";
import { pages } from "./pages.ts";

export function usePageShortcuts(session: Session): void {
  const goTo = usePageLink();
  useShortcuts(
    Object.fromEntries(
      pages.filter((page) => page.isFor(session)).map((page) => [page.keys, () => goTo(page)]),
    ),
  );
}
