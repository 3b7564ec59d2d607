import { z } from "zod";
import { dialledForms } from "../lib/phone.ts";
import { ProblemError } from "../lib/problems.ts";

const instant = z.string().meta({ format: "date-time" });
export const tagsMax = 50;
export const numbersMax = 20;
const fieldsMax = 50;
const customCharactersMax = 10_000;

/** One line of text, without the blanks around it. */
const line = (charactersMax: number) => z.string().trim().max(charactersMax);

/** Tags are compared in lower case, so that "VIP" and "vip" are one. */
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(50)
  // A comma or semicolon parts tags where they are written in one line.
  .regex(/^[^,;\p{Cc}]+$/u, "must not hold commas, semicolons or control characters");

/** PostgreSQL's jsonb refuses the rest. */
function isStorable(value: unknown): boolean {
  return typeof value !== "string" || !/[\0\ud800-\udfff]/u.test(value);
}

/** What a tenant wants to know of its contacts beyond what we ask. */
const Custom = z
  .record(
    z.string().trim().min(1).max(64),
    z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]),
  )
  .refine(
    (fields) => Object.entries(fields).flat().every(isStorable),
    "must not hold NUL or half a character",
  )
  .refine((fields) => Object.keys(fields).length <= fieldsMax, `at most ${fieldsMax} fields`)
  .refine(
    (fields) => JSON.stringify(fields).length <= customCharactersMax,
    `at most ${customCharactersMax} characters in all`,
  );

const Email = z.union([z.literal(""), z.email().max(254)]);
const Language = z.union([
  z.literal(""),
  z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as en-US"),
]);

/** What can be written down about a contact; what is left out stays. */
export const ContactChange = z.object({
  name: line(200).optional(),
  email: Email.optional(),
  company: line(200).optional(),
  language: Language.optional().describe("A language tag, such as `en-US`."),
  custom: Custom.optional().describe("Replaces all fields of your own."),
  tags: z.array(Tag).max(tagsMax).optional().describe("Replaces all tags."),
  do_not_call: z.boolean().optional(),
  do_not_call_reason: line(500).optional(),
});
export type ContactChange = z.infer<typeof ContactChange>;

export const NewContact = ContactChange.extend({
  numbers: z.array(z.string().max(40)).min(1).max(numbersMax),
});

export const ContactFilters = z.object({
  q: z.string().trim().max(200).optional().describe("Part of a number, name, company or e-mail."),
  tag: Tag.optional(),
  do_not_call: z.stringbool().optional(),
});
export type ContactFilters = z.infer<typeof ContactFilters>;

export const Contact = z
  .object({
    id: z.string(),
    numbers: z.array(z.string()),
    name: z.string(),
    email: z.string(),
    company: z.string(),
    language: z.string(),
    custom: z.record(z.string(), z.unknown()),
    tags: z.array(z.string()),
    do_not_call: z.boolean(),
    do_not_call_reason: z.string(),
    call_count: z.number().int(),
    first_call_at: instant.nullable(),
    last_call_at: instant.nullable(),
    open_follow_ups: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "Contact" });
export type Contact = z.infer<typeof Contact>;

/** @throws ProblemError for what is no number. */
export function readNumber(text: string): string {
  const number = asNumber(text);
  if (number !== null) return number;
  throw new ProblemError("invalid-request", "Write the number with its country: +12125550147.");
}

/** The number in E.164, or null. */
function asNumber(text: string): string | null {
  return dialledForms(text)[0] ?? null;
}
