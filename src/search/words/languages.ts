import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stopwords as dutchStops } from "@orama/stopwords/dutch";
import { stopwords as englishStops } from "@orama/stopwords/english";
import { stopwords as frenchStops } from "@orama/stopwords/french";
import { stopwords as germanStops } from "@orama/stopwords/german";
import { stopwords as italianStops } from "@orama/stopwords/italian";
import { stopwords as portugueseStops } from "@orama/stopwords/portuguese";
import { stopwords as spanishStops } from "@orama/stopwords/spanish";
import { fillers } from "./fillers.ts";
import { fold } from "./fold.ts";
import { type Language, languages } from "./language.ts";

/** What a language needs to make words of text. */
export interface LanguageRules {
  /** Words that say nothing about a subject, folded. */
  isStop: (word: string) => boolean;
  /** The stem of a folded word. */
  stem: (word: string) => string;
  /** Whether words are shortened in front of an apostrophe (`l'heure`), not behind it (`guest's`). */
  elides: boolean;
}

type Rewrite = readonly [ending: RegExp, becomes: string];

/**
 * Stemmers know endings with their accents, transcripts often lack them: what a folded ending must have been is put back, so that a word has one stem however it is spelt.
 */
const before: Partial<Record<Language, readonly Rewrite[]>> = {
  de: [
    [/ae/g, "a"],
    [/oe/g, "o"],
    [/(?<![aeiouq])ue/g, "u"],
  ],
  fr: [[/ees?$/, "ée"]],
  es: [
    [/cion$/, "ción"],
    [/sion$/, "sión"],
  ],
  pt: [
    [/cao$/, "ção"],
    [/coes$/, "ções"],
    [/sao$/, "são"],
    [/soes$/, "sões"],
  ],
};

/** Forms of one word that the stemmer leaves apart. */
const after: Partial<Record<Language, readonly Rewrite[]>> = {
  de: [[/(?<=.{3})i(?:er)?$/, ""]],
  nl: [
    [/z$/, "s"],
    [/v$/, "f"],
  ],
};

const made: Record<Language, [stem: (word: string) => string, stops: readonly string[]]> = {
  en: [english, englishStops],
  de: [german, germanStops],
  fr: [french, frenchStops],
  es: [spanish, spanishStops],
  it: [italian, italianStops],
  pt: [portuguese, portugueseStops],
  nl: [dutch, dutchStops],
};

/** On the lists of stop words, or there once the apostrophe is gone, yet asked about. */
const matters = new Set(
  "id ill hell shell wed shed horas hora dos tres cuatro cinco seis siete ocho tarde temprano trabajo trabajar empleo valor tiempo nuevo nueva".split(
    " ",
  ),
);

function rulesFor(language: Language): LanguageRules {
  const [stemmer, stops] = made[language];
  const stopped = new Set<string>();
  for (const word of [...stops, ...fillers[language]]) {
    const folded = fold(word);
    const bare = folded.replaceAll("'", "");
    if (!matters.has(bare)) stopped.add(folded).add(bare);
    else if (folded !== bare) stopped.add(folded);
  }
  const rewrite = (word: string, rules: readonly Rewrite[] = []) =>
    rules.reduce((text, [ending, becomes]) => text.replace(ending, becomes), word);
  return {
    isStop: (word) => stopped.has(word),
    stem: (word) =>
      fold(rewrite(stemmer(rewrite(word, before[language])), after[language])) || word,
    elides: language === "fr" || language === "it",
  };
}

const ready = new Map<string, LanguageRules>(
  languages.map((language) => [language, rulesFor(language)]),
);
const plain: LanguageRules = { isStop: () => false, stem: (word) => word, elides: false };

/** The rules of a language, by its code with or without a region (`de-AT`). */
export function rulesOf(language: string): LanguageRules {
  const [code = ""] = language.toLowerCase().split(/[-_]/);
  return ready.get(code) ?? plain;
}
