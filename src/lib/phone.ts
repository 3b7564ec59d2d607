/** Longer text is no number; cutting it also bounds the time the patterns below can take. */
const charactersMax = 300;

/**
 * Tidies a number or identity as providers write it (VCP §6.22).
 *
 * Numbers with a leading `+` lose their punctuation; a SIP or tel URI gives its number where the user part is one, with the display name
 * and parameters dropped; `client:` identities, extensions and words such as "anonymous" pass unchanged. Null for nothing.
 */
export function tidyPhone(value: string | null | undefined): string | null {
  const text = value?.slice(0, charactersMax).trim();
  if (!text) return null;
  const uri = /<([^>]*)>/.exec(text)?.[1] ?? text;
  const user = /^(?:sips?|tel):([^@;?]*)/i.exec(uri)?.[1];
  if (user !== undefined) return asE164(user) ?? uri.slice(0, 255);
  return asE164(text) ?? text.slice(0, 255);
}

function asE164(text: string): string | null {
  if (!text.startsWith("+")) return null;
  const digits = text.replace(/[\s().-]/g, "");
  return /^\+[1-9]\d{5,14}$/.test(digits) ? digits : null;
}
