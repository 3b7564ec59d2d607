import { z } from "zod";
import { isTimeZone } from "../lib/time-zone.ts";
import { instant, line } from "./fields.ts";

const LanguageTag = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as en-US");

const Place = z
  .object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) })
  .meta({ id: "Place" });

/** What can be written down about a location; what is left out stays. */
export const LocationChange = z.object({
  name: line(200).min(1).optional(),
  address: line(500).optional(),
  phone: line(40).optional(),
  place: Place.nullable()
    .optional()
    .describe("Where it is; helps to tell which of two addresses is meant."),
  time_zone: z
    .string()
    .max(60)
    .refine(isTimeZone, "must be a time zone such as Europe/Berlin")
    .optional(),
  language: LanguageTag.optional().describe("In which it answers, such as `en-US`."),
  currency: z.string().max(10).optional().describe("ISO 4217, such as `USD`."),
});
export type LocationChange = z.infer<typeof LocationChange>;

export const NewLocation = LocationChange.required({
  name: true,
  time_zone: true,
  currency: true,
}).extend({ language: LanguageTag.default("en-US") });
export type NewLocation = z.infer<typeof NewLocation>;

export const Location = z
  .object({
    id: z.string(),
    name: z.string(),
    address: z.string(),
    phone: z.string(),
    place: Place.nullable(),
    time_zone: z.string(),
    language: z.string(),
    currency: z.string(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "Location" });
export type Location = z.infer<typeof Location>;
