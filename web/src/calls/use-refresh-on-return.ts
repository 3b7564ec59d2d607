import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { refreshCalls } from "./live.ts";

/** Coming back from another page, the list kept in memory is shown at once and its top is loaded again. */
export function useRefreshOnReturn(): void {
  const client = useQueryClient();
  useEffect(() => {
    void refreshCalls(client);
  }, [client]);
}
