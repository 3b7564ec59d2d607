import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultsOf } from "./check-hours.ts";
import {
  type DaySpan,
  endOf,
  type Hours,
  type HoursException,
  isOpenAt,
  nextChange,
  stateAt,
  upcomingClosures,
  type WeeklySpan,
} from "./hours.ts";
import { addDays, dowOf, instantAt, toLocal } from "./local-time.ts";

const none: Hours = { weekly: {}, exceptions: [], closing: null };
const weekly = (...general: WeeklySpan[]): Hours => ({ ...none, weekly: { general } });
const everyDay = (start_min: number, end_min: number) =>
  weekly(...[1, 2, 3, 4, 5, 6, 7].map((dow) => ({ dow, start_min, end_min })));
const at = (text: string) => Date.parse(text);
const place = (hours: Hours, timeZone = "America/New_York") =>
  ({ hours, service: "general", timeZone }) as const;
const closedOn = (date: string, given: Partial<HoursException> = {}): HoursException => ({
  first_date: date,
  last_date: date,
  services: null,
  spans: [],
  name: "",
  ...given,
});
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

test("split shifts have a break, and each end and beginning is the next change", () => {
  const lunchAndDinner = weekly(
    { dow: 3, start_min: 660, end_min: 840 },
    { dow: 3, start_min: 1020, end_min: 1320 },
  );
  const wednesday = place(lunchAndDinner, "Europe/Berlin");
  expect(stateAt(wednesday, at("2026-11-25T11:00:00Z"))).toMatchObject({
    state: "open",
    changesAt: at("2026-11-25T13:00:00Z"),
  });
  expect(stateAt(wednesday, at("2026-11-25T13:00:00Z"))).toMatchObject({
    state: "closed",
    changesAt: at("2026-11-25T16:00:00Z"),
  });
  expect(stateAt(wednesday, at("2026-11-25T21:00:00Z"))).toMatchObject({
    state: "closed",
    changesAt: at("2026-12-02T10:00:00Z"),
  });
});

test("a night that goes past midnight belongs to the day on which it began, also when the next day is closed", () => {
  const hours = { ...everyDay(1080, 120), exceptions: [closedOn("2026-12-25")] };
  const bar = place(hours, "Europe/Paris");
  expect(isOpenAt(bar, at("2026-12-25T00:59:00Z"))).toBe(true);
  expect(isOpenAt(bar, at("2026-12-25T01:00:00Z"))).toBe(false);
  expect(isOpenAt(bar, at("2026-12-25T20:00:00Z"))).toBe(false);
  expect(isOpenAt(bar, at("2026-12-26T00:30:00Z"))).toBe(false);
  expect(iso(nextChange(bar, at("2026-12-25T01:00:00Z")))).toBe("2026-12-26T17:00:00.000Z");
});

test("the night in which clocks are put forward or back ends as the clock says", () => {
  const bar = place(everyDay(1200, 180), "America/New_York");
  // 8 March 2026: 02:00 EST is 03:00 EDT, the moment at which it closes.
  expect(iso(nextChange(bar, at("2026-03-08T05:00:00Z")))).toBe("2026-03-08T07:00:00.000Z");
  // 1 November 2026: 02:00 EDT is 01:00 EST; 03:00 comes once, eight hours after 20:00.
  expect(iso(nextChange(bar, at("2026-11-01T03:00:00Z")))).toBe("2026-11-01T08:00:00.000Z");
  const early = place(everyDay(150, 600), "America/New_York");
  // 02:30 is not shown that day: it opens when the clock jumps past it.
  expect(iso(nextChange(early, at("2026-03-08T05:00:00Z")))).toBe("2026-03-08T07:00:00.000Z");
});

test("whoever asks from another zone hears what is open there", () => {
  const office = everyDay(540, 1020);
  const noonInBerlin = at("2026-11-25T11:00:00Z");
  expect(isOpenAt(place(office, "Europe/Berlin"), noonInBerlin)).toBe(true);
  expect(isOpenAt(place(office, "America/Los_Angeles"), noonInBerlin)).toBe(false);
  expect(isOpenAt(place(office, "Asia/Kolkata"), noonInBerlin)).toBe(true);
});

