const emailAddress = /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Four digits in a row or five however they are set apart: telephone, card and account numbers, but hardly a price. */
const longNumber = /\+?\d(?:[\s().\-/]{0,2}\d){4,}|\d{4}/g;

/**
 * Takes e-mail addresses and long numbers out of a text.
 *
 * Names, and numbers that are spelled out, cannot be told from other words: they stay, and whoever shares is told so.
 */
export function maskPersonal(text: string): string {
  return text.replace(emailAddress, "[e-mail]").replace(longNumber, "[number]");
}

/** A number or identity of which nothing but its last two digits is told. */
export function maskNumber(number: string | null): string | null {
  return number === null ? null : `••• ${/\d\d$/.exec(number)?.[0] ?? ""}`.trim();
}
