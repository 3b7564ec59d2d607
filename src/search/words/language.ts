/** The languages whose words are reduced to stems, by ISO 639-1. Text in any other is searched by its words as they are. */
export const languages = ["en", "de", "fr", "es", "it", "pt", "nl"] as const;
export type Language = (typeof languages)[number];
