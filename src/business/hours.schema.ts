import { z } from "zod";
import { CalendarDate, DaySpan, instant, line, WeeklySpan } from "./fields.ts";
import { services } from "./hours.ts";

const Service = z.enum(services);
const When = z.iso.datetime({ offset: true });

/** When a location is open, as it is written and shown. */
export const HoursDocument = z
  .object({
    weekly: z
      .partialRecord(Service, z.array(WeeklySpan).max(70))
      .describe(
        "By service. A service that is left out is one of which nothing is known; an empty list is never open.",
      ),
    exceptions: z
      .array(
        z.object({
          first_date: CalendarDate,
          last_date: CalendarDate,
          services: z
            .array(Service)
            .min(1)
            .nullable()
            .default(null)
            .describe("Null: all. One for a service goes before one for all."),
          spans: z.array(DaySpan).max(10).describe("None: closed."),
          name: line(200).default(""),
        }),
      )
      .max(400)
      .default([]),
    closing: z
      .object({
        from: When.nullable().default(null),
        until: When.nullable().default(null).describe("Null: until further notice."),
        message: line(500).default(""),
      })
      .nullable()
      .default(null)
      .describe("The location is closed as a whole for a while."),
  })
  .meta({ id: "Hours" });

export const ShownHours = HoursDocument.extend({
  version: z.number().int().describe("The ETag holds it too; 0 before hours are given."),
  updated_at: instant.nullable(),
}).meta({ id: "ShownHours" });
export type ShownHours = z.infer<typeof ShownHours>;

export const HoursQuestion = z.object({
  service: Service.default("general"),
  at: When.optional().describe("Left out, now."),
  language: z.string().max(35).optional().describe("Left out, the location's."),
});

export const HoursAnswer = z
  .object({
    state: z.enum(["open", "closed", "unknown"]),
    service: Service,
    local_time: z.string().describe("What a clock at the location shows, `2026-11-25T14:05`."),
    time_zone: z.string(),
    changes_at: instant.nullable().describe("When it opens or closes next; null when it does not."),
    closing_message: z.string().nullable(),
    exception: z.string().nullable().describe("The name of the exception that holds today."),
    upcoming_closures: z.array(
      z.object({ first_date: z.string(), last_date: z.string(), name: z.string() }),
    ),
    text: z.string().describe("Whether it is open, to be spoken."),
    today: z.string().describe("The hours of today, to be spoken."),
    next_change: z.string().describe("`changes_at`, to be spoken; empty when it does not change."),
    week: z.string().describe("The hours of a week, to be spoken."),
  })
  .meta({ id: "HoursAnswer" });
export type HoursAnswer = z.infer<typeof HoursAnswer>;
