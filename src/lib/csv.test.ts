import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvError, readCsv, withoutMark, writeCsvLine } from "./csv.ts";

const cell = fc.oneof(
  fc.string(),
  fc.string({
    unit: fc.constantFrom('"', ",", ";", "\r", "\n", "'", "=", "+", "-", "@", "\t", "a"),
  }),
);

test("whatever is written is read again, and nothing that is written is a formula", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }),
      (rows) => {
        const text =
          writeCsvLine(["a", "b"]) + rows.map((row) => writeCsvLine(["x", ...row])).join("");
        const read = readCsv(text)
          .slice(1)
          .map(({ cells }) => cells);
        for (const one of read.flat()) expect(one).not.toMatch(/^[=+\-@\t\r]/);
        expect(read.map(([, ...row]) => row.map(withoutMark))).toEqual(rows);
      },
    ),
  );
});

test("any text is read or refused with the line, in time that grows with its length", () => {
  fc.assert(
    fc.property(cell, (text) => {
      try {
        for (const { line, cells } of readCsv(text)) {
          expect(line).toBeGreaterThan(0);
          expect(cells.length).toBeGreaterThan(0);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(CsvError);
        expect(String(error)).toMatch(/line \d+/);
      }
    }),
  );
});

test("what spreadsheets write is read: semicolons, a byte order mark, line breaks in cells, no last line end", () => {
  expect(readCsv('\uFEFFnumber;name\r\n+12125550101;"Ada\r\n""A"" Example"\r\n\r\nx;"y"')).toEqual([
    { line: 1, cells: ["number", "name"] },
    { line: 2, cells: ["+12125550101", 'Ada\r\n"A" Example'] },
    { line: 5, cells: ["x", "y"] },
  ]);
  expect(() => readCsv('a,b\n"c')).toThrow("line 2 has no end");
  expect(() => readCsv('a,b\n"c"d,e')).toThrow("line 2");
});
