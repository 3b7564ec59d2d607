import { z } from "zod";
import { toMinor } from "./currency.ts";
import { allergens, diets } from "./diet.ts";
import { ExternalId, entryFields, WeeklySpan } from "./fields.ts";
import { readWeekly } from "./read-weekly.ts";

/** An amount as people write it, `12.50`, in the smallest unit of the currency. A number loses no cent either: it is read as it is written. */
export const amountIn = (currency: string) =>
  z
    .union([z.string().max(30), z.number()], "must be an amount such as 12.50")
    .transform((given, context) => {
      const minor = toMinor(String(given), currency);
      if (minor !== null) return minor;
      context.addIssue(`"${given}" is no amount in ${currency}`);
      return z.NEVER;
    });

/** Times of the week: as the API has them, or as in `Mon-Fri 11:00-14:00; Sat 12:00-22:00`. */
export const weekly = z.unknown().transform((given, context) => {
  if (given === null) return null;
  if (typeof given === "string") {
    const read = readWeekly(given);
    if (!("fault" in read)) return read.spans;
    context.addIssue(read.fault);
    return z.NEVER;
  }
  const parsed = z.array(WeeklySpan).max(70).safeParse(given);
  if (parsed.success) return parsed.data;
  context.addIssue("must be times such as Mon-Fri 11:00-14:00");
  return z.NEVER;
});

/** What every row may have. */
export const rowFields = {
  external_id: ExternalId.optional().describe("Left out, the name says which one is meant."),
  position: entryFields.position,
};

const word = z.string().toLowerCase();
const Allergens = z.array(word.pipe(z.enum(allergens))).max(allergens.length);

export const dietFields = {
  contains: Allergens.optional(),
  may_contain: Allergens.optional(),
  free_of: Allergens.optional(),
  diets: z
    .array(word.pipe(z.enum(diets)))
    .max(diets.length)
    .optional(),
};
