import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { noticesQuery } from "../queries.ts";

const patienceMs = 400;

/** Whether the banners are known: the page below them is shown then, so that they never push it down. */
export function useNoticesSettled(): boolean {
  const { isPending } = useQuery(noticesQuery);
  const [isOverdue, setOverdue] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setOverdue(true), patienceMs);
    return () => window.clearTimeout(timer);
  }, []);
  return !isPending || isOverdue;
}
