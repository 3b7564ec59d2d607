import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Span } from "../analytics/spans.ts";
import type { AnalyticsFigures } from "../api.ts";
import { onLiveCall } from "../calls/live.ts";
import { request, withQuery } from "../client.ts";

/** Figures hour by hour of every provider. Under the key of all figures, so that they are renewed with them. */
export const providerHoursQuery = (span: Span, zone: string) => {
  const asked = { ...span, tz: zone, interval: "hour", group_by: "provider" };
  const url = withQuery("/api/v1/analytics", asked);
  return queryOptions({
    queryKey: ["analytics", url],
    queryFn: () => request<{ data: AnalyticsFigures[] }>(url),
    placeholderData: keepPreviousData,
  });
};

const patienceMs = 3_000;

/** Reads figures again when calls start and end, at most every few seconds. */
export function useFreshFigures(): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const renew = () => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ["analytics"] });
    };
    const stop = onLiveCall((kind) => {
      if (kind !== "call.updated") timer ??= window.setTimeout(renew, patienceMs);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [client]);
}