test("special hours replace a day's, for one service before those for all", () => {
  const hours: Hours = {
    weekly: { ...everyDay(540, 1020).weekly, kitchen: [] },
    exceptions: [
      closedOn("2026-12-24", { spans: [{ start_min: 540, end_min: 720 }] }),
      closedOn("2026-12-24", {
        services: ["kitchen"],
        spans: [{ start_min: 600, end_min: 660 }],
      }),
    ],
    closing: null,
  };
  const noon = at("2026-12-24T11:30:00Z");
  expect(isOpenAt({ hours, service: "general", timeZone: "UTC" }, noon)).toBe(true);
  expect(isOpenAt({ hours, service: "kitchen", timeZone: "UTC" }, noon)).toBe(false);
  expect(isOpenAt({ hours, service: "kitchen", timeZone: "UTC" }, at("2026-12-24T10:30:00Z"))).toBe(
    true,
  );
});

test("what is not given is unknown, never closed; what is given as none is closed", () => {
  expect(stateAt(place(none), at("2026-11-25T12:00:00Z"))).toEqual({ state: "unknown" });
  expect(stateAt(place(weekly()), at("2026-11-25T12:00:00Z"))).toMatchObject({ state: "closed" });
  const delivery = { hours: everyDay(0, 1440), service: "delivery", timeZone: "UTC" } as const;
  expect(stateAt(delivery, 0)).toEqual({ state: "unknown" });
  const shut: Hours = { ...none, closing: { from: null, until: null, message: "Renovation" } };
  expect(stateAt(place(shut), 0)).toMatchObject({ state: "closed" });
});

test("a temporary closing cuts into what is open, and opening is after it", () => {
  const closing = { from: "2026-11-25T12:00:00Z", until: "2026-11-26T08:30:00Z", message: "Storm" };
  const shop = place({ ...everyDay(480, 1200), closing }, "UTC");
  expect(stateAt(shop, at("2026-11-25T11:00:00Z"))).toMatchObject({
    state: "open",
    changesAt: at("2026-11-25T12:00:00Z"),
  });
  expect(stateAt(shop, at("2026-11-25T13:00:00Z"))).toMatchObject({
    state: "closed",
    changesAt: at("2026-11-26T08:30:00Z"),
    closing: { message: "Storm" },
  });
  const forGood = { ...everyDay(480, 1200), closing: { from: null, until: null, message: "" } };
  expect(stateAt(place(forGood), 0)).toMatchObject({ state: "closed", changesAt: null });
});

test("what is always open never changes, and a change far away is found", () => {
  expect(nextChange(place(everyDay(0, 0)), at("2026-03-08T05:00:00Z"))).toBe(null);
  expect(nextChange(place(everyDay(0, 1440)), at("2026-11-01T05:00:00Z"))).toBe(null);
  const hours = { ...everyDay(0, 1440), exceptions: [closedOn("2026-12-25")] };
  expect(iso(nextChange(place(hours, "UTC"), at("2026-02-01T00:00:00Z")))).toBe(
    "2026-12-25T00:00:00.000Z",
  );
});

test("closures that are still to come are listed in order", () => {
  const exceptions = [
    closedOn("2026-12-31"),
    closedOn("2026-12-24", { last_date: "2026-12-26" }),
    closedOn("2026-12-01", { services: ["kitchen"] }),
    closedOn("2026-12-05", { spans: [{ start_min: 0, end_min: 60 }] }),
    closedOn("2027-12-31"),
  ];
  const found = upcomingClosures({ ...none, exceptions }, "general", {
    from: "2026-12-25",
    days: 30,
  });
  expect(found.map(({ first_date }) => first_date)).toEqual(["2026-12-24", "2026-12-31"]);
});

