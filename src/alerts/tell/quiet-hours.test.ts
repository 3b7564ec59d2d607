import { expect, test } from "vitest";
import type { AlertSettings } from "../settings/settings.store.ts";
import { quietUntil } from "./quiet-hours.ts";

const night = { from: "22:00", until: "07:00" };
const settings = (timeZone: string, quietHours: AlertSettings["quietHours"]): AlertSettings => ({
  ...{ timeZone, quietHours, emails: null, escalationEmails: [] },
});
const until = (timeZone: string, at: string, quietHours = night) =>
  quietUntil(settings(timeZone, quietHours), "P2", new Date(at))?.toISOString() ?? null;

test("messages wait for the end of the night, on the clock of the zone", () => {
  expect(until("UTC", "2026-03-02T21:59:59Z")).toBeNull();
  expect(until("UTC", "2026-03-02T22:00:00Z")).toBe("2026-03-03T07:00:00.000Z");
  expect(until("UTC", "2026-03-03T06:59:30Z")).toBe("2026-03-03T07:00:00.000Z");
  expect(until("UTC", "2026-03-03T07:00:00Z")).toBeNull();
  expect(until("Pacific/Kiritimati", "2026-03-02T09:00:00Z")).toBe("2026-03-02T17:00:00.000Z");
  expect(until("UTC", "2026-03-02T13:00:00Z", { from: "12:30", until: "13:30" })).toBe(
    "2026-03-02T13:30:00.000Z",
  );
});

test("a night in which the clock is put forward or back ends by the clock", () => {
  expect(until("Europe/Berlin", "2026-03-28T22:00:00Z")).toBe("2026-03-29T05:00:00.000Z");
  expect(until("Europe/Berlin", "2026-10-24T21:00:00Z")).toBe("2026-10-25T06:00:00.000Z");
});

test("the most urgent never waits, and without quiet hours nothing does", () => {
  const at = new Date("2026-03-02T23:00:00Z");
  expect(quietUntil(settings("UTC", night), "P1", at)).toBeNull();
  expect(quietUntil(settings("UTC", null), "P4", at)).toBeNull();
});
