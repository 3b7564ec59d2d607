/** A piece of text as pdf.js places it on a page. */
export interface PdfItem {
  str: string;
  dir: string;
  width: number;
  fontName: string;
  /** The first four turn and scale, the last two place. */
  transform: number[];
}

/** One line of a page. Cells are parts with a wide gap between them: columns of a table, or a leader of dots left out. */
export interface PdfLine {
  cells: string[];
  size: number;
  font: string;
  x: number;
  /** Where its last character ends. */
  right: number;
  y: number;
  page: number;
  /** 0 at the bottom of the page, 1 at the top. */
  height: number;
}

interface Open extends PdfLine {
  needsSpace: boolean;
  /** Characters per font: a line is of the one that most of it is in. */
  fonts: Map<string, number>;
}

/** In ems: words of justified text stand closer, columns further apart. */
const columnGap = 2;

/** Joins the items of a page to lines, in the order in which the file draws them: that keeps columns of text apart. */
export function readLines(items: readonly PdfItem[], page: number, pageHeight: number): PdfLine[] {
  const lines: Open[] = [];
  let line: Open | undefined;
  for (const item of items) {
    if (item.str.trim() === "") {
      if (line !== undefined) line.needsSpace = true;
      continue;
    }
    const [, , c = 0, d = 0, x = 0, y = 0] = item.transform;
    const size = Math.hypot(c, d) || 1;
    if (line === undefined || Math.abs(y - line.y) > Math.max(size, line.size) * 0.5) {
      const height = pageHeight > 0 ? y / pageHeight : 0.5;
      line = {
        cells: [],
        size,
        font: "",
        fonts: new Map(),
        x,
        right: x,
        y,
        page,
        height,
        needsSpace: false,
      };
      lines.push(line);
    }
    append(line, item, x, size);
  }
  return lines.map(({ needsSpace, fonts, ...rest }) => ({ ...rest, font: mostOf(fonts) }));
}

function append(line: Open, item: PdfItem, x: number, size: number): void {
  const isFirst = line.cells.length === 0;
  const gap = item.dir === "rtl" ? line.x - (x + item.width) : x - line.right;
  if (isFirst || (gap > columnGap * size && !isMarker(line.cells))) line.cells.push(item.str);
  else {
    const space = line.needsSpace || gap > size * 0.2 ? " " : "";
    line.cells[line.cells.length - 1] += space + item.str;
  }
  line.needsSpace = false;
  line.x = Math.min(line.x, x);
  line.right = isFirst ? x + item.width : Math.max(line.right, x + item.width);
  line.size = Math.max(line.size, size);
  line.fonts.set(item.fontName, (line.fonts.get(item.fontName) ?? 0) + item.str.length);
}

/** A bullet or number stands apart from its item, but is no column. */
function isMarker(cells: readonly string[]): boolean {
  return (
    cells.length === 1 &&
    /^\s*(?:[^\p{L}\p{N}\s$€£]|\(?\p{N}{1,3}[.)]|[a-zA-Z][.)])\s*$/u.test(cells[0] ?? "")
  );
}

export function mostOf<T>(counts: ReadonlyMap<T, number>): T | "" {
  let best: T | "" = "";
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most) [best, most] = [value, count];
  }
  return best;
}
