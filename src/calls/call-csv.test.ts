import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./call-csv.ts";

/** Reads one row as RFC 4180 says. */
function readRow(text: string): string[] {
  const cells: string[] = [];
  let rest = text;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(,|\r\n$)/.exec(rest);
    const plain = /^([^",\r\n]*)(,|\r\n$)/.exec(rest);
    const found = quoted ?? plain;
    if (found === null) throw new Error(`no row: ${rest}`);
    const [whole, cell = "", end] = found;
    cells.push(quoted === null ? cell : cell.replaceAll('""', '"'));
    if (end !== ",") return cells;
    rest = rest.slice(whole.length);
  }
}

const cell = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", " ", "1", "'"),
  }),
);

test("any row is read back cell by cell, and no cell begins as a formula does", () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
      const read = readRow(csvLine(cells));
      expect(read.map((text, place) => (text === cells[place] ? text : text.slice(1)))).toEqual(
        cells,
      );
      for (const text of read) {
        expect(/^\s*[=+\-@|%]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text)).toBe(false);
      }
    }),
  );
});

test("numbers and telephone numbers stay what they are, formulas become text, nothing is nothing", () => {
  expect(csvLine(["+12125550101", -0.5, 0, true, null, "=1+1", "@SUM(A1)", "-1+1"])).toBe(
    "+12125550101,-0.5,0,true,,'=1+1,'@SUM(A1),'-1+1\r\n",
  );
});
