import { expect, test } from "vitest";
import { datesMeant } from "./relative-dates.ts";

// A Monday.
const at = new Date("2023-05-08T15:00:00Z");

test("what a relative date meant when it was said is written out", () => {
  const english = (text: string) => datesMeant(text, at, "en");
  expect(english("I went yesterday and go again tomorrow.")).toEqual(["7 May 2023", "9 May 2023"]);
  expect(english("The day after tomorrow")).toEqual(["10 May 2023"]);
  expect(english("next Tuesday, not last Monday")).toEqual(["9 May 2023"]);
  expect(english("Last Monday!")).toEqual(["1 May 2023"]);
  expect(english("last month, two weeks ago")).toEqual(["April 2023", "24 April 2023"]);
  expect(english("next year or 3 years ago")).toEqual(["2024", "2020"]);
  expect(english("some weeks ago, or on Tuesday")).toEqual([]);
  const german = (text: string) => datesMeant(text, at, "de");
  expect(german("Gestern war zu, übermorgen geht es")).toEqual(["7 Mai 2023", "10 Mai 2023"]);
  expect(german("Guten Morgen, geht es morgen?")).toEqual(["9 Mai 2023"]);
  expect(german("nächsten Dienstag")).toEqual(["9 Mai 2023"]);
  expect(german("Letzten Monat, vor drei Tagen")).toEqual(["April 2023", "5 Mai 2023"]);
  expect(datesMeant("demain, tomorrow", at, "fr")).toEqual([]);
});
