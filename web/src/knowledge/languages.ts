import { locale } from "../lib/language.ts";
import { t } from "../lib/text.ts";
/** The languages whose words are reduced to their stems, by code. Others are searched by their words as they are. */
export const languages: Record<string, string> = {
  en: t("English"),
  de: t("German"),
  fr: t("French"),
  es: t("Spanish"),
  it: t("Italian"),
  pt: t("Portuguese"),
  nl: t("Dutch"),
};

const names = new Intl.DisplayNames(locale, { type: "language" });

/** What a language is called; its code where nobody knows. */
export function languageName(code: string): string {
  if (languages[code] !== undefined) return languages[code];
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
