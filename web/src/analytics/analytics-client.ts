import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AnalyticsDetails, AnalyticsFigures, AnalyticsHour } from "../api.ts";
import { request, withQuery } from "../client.ts";
import type { Span, View } from "./spans.ts";

const renewEveryMs = 60_000;

/** What can be compared. */
export type Group = "provider" | "agent" | "number";

function ask<Answer>(
  path: string,
  { zone, filters, isOpen }: View,
  asked: Span & { group_by?: string },
) {
  const url = withQuery(`/api/v1/analytics${path}`, { ...asked, ...filters, tz: zone });
  return queryOptions({
    queryKey: ["analytics", url],
    queryFn: () => request<Answer>(url),
    placeholderData: keepPreviousData,
    refetchInterval: isOpen && renewEveryMs,
  });
}

export const summaryQuery = (view: View, span: Span) =>
  ask<{ figures: AnalyticsDetails }>("/summary", view, span);

export const seriesQuery = (view: View) =>
  ask<{ data: AnalyticsFigures[] }>("/timeseries", view, { ...view.span, group_by: view.interval });

export const providersQuery = (view: View) =>
  ask<{ data: AnalyticsDetails[] }>("/providers", view, view.span);

export const groupsQuery = (view: View, group: Group) =>
  ask<{ data: AnalyticsFigures[] }>("", view, { ...view.span, group_by: group });

export const heatQuery = (view: View) =>
  ask<{ data: AnalyticsHour[] }>("/heatmap", view, view.span);
