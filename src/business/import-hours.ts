import { z } from "zod";
import type { RequestAccess } from "../http/index.ts";
import type { Trx } from "../store/index.ts";
import { faultsOf } from "./check-hours.ts";
import { CalendarDate, line } from "./fields.ts";
import { HoursDocument } from "./hours.schema.ts";
import { writeHours } from "./hours.service.ts";
import { findHours } from "./hours.store.ts";
import { type Hours, services } from "./hours.ts";
import type { ImportLine } from "./import.schema.ts";
import { differences } from "./import-entries.ts";
import type { ImportFile } from "./import-rows.ts";
import { type Columns, readTable, unusable } from "./import-table.ts";
import type { LocationRow } from "./location.store.ts";
import { readClock, readDays } from "./read-weekly.ts";

const columns: Columns = {
  kinds: {
    ...{ service: "text", days: "text", first_date: "text", last_date: "text" },
    ...{ name: "text", opens: "text", closes: "text" },
  },
  aliases: { day: "days", date: "first_date", from: "opens", until: "closes" },
  needed: ["opens", "closes"],
};

const clock = z.string().transform((text, context) => {
  const at = readClock(text);
  if (at !== null) return at;
  context.addIssue(`"${text}" is no time such as 09:00`);
  return z.NEVER;
});

const HoursLine = z
  .strictObject({
    service: z.enum(services).optional(),
    days: z
      .string()
      .transform((text, context) => {
        const dows = readDays(text);
        if (dows !== null) return dows;
        context.addIssue(`"${text}" names no days; write Mon, Mon-Fri, Sat,Sun or daily`);
        return z.NEVER;
      })
      .optional(),
    first_date: CalendarDate.optional(),
    last_date: CalendarDate.optional(),
    name: line(200).optional(),
    opens: clock.optional(),
    closes: clock.optional(),
  })
  .refine(({ days, first_date }) => (days === undefined) !== (first_date === undefined), {
    error: "give either days of the week or a first_date",
  })
  .refine(({ opens, closes }) => (opens === undefined) === (closes === undefined), {
    error: "give both opens and closes, or neither for closed",
  });
type HoursLine = z.output<typeof HoursLine>;

/** The parts of hours that a file gives; what it does not give stays. */
type GivenHours = Partial<Hours>;

/** Takes hours out of a file: of each service that it names the whole week, and all exceptions where it has any. */
export async function importHours(
  trx: Trx,
  { scope }: RequestAccess,
  { location, file, at }: { location: LocationRow; file: ImportFile; at: Date },
): Promise<ImportLine[]> {
  const read = "csv" in file ? readCsvHours(file.csv) : readJsonHours(file.json);
  if ("failed" in read) return read.failed;
  const stored = await findHours(trx, scope, location.id);
  const before = HoursDocument.parse(stored?.hours ?? { weekly: {} });
  const { given } = read;
  const hours: Hours = {
    weekly: { ...before.weekly, ...given.weekly },
    exceptions: given.exceptions ?? before.exceptions,
    closing: given.closing === undefined ? before.closing : given.closing,
  };
  const faults = faultsOf(hours).map(({ path, message }) => failed(read.lineOf(path), message));
  if (faults.length > 0) return faults;
  const changes = differences(
    { ...before.weekly, exceptions: before.exceptions, closing: before.closing },
    { ...hours.weekly, exceptions: hours.exceptions, closing: hours.closing },
  );
  const whole = { line: 1, name: "hours", id: location.id, error: null };
  if (changes.length === 0) return [{ ...whole, outcome: "unchanged", changes }];
  const version = (stored?.version ?? 0) + 1;
  await writeHours(trx, scope, { locationId: location.id, hours, version, at });
  return [{ ...whole, outcome: version === 1 ? "created" : "updated", changes }];
}

type Read = { failed: ImportLine[] } | { given: GivenHours; lineOf: (path: string) => number };

function readJsonHours(value: unknown): Read {
  const Given = HoursDocument.partial();
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw unusable("The file holds no hours: an object with weekly, exceptions or closing.");
  }
  const parsed = Given.safeParse(value);
  if (!parsed.success) {
    return {
      failed: parsed.error.issues.map(({ path, message }) =>
        failed(1, `${path.join(".")}: ${message}`),
      ),
    };
  }
  // A default fills in what was not given.
  const given = Object.fromEntries(
    Object.entries(parsed.data).filter(([member]) => member in value),
  );
  return { given, lineOf: () => 1 };
}

function readCsvHours(text: string): Read {
  const lines = readTable(text, columns).map((row) => ({
    line: row.line,
    read: HoursLine.safeParse(row.value),
  }));
  const wrong = lines.flatMap(({ line: at, read }) =>
    read.success
      ? []
      : read.error.issues
          .slice(0, 1)
          .map(({ path, message }) => failed(at, [...path, message].join(": "))),
  );
  if (wrong.length > 0) return { failed: wrong };
  return gather(
    lines.flatMap(({ line: at, read }) => (read.success ? [{ at, ...read.data }] : [])),
  );
}

/** Lines as one document. Lines of the same days are one exception with several spans. */
function gather(lines: ReadonlyArray<HoursLine & { at: number }>): Read {
  const lineOf = new Map<string, number>();
  const weekly: NonNullable<GivenHours["weekly"]> = {};
  const exceptions = new Map<string, Hours["exceptions"][number]>();
  for (const {
    at,
    service,
    days,
    first_date: first = "",
    last_date: last = first,
    ...one
  } of lines) {
    const span =
      one.opens === undefined || one.closes === undefined
        ? []
        : [{ start_min: one.opens, end_min: one.closes }];
    if (days !== undefined) {
      const spans = weekly[service ?? "general"] ?? [];
      for (const dow of days) {
        for (const times of span) {
          lineOf.set(`weekly.${service ?? "general"}.${spans.length}`, at);
          spans.push({ dow, ...times });
        }
      }
      weekly[service ?? "general"] = spans;
      continue;
    }
    const key = `${first} ${last} ${service ?? ""}`;
    const exception = exceptions.get(key) ?? {
      ...{ first_date: first, last_date: last, services: service ? [service] : null },
      ...{ name: one.name ?? "", spans: [] },
    };
    exception.spans.push(...span);
    exceptions.set(key, exception);
    const number = [...exceptions.keys()].indexOf(key);
    lineOf.set(`exceptions.${number}`, at);
  }
  const all = [...exceptions.values()];
  return {
    given: { weekly, ...(all.length === 0 ? {} : { exceptions: all }) },
    lineOf: (path) => lineOf.get(path) ?? lineOf.get(path.split(".").slice(0, 2).join(".")) ?? 1,
  };
}

function failed(at: number, error: string): ImportLine {
  return { line: at, outcome: "failed", name: "", id: null, changes: [], error };
}
