import { z } from "zod";
import { priorities } from "./default-rules.ts";
import { alertMetrics, metricNames } from "./metrics.ts";

const instant = z.string().meta({ format: "date-time" });
const weekMinutes = 7 * 24 * 60;

const fields = {
  name: z.string().trim().min(1).max(100),
  comparison: z.enum(["above", "below"]),
  value: z
    .number()
    .min(-1e12)
    .max(1e12)
    .describe("Ratios are 0 to 1. Exactly this value is no reason for an alert."),
  minimum_sample: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .describe(
      "Below so many calls, requests or events nothing is said; for silence and anomaly: how many must be usual.",
    ),
  window_minutes: z
    .number()
    .int()
    .min(1)
    .max(weekMinutes)
    .describe("How far back is looked, where something is counted."),
  duration_minutes: z
    .number()
    .int()
    .min(0)
    .max(weekMinutes)
    .describe("How long it must last before somebody is told, and be well until it is over."),
  priority: z
    .enum(priorities)
    .describe("`P1` to `P4`: what nobody takes is told again, the sooner the more urgent."),
  is_enabled: z.boolean(),
};

const metricsWords = metricNames.map((name) => `\`${name}\`: ${alertMetrics[name].title}.`);
const metric = z.enum(metricNames).describe(metricsWords.join(" "));

export const NewAlertRule = z.object({
  ...{ name: fields.name, metric, comparison: fields.comparison, value: fields.value },
  minimum_sample: fields.minimum_sample.default(0),
  window_minutes: fields.window_minutes.default(60),
  duration_minutes: fields.duration_minutes.default(5),
  priority: fields.priority.default("P3"),
  is_enabled: fields.is_enabled.default(true),
});
export type NewAlertRule = z.infer<typeof NewAlertRule>;

/** What is left out stays. A rule keeps its metric. */
export const AlertRuleChange = z.object(fields).partial();
export type AlertRuleChange = z.infer<typeof AlertRuleChange>;

export const AlertRule = z
  .object({
    id: z.string(),
    ...{ ...fields, metric },
    metric_title: z.string(),
    unit: z.enum(["ratio", "count", "usd", "seconds", "deviations"]),
    reach: z.enum(["tenant", "installation"]),
    is_default: z.boolean().describe("It comes with the product; removing it undoes its changes."),
    changed_by: z.string().nullable().describe("Null for one as it comes."),
    changed_at: instant.nullable(),
  })
  .meta({ id: "AlertRule" });
export type AlertRule = z.infer<typeof AlertRule>;
