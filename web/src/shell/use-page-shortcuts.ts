import { useNavigate } from "@tanstack/react-router";
import { useShortcuts } from "../lib/shortcuts.ts";

export function usePageShortcuts(): void {
  const navigate = useNavigate();
  useShortcuts({
    "g c": () => void navigate({ to: "/" }),
    "g e": () => void navigate({ to: "/events" }),
    "g s": () => void navigate({ to: "/setup" }),
  });
}
