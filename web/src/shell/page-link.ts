import { useNavigate } from "@tanstack/react-router";
import type { PageEntry } from "./pages.ts";

/** Goes to one of the pages. */
export function usePageLink(): (page: PageEntry) => void {
  const navigate = useNavigate();
  return ({ to }) => void navigate({ to });
}
