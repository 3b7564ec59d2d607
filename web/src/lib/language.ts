/** What the dashboard speaks. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

export const languageNames: Record<Language, string> = { en: "English", de: "Deutsch" };

/** Read by `public/theme.js` before the first paint. */
const storageKey = "voicelens.language";

/** The language of the page: the person's choice, else the browser's, else English. It stays the same until the page is loaded again. */
export const language: Language = document.documentElement.lang === "de" ? "de" : "en";

/** How dates and numbers are written: as the browser does where it speaks the language too, so that a country's habits stay. */
export const locale = navigator.languages.find((tag) => speaks(tag, language)) ?? language;

/** Speaks another language from now on. The page starts anew: its words are looked up once. */
export function chooseLanguage(next: Language): void {
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage may be blocked; the browser's language stays then.
  }
  window.location.reload();
}

function speaks(tag: string, of: Language): boolean {
  return tag.toLowerCase().split("-")[0] === of;
}
