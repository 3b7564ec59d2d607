import { useNavigate } from "@tanstack/react-router";
import type { Session } from "../api.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { pages } from "./pages.ts";

export function usePageShortcuts(session: Session): void {
  const navigate = useNavigate();
  useShortcuts(
    Object.fromEntries(
      pages
        .filter((page) => page.isFor(session))
        .map(({ keys, to }) => [keys, () => void navigate({ to })]),
    ),
  );
}
