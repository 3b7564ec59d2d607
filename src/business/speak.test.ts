import fc from "fast-check";
import { expect, test } from "vitest";
import { fromMinor, isCurrency, toMinor } from "./currency.ts";
import { type Hours, stateAt } from "./hours.ts";
import { spokenLanguages, spokenLocale } from "./phrases.ts";
import { speakMinute, speakMoney } from "./speak.ts";
import { speakState, speakWeek } from "./speak-hours.ts";

test.each([
  ["en-US", "10 PM", "10:30 PM", "12 AM"],
  ["en-GB", "22:00", "22:30", "0:00"],
  ["de", "22 Uhr", "22:30 Uhr", "0 Uhr"],
  ["fr", "22 h", "22 h 30", "0 h"],
  ["es", "22:00", "22:30", "0:00"],
  ["it", "22:00", "22:30", "0:00"],
  ["pt", "22:00", "22:30", "0:00"],
  ["nl", "22 uur", "22.30 uur", "0 uur"],
])("in %s a time is said as people there say it", (locale, full, half, midnight) => {
  const said = [1320, 1350, 1440].map((minute) => speakMinute(minute, locale));
  expect(said).toEqual([full, half, midnight]);
});

test.each([
  [1250, "USD", "en-US", "12.50 US dollars"],
  [1200, "USD", "en-US", "12 US dollars"],
  [1250, "EUR", "de", "12,50 Euro"],
  [1250, "JPY", "en-US", "1,250 Japanese yen"],
  [1250, "KWD", "en-US", "1.250 Kuwaiti dinars"],
  [100, "EUR", "fr", "1 euro"],
  [250000, "IQD", "en-US", "250 Iraqi dinars"],
])("%d of %s in %s is %s", (minor, currency, locale, said) => {
  expect(speakMoney(minor, currency, locale)).toBe(said);
});

test("an amount that is written is read again, in currencies with none, two and three decimals", () => {
  const currency = fc.constantFrom("JPY", "EUR", "KWD");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), currency, (minor, code) => {
      const text = fromMinor(minor, code);
      expect([toMinor(text, code), toMinor(text.replace(".", ","), code)]).toEqual([minor, minor]);
    }),
  );
});

test("an amount that could mean two things is none", () => {
  for (const text of ["", "-1", "1.234,50", "1,234.50", "12.505", "1e3", "NaN", "12 ", "€12"]) {
    expect([text, toMinor(text, "EUR")]).toEqual([text, text === "12 " ? 1200 : null]);
  }
  expect([toMinor("12.5", "JPY"), toMinor("12.50", "JPY"), toMinor("12.00", "JPY")]).toEqual([
    null,
    null,
    12,
  ]);
});

test("only currencies in use are known", () => {
  expect(["EUR", "JPY", "KWD"].every(isCurrency)).toBe(true);
  expect(["DEM", "eur", "XXX", "BTC", ""].some(isCurrency)).toBe(false);
});

const hours: Hours = {
  weekly: {
    general: [
      ...[1, 2, 3, 4, 5].flatMap((dow) => [
        { dow, start_min: 660, end_min: 840 },
        { dow, start_min: 1020, end_min: 1350 },
      ]),
      { dow: 6, start_min: 1020, end_min: 60 },
    ],
  },
  exceptions: [],
  closing: null,
};

test("a week is said with the same days together", () => {
  expect(speakWeek(hours, "general", "en-US")).toBe(
    "Monday to Friday: 11 AM to 2 PM and 5 PM to 10:30 PM; Saturday: 5 PM to 1 AM; Sunday: closed",
  );
  expect(speakWeek(hours, "general", "de")).toBe(
    "Montag bis Freitag: 11 Uhr bis 14 Uhr und 17 Uhr bis 22:30 Uhr; Samstag: 17 Uhr bis 1 Uhr; Sonntag: geschlossen",
  );
  expect(speakWeek(hours, "delivery", "en-US")).toBe("I do not know those opening hours.");
});

test.each([
  ["2026-11-25T18:00:00Z", "en-US", "We are open until 10:30 PM."],
  ["2026-11-25T15:00:00Z", "en-US", "We are closed now and open today at 5 PM."],
  ["2026-11-25T23:00:00Z", "de", "Wir haben gerade geschlossen und öffnen morgen um 11 Uhr."],
  ["2026-11-28T23:30:00Z", "fr", "Nous sommes ouverts jusqu'à 1 h."],
  ["2026-11-29T12:00:00Z", "nl", "We zijn nu gesloten en gaan morgen om 11 uur open."],
])("at %s in %s: %s", (when, locale, said) => {
  const listener = { now: Date.parse(when), timeZone: "UTC", locale };
  const state = stateAt({ hours, service: "general", timeZone: "UTC" }, listener.now);
  expect(speakState(state, listener)).toBe(said);
});

test("whatever the state and language, it is one line without a gap", () => {
  const states = [
    { state: "unknown" as const },
    ...(["open", "closed"] as const).flatMap((state) =>
      [null, Date.parse("2026-12-25T09:00:00Z")].map((changesAt) => ({
        ...{ state, changesAt, exception: null },
        closing: { from: null, until: null, message: "Storm" },
      })),
    ),
  ];
  for (const locale of [...spokenLanguages, spokenLocale("pt-BR"), spokenLocale("xx")]) {
    for (const state of states) {
      const said = speakState(state, { now: 0, timeZone: "UTC", locale });
      expect(said).toMatch(/^\S[^\n]{8,}[.]$/);
      expect(said).not.toMatch(/undefined|null/);
    }
  }
});
