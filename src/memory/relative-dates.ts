const dayMs = 86_400_000;

/** A stretch of time as it is written out: a day, a month, or a year. */
type Span = { unit: "day" | "month" | "year"; at: Date };

interface Phrase {
  pattern: RegExp;
  span: (found: RegExpMatchArray, at: Date) => Span | undefined;
}

const dayFrom = (at: Date, days: number): Span => ({
  unit: "day",
  at: new Date(at.getTime() + days * dayMs),
});
const monthFrom = (at: Date, months: number): Span => ({
  unit: "month",
  at: new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)),
});
const yearFrom = (at: Date, years: number): Span => ({
  unit: "year",
  at: new Date(Date.UTC(at.getUTCFullYear() + years, 0, 1)),
});

/** The weekday after, or before, a day; never the day itself. */
function weekdayFrom(at: Date, weekday: number, isNext: boolean): Span {
  const ahead = (weekday - at.getUTCDay() + 7) % 7;
  return dayFrom(at, isNext ? ahead || 7 : ahead - 7);
}

interface Words {
  days: ReadonlyArray<readonly [pattern: RegExp, days: number]>;
  weekdays: readonly string[];
  next: string;
  last: string;
  /** The ending of "next" and "last" before what they go with. */
  ending: string;
  units: { month: string; year: string };
  ago: (unit: string) => RegExp;
  agoUnits: { day: string; week: string; month: string; year: string };
  numbers: readonly string[];
}

const wordsOfLanguage: Readonly<Record<string, Words>> = {
  en: {
    days: [
      [/\bday before yesterday\b/i, -2],
      [/(?<!day before )\b(?:yesterday|last night)\b/i, -1],
      [/\bday after tomorrow\b/i, 2],
      [/(?<!day after )\btomorrow\b/i, 1],
    ],
    weekdays: ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"],
    ...{ next: "next", last: "last", ending: "" },
    units: { month: "month", year: "year" },
    ago: (unit) => new RegExp(String.raw`\b(\d{1,3}|\p{L}+) (?:${unit}) ago\b`, "iu"),
    agoUnits: { day: "days?", week: "weeks?", month: "months?", year: "years?" },
    numbers: ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
  },
  de: {
    days: [
      [/\bvorgestern\b/i, -2],
      [/\bgestern\b/i, -1],
      [/(?<!\p{L})übermorgen\b/iu, 2],
      // "Guten Morgen", "am Morgen" and "heute Morgen" are a time of the day; the noun is written large.
      [/\bmorgen\b/, 1],
    ],
    weekdays: ["sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag"],
    next: "nächst|naechst|kommend",
    last: "letzt|vergangen|vorig",
    ending: "(?:e[nrsm]?)",
    units: { month: "monat", year: "jahr" },
    ago: (unit) => new RegExp(String.raw`\bvor (\d{1,3}|\p{L}+) (?:${unit})\b`, "iu"),
    agoUnits: { day: "tag(?:en)?", week: "wochen?", month: "monat(?:en)?", year: "jahr(?:en)?" },
    numbers: ["einem", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
  },
};

function phrasesOf(words: Words): Phrase[] {
  const { next, last, ending } = words;
  const directed = (what: string) =>
    new RegExp(String.raw`(?<!\p{L})(?:(${next})|(?:${last}))${ending} (${what})(?!\p{L})`, "iu");
  const countOf = (text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    if (/^\d+$/.test(text)) return Number(text);
    const place = words.numbers.indexOf(text.toLowerCase());
    return place < 0 ? undefined : Math.max(1, place);
  };
  const ago = (unit: string, span: (at: Date, count: number) => Span): Phrase => ({
    pattern: words.ago(unit),
    span: ([, text], at) => {
      const count = countOf(text);
      return count === undefined ? undefined : span(at, count);
    },
  });
  return [
    ...words.days.map(([pattern, days]) => ({
      pattern,
      span: (_found: RegExpMatchArray, at: Date) => dayFrom(at, days),
    })),
    {
      pattern: directed(words.weekdays.join("|")),
      span: ([, isNext, name = ""], at) =>
        weekdayFrom(at, words.weekdays.indexOf(name.toLowerCase()), isNext !== undefined),
    },
    {
      pattern: directed(words.units.month),
      span: ([, isNext], at) => monthFrom(at, isNext === undefined ? -1 : 1),
    },
    {
      pattern: directed(words.units.year),
      span: ([, isNext], at) => yearFrom(at, isNext === undefined ? -1 : 1),
    },
    ago(words.agoUnits.day, (at, count) => dayFrom(at, -count)),
    ago(words.agoUnits.week, (at, count) => dayFrom(at, -7 * count)),
    ago(words.agoUnits.month, (at, count) => monthFrom(at, -count)),
    ago(words.agoUnits.year, (at, count) => yearFrom(at, -count)),
  ];
}

const phrases = new Map(
  Object.entries(wordsOfLanguage).map(([language, words]) => [language, phrasesOf(words)]),
);

/**
 * The dates that "tomorrow" or "last Tuesday" meant when they were said, written out, so that they are found by the date. English and German; other languages have none.
 */
export function datesMeant(text: string, at: Date, language: string): string[] {
  return (phrases.get(language) ?? []).flatMap(({ pattern, span }) => {
    const found = pattern.exec(text);
    const meant = found === null ? undefined : span(found, at);
    return meant === undefined ? [] : [writtenOut(meant, language)];
  });
}

/** A date as words of a language: "8 May 2023". */
export function writtenOut({ unit, at }: Span, language: string): string {
  const year = String(at.getUTCFullYear());
  if (unit === "year") return year;
  const month = monthName(at, language);
  return unit === "month" ? `${month} ${year}` : `${at.getUTCDate()} ${month} ${year}`;
}

const monthNames = new Map<string, Intl.DateTimeFormat>();

function monthName(at: Date, language: string): string {
  let format = monthNames.get(language);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
    monthNames.set(language, format);
  }
  return format.format(at);
}
