import { z } from "zod";
import { allergens, type BusinessLookups, diets, services } from "../../business/index.ts";
import { cutText } from "../../lib/text.ts";
import type { BuiltInTool } from "../tool.ts";
import { defineBuiltIn } from "./define.ts";
import {
  findPlace,
  isPlace,
  LocationArgument,
  LocationSetting,
  type Places,
} from "./find-place.ts";

interface Needs {
  lookups: BusinessLookups;
  places: Places;
}

const Settings = z.strictObject({ location_id: LocationSetting });
const descriptionMax = 300;

/** Whether it is open, until when, and the hours of a week. */
export function openingHours({ lookups, places }: Needs): BuiltInTool {
  return defineBuiltIn({
    id: "opening_hours",
    title: "Opening hours",
    description:
      "Tells whether the business is open now, when that changes, and its opening hours. Use it for every question about opening hours; never guess them.",
    arguments: z.object({
      about: z
        .enum(["now", "week"])
        .default("now")
        .describe("now: whether it is open at this moment. week: the hours of each day."),
      service: z
        .enum(services)
        .default("general")
        .describe("Which hours are asked for; general unless the caller names one."),
      location: LocationArgument,
    }),
    settings: Settings,
    hasEffect: false,
    asksServer: false,
    async run(use, { about, service, location }, { location_id: set }) {
      const place = await findPlace(places, use, { named: location, set });
      if (!isPlace(place)) return place;
      const asked = { service, language: place.spoken };
      const hours = await lookups.answerHours(use.scope, place.id, asked);
      if (about === "now" || hours.state === "unknown") return { text: hours.text };
      const closures = hours.upcoming_closures.map(
        ({ first_date: first, last_date: last, name }) =>
          `${first}${last === first ? "" : ` – ${last}`}: ${name}.`,
      );
      return { text: [hours.text, `${hours.week}.`, ...closures].join(" ") };
    },
  });
}

/** Whether it delivers to an address, and on what terms. */
export function deliveryCheck({ lookups, places }: Needs): BuiltInTool {
  return defineBuiltIn({
    id: "delivery_check",
    title: "Delivery check",
    description:
      "Tells whether the business delivers to an address, the fee and the minimum order. Ask the caller for street, number and town first.",
    arguments: z.object({
      address: z.string().max(500).optional().describe("Street, number and town."),
      lat: z.number().optional().describe("Latitude, where it is known."),
      lng: z.number().optional().describe("Longitude, where it is known."),
      location: LocationArgument,
    }),
    settings: Settings,
    hasEffect: false,
    asksServer: false,
    async run(use, { address, lat, lng, location }, { location_id: set }) {
      const found = await findPlace(places, use, { named: location, set });
      if (!isPlace(found)) return found;
      const isOnEarth =
        lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
      const delivery = await lookups.checkDelivery(use.scope, found.id, {
        place: isOnEarth ? { lat, lng } : undefined,
        address,
        language: found.spoken,
      });
      return { text: delivery.text };
    },
  });
}

/** What something costs, and what suits a diet. */
export function itemsAndPrices({ lookups, places }: Needs): BuiltInTool {
  return defineBuiltIn({
    id: "items_and_prices",
    title: "Items and prices",
    description:
      "Tells what the business sells, its prices, sizes, availability, and what suits a diet or an allergy. Use it for every question about an item or a price; never guess a price or an ingredient.",
    arguments: z.object({
      query: z
        .string()
        .max(200)
        .default("")
        .describe("The item with its size, or a category, as the caller said it; empty for all."),
      free_of: z.array(z.enum(allergens)).default([]).describe("What the caller must not eat."),
      diets: z.array(z.enum(diets)).default([]).describe("How the caller eats."),
      location: LocationArgument,
    }),
    settings: Settings,
    hasEffect: false,
    asksServer: false,
    async run(use, { location, free_of, diets: wanted, query }, { location_id: set }) {
      const place = await findPlace(places, use, { named: location, set });
      if (!isPlace(place)) return place;
      const answer = await lookups.findItems(use.scope, place.id, {
        query,
        diet: { free_of, diets: wanted },
        language: place.spoken,
      });
      const [item] = answer.items;
      const about = answer.kind === "found" ? (item?.description ?? "") : "";
      return { text: `${answer.text} ${cutText(about, descriptionMax)}`.trim() };
    },
  });
}
