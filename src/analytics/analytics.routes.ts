import { z } from "zod";
import { type App, requireTenant } from "../http/index.ts";
import {
  CostLine,
  DetailedFigures,
  Figures,
  groups,
  HeatCell,
  IntervalQuery,
  SpanQuery,
  spanOf,
} from "./analytics.schema.ts";
import type { AnalyticsService } from "./analytics.service.ts";

const tags = ["Analytics"];
const config = { access: "tenant", needs: "calls:read", feature: "analytics" } as const;
const list = <Shape extends z.ZodType>(line: Shape) => ({
  200: z.object({ ...spanOf, data: z.array(line) }),
});
const noEmptyLines = "Intervals without calls have no line.";

/** Figures of calls. */
export function analyticsRoutes(app: App, { analytics }: { analytics: AnalyticsService }): void {
  app.get(
    "/api/v1/analytics",
    {
      config,
      schema: {
        tags,
        operationId: "getAnalytics",
        summary: "Read figures of calls by interval and by provider, agent or number",
        description: noEmptyLines,
        querystring: SpanQuery.extend({
          interval: IntervalQuery.optional(),
          group_by: z.enum(groups).optional(),
        }),
        response: list(Figures),
      },
    },
    (request) => {
      const { interval, group_by: group, ...query } = request.query;
      return analytics.lines(requireTenant(request), query, { interval, group });
    },
  );
  app.get(
    "/api/v1/analytics/summary",
    {
      config,
      schema: {
        tags,
        operationId: "getAnalyticsSummary",
        summary: "Read what the figures of a time add up to, and what they are made of",
        querystring: SpanQuery,
        response: { 200: z.object({ ...spanOf, figures: DetailedFigures }) },
      },
    },
    (request) => analytics.summary(requireTenant(request), request.query),
  );
  app.get(
    "/api/v1/analytics/timeseries",
    {
      config,
      schema: {
        tags,
        operationId: "getAnalyticsTimeseries",
        summary: "Read figures of calls hour by hour, day by day, week by week or month by month",
        description: noEmptyLines,
        querystring: SpanQuery.extend({ group_by: IntervalQuery.default("day") }),
        response: list(Figures),
      },
    },
    (request) => {
      const { group_by: interval, ...query } = request.query;
      return analytics.lines(requireTenant(request), query, { interval });
    },
  );
  app.get(
    "/api/v1/analytics/providers",
    {
      config,
      schema: {
        tags,
        operationId: "compareProviders",
        summary: "Compare providers by the same definitions",
        querystring: SpanQuery,
        response: list(DetailedFigures),
      },
    },
    (request) => analytics.providers(requireTenant(request), request.query),
  );
  app.get(
    "/api/v1/analytics/costs",
    {
      config,
      schema: {
        tags,
        operationId: "getAnalyticsCosts",
        summary: "Read what calls cost, by provider and component",
        description: noEmptyLines,
        querystring: SpanQuery.extend({ group_by: IntervalQuery.optional() }),
        response: list(CostLine),
      },
    },
    (request) => {
      const { group_by: interval, ...query } = request.query;
      return analytics.costs(requireTenant(request), query, interval);
    },
  );
  app.get(
    "/api/v1/analytics/heatmap",
    {
      config,
      schema: {
        tags,
        operationId: "getAnalyticsHeatmap",
        summary: "Read when calls come: by weekday and hour",
        querystring: SpanQuery,
        response: list(HeatCell),
      },
    },
    (request) => analytics.heatmap(requireTenant(request), request.query),
  );
}
