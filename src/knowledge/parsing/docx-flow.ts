import type { BlockWriter } from "./block-writer.ts";
import type { Styles } from "./docx-styles.ts";

interface Paragraph {
  text: string;
  level?: number;
  itemLevel?: number;
}

interface Table {
  rows: string[][];
  hasHeader: boolean;
}

/** Elements whose content is not part of the text: older forms of a drawing already read, deleted and moved words, codes of fields. */
const skipped = new Set([
  "mc:Fallback",
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:sdtPr",
  "w:rubyPr",
  "w:rt",
]);

/** Turns the elements of a Word document's body into blocks. */
export function createDocxFlow(styles: Styles, writer: BlockWriter) {
  /** Text boxes put paragraphs into paragraphs. */
  const paragraphs: Paragraph[] = [];
  const tables: Table[] = [];
  let items: string[] = [];
  let skipDepth = 0;
  let isText = false;
  let isHiddenRun = false;

  function flushList(): void {
    if (items.length === 0) return;
    writer.list(items);
    items = [];
  }

  function endParagraph(): void {
    const paragraph = paragraphs.pop();
    if (paragraph === undefined || paragraph.text.trim() === "") return;
    const row = tables.at(-1)?.rows.at(-1);
    if (row !== undefined) {
      const cell = row.pop() ?? "";
      row.push(cell === "" ? paragraph.text : `${cell} ${paragraph.text}`);
      return;
    }
    if (paragraph.level !== undefined) {
      flushList();
      writer.heading(paragraph.level, paragraph.text);
    } else if (paragraph.itemLevel !== undefined) {
      items.push(`${"  ".repeat(Math.min(paragraph.itemLevel, 8))}- ${paragraph.text}`);
    } else {
      flushList();
      writer.paragraph(paragraph.text);
    }
  }

  /** A table within a cell is read as words of the cell. */
  function endTable(): void {
    const table = tables.pop();
    if (table === undefined) return;
    const outer = tables.at(-1)?.rows.at(-1);
    if (outer === undefined) {
      flushList();
      writer.table(table.rows, table.hasHeader);
      return;
    }
    const words = table.rows.map((row) => row.join(" ")).join("; ");
    outer.push(`${outer.pop() ?? ""} ${words}`.trim());
  }

  function describe(name: string, value: string | undefined): void {
    const paragraph = paragraphs.at(-1);
    if (paragraph === undefined || value === undefined) return;
    if (name === "w:pStyle") {
      const style = styles.of(value);
      if (style?.level !== undefined) paragraph.level = style.level;
      if (style?.isList) paragraph.itemLevel ??= 0;
    } else if (name === "w:outlineLvl" && Number(value) < 9) paragraph.level = Number(value) + 1;
    else if (name === "w:ilvl") paragraph.itemLevel = Number(value) || 0;
    else if (name === "w:numId") {
      if (value === "0") delete paragraph.itemLevel;
      else paragraph.itemLevel ??= 0;
    }
  }

  function add(part: string): void {
    const paragraph = paragraphs.at(-1);
    if (paragraph !== undefined && !isHiddenRun) paragraph.text += part;
  }

  function open(name: string, attributes: Record<string, string>): void {
    if (skipDepth > 0 || skipped.has(name)) {
      skipDepth++;
      return;
    }
    const value = attributes["w:val"];
    if (name === "w:p") paragraphs.push({ text: "" });
    else if (name === "w:t") isText = true;
    else if (name === "w:r") isHiddenRun = false;
    else if (name === "w:vanish") isHiddenRun = isOn(value) && paragraphs.length > 0;
    else if (name === "w:tab") add(" ");
    else if (name === "w:br" || name === "w:cr") add("\n");
    else if (name === "w:noBreakHyphen") add("-");
    else if (name === "w:tbl") {
      if (tables.length === 0) flushList();
      tables.push({ rows: [], hasHeader: false });
    } else if (name === "w:tr") tables.at(-1)?.rows.push([]);
    else if (name === "w:tc") tables.at(-1)?.rows.at(-1)?.push("");
    else if (name === "w:tblHeader" || name === "w:tblLook") describeTable(name, attributes);
    else describe(name, value);
  }

  function describeTable(name: string, attributes: Record<string, string>): void {
    const table = tables.at(-1);
    if (table === undefined) return;
    const isFirstRow = attributes["w:firstRow"] === "1" || hasFirstRowBit(attributes["w:val"]);
    if (name === "w:tblLook" ? isFirstRow : isOn(attributes["w:val"])) table.hasHeader = true;
  }

  function close(name: string): void {
    if (skipDepth > 0) {
      skipDepth--;
      return;
    }
    if (name === "w:t") isText = false;
    else if (name === "w:r") isHiddenRun = false;
    else if (name === "w:p") endParagraph();
    else if (name === "w:tbl") endTable();
  }

  return {
    open,
    close,
    text(part: string): void {
      if (isText && skipDepth === 0) add(part);
    },
    end(): void {
      while (paragraphs.length > 0) endParagraph();
      while (tables.length > 0) endTable();
      flushList();
    },
  };
}

function isOn(value: string | undefined): boolean {
  return value === undefined || value === "1" || value === "true" || value === "on";
}

/** Word 2007 writes the table's look as one number of flags. */
function hasFirstRowBit(value: string | undefined): boolean {
  return value !== undefined && (Number.parseInt(value, 16) & 0x20) !== 0;
}
