import { cutText } from "./text.ts";

/** Longer text is no number; cutting it also bounds the time the patterns below can take. */
const charactersMax = 300;

/**
 * Tidies a number or identity as providers write it (VCP §6.22).
 *
 * Numbers with a leading `+` lose their punctuation; a SIP or tel URI gives its number where the user part is one, with the display name
 * and parameters dropped; `client:` identities, extensions and words such as "anonymous" pass unchanged. Null for nothing.
 */
export function tidyPhone(value: string | null | undefined): string | null {
  const text = cutText(value ?? "", charactersMax).trim();
  if (!text) return null;
  const uri = /<([^>]*)>/.exec(text)?.[1] ?? text;
  const user = /^(?:sips?|tel):([^@;?]*)/i.exec(uri)?.[1];
  if (user !== undefined) return asE164(user) ?? cutText(uri, 255).trimEnd();
  return asE164(text) ?? cutText(text, 255).trimEnd();
}

/**
 * The E.164 forms that a dialled number may mean, the most certain first: `+1 (212) 555-0147`, `12125550147`, `001 212 555 0147` and the national
 * `(212) 555-0147` meet in one. Empty for what is no number.
 */
export function dialledForms(value: string | null | undefined): string[] {
  const tidy = tidyPhone(value);
  if (tidy === null || /[a-z]/i.test(tidy)) return [];
  const digits = tidy.replace(/\D/g, "");
  const forms = tidy.startsWith("+")
    ? [digits]
    : [...(/^[2-9]\d{9}$/.test(digits) ? [`1${digits}`] : []), digits.replace(/^(?:00|011)/, "")];
  return forms.filter((form) => /^[1-9]\d{6,14}$/.test(form)).map((form) => `+${form}`);
}

function asE164(text: string): string | null {
  if (!text.startsWith("+")) return null;
  const digits = text.replace(/[\s().-]/g, "");
  return /^\+[1-9]\d{5,14}$/.test(digits) ? digits : null;
}
