import { tidyPhone } from "../lib/phone.ts";

/**
 * One id for one person, however it is written: a number in E.164 without its punctuation, also out of a `tel:` or `sip:` address. Any other id stays as it is.
 */
export function subjectOf(id: string): string {
  const tidy = tidyPhone(id);
  return isNumber(tidy) ? tidy : id;
}

/** Whether it is a telephone number in E.164, by which somebody can be known again. */
export function isNumber(id: string | null): id is string {
  return id !== null && /^\+[1-9]\d{5,14}$/.test(id);
}
