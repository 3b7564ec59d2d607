import { useNavigate } from "@tanstack/react-router";
import { useStore } from "../lib/store.ts";
import { chosenRange, type TimeRange } from "../lib/time-range.ts";
import type { PageEntry } from "./pages.ts";

interface Target {
  to: PageEntry["to"];
  search: { range?: TimeRange };
}

/** Where a page is: with the time that was chosen in this tab, if it shows a period. */
export function usePageTarget(): (page: PageEntry) => Target {
  const range = useStore(chosenRange);
  return ({ to, hasPeriod }) => ({ to, search: hasPeriod && range !== undefined ? { range } : {} });
}

/** Goes to one of the pages. */
export function usePageLink(): (page: PageEntry) => void {
  const navigate = useNavigate();
  const targetOf = usePageTarget();
  return (page) => void navigate(targetOf(page));
}
