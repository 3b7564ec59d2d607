import { z } from "zod";
import { minorMax } from "./currency.ts";
import { minutesOfDay } from "./local-time.ts";

export const instant = z.string().meta({ format: "date-time" });

/** One line of text, without the blanks around it. */
export const line = (charactersMax: number) => z.string().trim().max(charactersMax);

/** A calendar day; there is no 30 February. */
export const CalendarDate = z.iso.date();

/** An amount in the smallest unit of the location's currency. */
export const Minor = z
  .number()
  .int()
  .min(0)
  .max(minorMax)
  .describe("In the smallest unit of the location's currency: 1250 is 12.50 in EUR, 1250 in JPY.");

const minute = z.number().int().min(0);

/** From one minute of a day to another. */
export const DaySpan = z
  .object({
    start_min: minute.max(minutesOfDay - 1).describe("Minutes since midnight."),
    end_min: minute
      .max(minutesOfDay)
      .describe("Minutes since midnight; one that is not after the start is on the next day."),
  })
  .meta({ id: "DaySpan" });

/** The same every week. */
export const WeeklySpan = DaySpan.extend({
  dow: z.number().int().min(1).max(7).describe("1 is Monday, 7 Sunday."),
}).meta({ id: "WeeklySpan" });

/** The name in the system that something came from. */
export const ExternalId = z.string().trim().min(1).max(200);

/** What everything has that is listed below a location. */
export const entryFields = {
  external_id: ExternalId.nullable()
    .optional()
    .describe("Its name in the system that it comes from; unique in the location."),
  position: z.number().int().min(-1_000_000).max(1_000_000).optional(),
};

/** The same, as it is shown. */
export const shownFields = {
  id: z.string(),
  external_id: z.string().nullable(),
  position: z.number().int(),
  created_at: instant,
  updated_at: instant,
};

/** The members that are given; what is left out is not there at all. */
export function given<T extends object>(
  fields: T,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
