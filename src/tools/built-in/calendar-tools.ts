import { z } from "zod";
import { speakInstant, speakList, spokenLocale } from "../../business/index.ts";
import { instantOf } from "../../contacts/index.ts";
import { dialledForms } from "../../lib/phone.ts";
import type { BuiltInTool, ToolUse } from "../tool.ts";
import { type CalendarNeeds, openCalendar } from "./calendar-service.ts";
import { callerNumber } from "./caller.ts";
import { defineBuiltIn } from "./define.ts";
import {
  type FoundPlace,
  findPlace,
  isPlace,
  LocationArgument,
  LocationSetting,
  type Places,
} from "./find-place.ts";
import { wordsIn } from "./words.ts";

type Needs = CalendarNeeds & { places: Places };

const CalendarUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .describe("Your calendar service; what it is asked stands in docs/agents.md.");
/** More times are not remembered by anybody. */
const spokenMax = 6;

/** What is free on a day or the days after it. */
export function calendarTimes(needs: Needs): BuiltInTool {
  return defineBuiltIn({
    id: "calendar_times",
    title: "Free times",
    description: "Tells which times can be booked. Use it before offering any time to the caller.",
    arguments: z.object({
      day: z.iso.date().describe("The first day, such as 2026-11-27."),
      days: z.number().int().min(1).max(14).default(1).describe("How many days from then on."),
      location: LocationArgument,
    }),
    settings: z.strictObject({ url: CalendarUrl, location_id: LocationSetting }),
    hasEffect: false,
    asksServer: true,
    async run(use, { day, days, location }, { url, location_id: set }, signal) {
      const place = await findPlace(needs.places, use, { named: location, set });
      if (!isPlace(place)) return place;
      const words = wordsIn(place.spoken);
      const midnight = instantOf(`${day}T00:00`, place.timeZone);
      if (midnight === null) return { text: words.notATime };
      const from = Math.max(midnight.getTime(), use.askedAt);
      const until = instantOf(`${dayAfter(day, days)}T00:00`, place.timeZone)?.getTime() ?? from;
      if (until <= from) return { text: words.noneFree };
      const calendar = openCalendar(needs, use, url, signal);
      const free = await calendar.times(toIso(from), toIso(until), place.id);
      return { text: speakTimes(free, use, place) };
    },
  });
}

/** Books a time. */
export function calendarBook(needs: Needs): BuiltInTool {
  return defineBuiltIn({
    id: "calendar_book",
    title: "Book a time",
    description:
      "Books a time in the calendar. Repeat day, time and name to the caller and let them agree before you use it; say that it is booked only after this succeeded.",
    arguments: z.object({
      at: z
        .string()
        .max(40)
        .describe("Day and time on a clock at the location, such as 2026-11-27T19:00."),
      name: z.string().max(200).describe("For whom."),
      phone: z
        .string()
        .max(50)
        .optional()
        .describe("Where to reach them, if not the number that the call comes from."),
      notes: z.string().max(1_000).default("").describe("What else matters: guests, wishes."),
      location: LocationArgument,
    }),
    settings: z.strictObject({
      url: CalendarUrl,
      location_id: LocationSetting,
      duration_min: z.number().int().min(5).max(1_440).default(60).describe("Of a booking."),
    }),
    hasEffect: true,
    asksServer: true,
    async run(use, given, { url, location_id: set, duration_min: minutes }, signal) {
      const place = await findPlace(needs.places, use, { named: given.location, set });
      if (!isPlace(place)) return place;
      const words = wordsIn(place.spoken);
      const at = instantOf(given.at, place.timeZone)?.getTime();
      if (at === undefined) return { text: words.notATime };
      if (at < use.askedAt) return { text: words.notBooked };
      const booking = await openCalendar(needs, use, url, signal).book({
        from: toIso(at),
        until: toIso(at + minutes * 60_000),
        name: given.name,
        phone: dialledForms(given.phone)[0] ?? callerNumber(use.call),
        notes: given.notes,
        location: { id: place.id, name: place.name },
      });
      if (booking.isConfirmed) {
        return { text: words.booked(speakAt(at, use, place), booking.reference) };
      }
      const others = booking.free.length === 0 ? "" : ` ${speakTimes(booking.free, use, place)}`;
      return { text: `${words.notBooked}${others}` };
    },
  });
}

function speakTimes(free: readonly number[], use: ToolUse, place: FoundPlace): string {
  const words = wordsIn(place.spoken);
  if (free.length === 0) return words.noneFree;
  const times = free.slice(0, spokenMax).map((at) => speakAt(at, use, place));
  return words.freeAt(speakList(times, spokenLocale(place.spoken), "disjunction"));
}

function speakAt(at: number, use: ToolUse, { timeZone, spoken }: FoundPlace): string {
  return speakInstant(at, { now: use.askedAt, timeZone, locale: spokenLocale(spoken) });
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function toIso(at: number): string {
  return new Date(at).toISOString();
}
