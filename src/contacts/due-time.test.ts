import fc from "fast-check";
import { expect, test } from "vitest";
import { DueTime, instantOf, TimeZone } from "./due-time.ts";

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];

function wallClock(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return format.format(at).replace(" ", "T");
}

test("a time without offset is what a clock of the zone shows", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
      fc.constantFrom(...zones),
      (given, zone) => {
        const shown = wallClock(given, zone);
        expect(wallClock(instantOf(shown, zone) ?? new Date(0), zone)).toBe(shown);
      },
    ),
  );
});

test("a time that clocks skip is as much later as they are, and one they show twice is the first", () => {
  const at = (text: string) => instantOf(text, "America/New_York")?.toISOString();
  expect(at("2026-03-08T02:30")).toBe("2026-03-08T07:30:00.000Z");
  expect(at("2026-11-01T01:30")).toBe("2026-11-01T05:30:00.000Z");
  expect(at("2026-07-01T09:00:30")).toBe("2026-07-01T13:00:30.000Z");
  expect(at("2026-07-01T09:00:00+02:00")).toBe("2026-07-01T07:00:00.000Z");
});

test("what is no time or no zone is refused", () => {
  for (const text of [
    "",
    "tomorrow",
    "2026-02-30T10:00Z",
    "2026-02-30T10:00",
    "2026-13-01T10:00",
    "9999-01-01T00:00",
  ]) {
    expect([text, DueTime.safeParse(text).success]).toEqual([text, false]);
  }
  for (const name of ["", "+01:00", "Mars/Base", "Europe/Berlin\u0000"]) {
    expect([name, TimeZone.safeParse(name).success]).toEqual([name, false]);
  }
});