describe("with any hours in any zone", () => {
  const zones = fc.constantFrom(
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Africa/Casablanca",
  );
  const span = fc.record({
    dow: fc.integer({ min: 1, max: 7 }),
    start_min: fc.integer({ min: 0, max: 1439 }),
    end_min: fc.integer({ min: 0, max: 1440 }),
  });
  const spans = fc.array(span, { maxLength: 10 });
  const minutes = fc
    .integer({ min: at("2009-01-01") / 60_000, max: at("2030-01-01") / 60_000 })
    .map((minute) => minute * 60_000);

  /** What a look at clock and calendar tells. */
  function looksOpen(general: readonly WeeklySpan[], when: number, timeZone: string): boolean {
    const { date, minute } = toLocal(when, timeZone);
    const holds = (day: string, shown: number) =>
      general.some(
        (one) => one.dow === dowOf(day) && one.start_min <= shown && shown < endOf(one as DaySpan),
      );
    return holds(date, minute) || holds(addDays(date, -1), minute + 1440);
  }

  test("it is open when a look at the clock says so, except in the hour that comes twice", () => {
    fc.assert(
      fc.property(spans, zones, minutes, (general, timeZone, when) => {
        const { date, minute } = toLocal(when, timeZone);
        const earlier = toLocal(when - 3 * 3_600_000, timeZone);
        const shownSince =
          (Date.parse(date) - Date.parse(earlier.date)) / 60_000 + minute - earlier.minute;
        fc.pre(shownSince >= 180 && shownSince < 1000);
        expect(isOpenAt(place(weekly(...general), timeZone), when)).toBe(
          looksOpen(general, when, timeZone),
        );
      }),
      { numRuns: 400 },
    );
  });

  test("between now and the next change nothing changes, and at the change it does", () => {
    fc.assert(
      fc.property(
        spans,
        zones,
        minutes,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (...given) => {
          const [general, timeZone, when, part] = given;
          const here = place(weekly(...general), timeZone);
          const now = isOpenAt(here, when);
          const change = nextChange(here, when);
          const [isOpenThen, isOpenMeanwhile] =
            change === null
              ? [!now, isOpenAt(here, when + 300_000_000 * part)]
              : [isOpenAt(here, change), isOpenAt(here, when + (change - when) * part)];
          expect([isOpenThen, isOpenMeanwhile]).toEqual([!now, now]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a minute that the clock shows is found again", () => {
    fc.assert(
      fc.property(zones, minutes, (timeZone, when) => {
        const { date, minute } = toLocal(when, timeZone);
        const found = instantAt(date, minute, timeZone);
        expect(found).toBeLessThanOrEqual(when);
        expect(toLocal(found, timeZone)).toEqual(toLocal(when, timeZone));
      }),
    );
  });

  test("spans are refused exactly when two of them hold at one minute of the week", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), (general) => {
        const covered = new Set<number>();
        let isDouble = false;
        for (const one of general) {
          for (let minute = one.start_min; minute < endOf(one); minute++) {
            const place = ((one.dow - 1) * 1440 + minute) % 10_080;
            if (covered.has(place)) isDouble = true;
            covered.add(place);
          }
        }
        expect(faultsOf(weekly(...general)).length > 0).toBe(isDouble);
      }),
    );
  });
});

test("what is wrong with hours is said with its place", () => {
  const faults = faultsOf({
    weekly: {
      general: [
        { dow: 7, start_min: 1200, end_min: 180 },
        { dow: 1, start_min: 120, end_min: 600 },
      ],
    },
    exceptions: [
      closedOn("2026-12-24", { last_date: "2026-12-20" }),
      closedOn("2026-12-31", {
        spans: [
          { start_min: 0, end_min: 120 },
          { start_min: 60, end_min: 180 },
        ],
      }),
      closedOn("2026-12-30", { last_date: "2027-01-02" }),
    ],
    closing: { from: "2026-12-02T00:00:00Z", until: "2026-12-01T00:00:00Z", message: "" },
  });
  expect(faults.map(({ path, code }) => [path, code])).toEqual([
    ["weekly.general.0", "spans-overlap"],
    ["exceptions.0.last_date", "dates-reversed"],
    ["exceptions.1.spans.1", "spans-overlap"],
    ["exceptions.2", "exceptions-overlap"],
    ["closing.until", "closing-reversed"],
  ]);
  expect(faults[0]?.message).toBe("Sunday 20:00-03:00 overlaps Monday 02:00-10:00.");
});
