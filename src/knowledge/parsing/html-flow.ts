import type { BlockWriter } from "./block-writer.ts";

/** Elements that end the line of text they stand in. */
const blockElements = new Set(
  "address article aside blockquote body button caption details div dl dialog fieldset figcaption figure footer form header hgroup html label legend main p pre search section".split(
    " ",
  ),
);

/** Nothing, or an item whose text has not come. */
const bareMarker = /^\s*(?:-|\d+\.)?\s*$/;

interface Table {
  rows: string[][];
  hasHeader: boolean;
  /** Another table or a heading lies inside: it arranges the page, its cells are no facts about each other. */
  isLayout: boolean;
}

/** Turns the opening, closing and text of HTML's elements into blocks. Knows nothing of what is hidden: that never gets here. */
export function createTextFlow(writer: BlockWriter) {
  let text = "";
  let preDepth = 0;
  let items: string[] = [];
  /** Per open list: the number of its next item, or null where they have none. */
  const lists: (number | null)[] = [];
  const tables: Table[] = [];
  let heading: number | undefined;
  let term: string | undefined;

  function table(): Table | undefined {
    const innermost = tables.at(-1);
    return innermost?.isLayout === false ? innermost : undefined;
  }

  /** Ends a line of text: a paragraph, or within an item or a cell only a space. */
  function breakLine(): void {
    if (table() !== undefined || lists.length > 0 || heading !== undefined) text += " ";
    else flush();
  }

  function flush(): void {
    if (!bareMarker.test(text)) {
      if (lists.length > 0) items.push(text);
      else writer.paragraph(text);
    }
    text = "";
  }

  function flushList(): void {
    if (items.length === 0) return;
    writer.list(items);
    items = [];
  }

  function startItem(): void {
    flush();
    const indent = "  ".repeat(Math.max(Math.min(lists.length, 8) - 1, 0));
    const number = lists.at(-1);
    if (typeof number === "number") lists[lists.length - 1] = number + 1;
    text = `${indent}${typeof number === "number" ? `${number}.` : "-"} `;
  }

  /** Everything gathered so far belongs before what begins now. */
  function settle(): void {
    const open = table();
    if (open !== undefined) {
      open.isLayout = true;
      if (text.trim() !== "") open.rows.at(-1)?.push(text);
      text = "";
      for (const cell of open.rows.flat()) writer.paragraph(cell);
      open.rows = [];
    }
    flush();
    if (lists.length > 0) flushList();
  }

  function startCell(isHeader: boolean): void {
    const open = table();
    if (open === undefined) {
      flush();
      return;
    }
    const row = open.rows.at(-1);
    if (row === undefined) open.rows.push([]);
    if (isHeader && open.rows.length <= 1) open.hasHeader = true;
    text = "";
  }

  function endCell(): void {
    const open = table();
    if (open === undefined) {
      flush();
      return;
    }
    open.rows.at(-1)?.push(text);
    text = "";
  }

  function openElement(name: string, attributes: Record<string, string>): void {
    const level = levelOf(name);
    if (level !== undefined) {
      settle();
      heading = level;
    } else if (name === "br") text += preDepth > 0 || table() === undefined ? "\n" : " ";
    else if (name === "hr") breakLine();
    else if (name === "ul" || name === "ol" || name === "menu") {
      if (table() === undefined && lists.length === 0) flush();
      lists.push(name === "ol" ? Number.parseInt(attributes.start ?? "1", 10) || 1 : null);
    } else if (name === "li") {
      if (table() === undefined) startItem();
      else text += " ";
    } else if (name === "table") {
      settle();
      tables.push({ rows: [], hasHeader: false, isLayout: false });
    } else if (name === "tr") table()?.rows.push([]);
    else if (name === "td" || name === "th") startCell(name === "th");
    else if (name === "summary" || name === "dt") {
      settle();
      heading = 6;
    } else if (name === "dd") flush();
    else if (blockElements.has(name)) {
      if (name === "pre") preDepth++;
      breakLine();
    }
  }

  function closeElement(name: string): void {
    if (levelOf(name) !== undefined || name === "summary" || name === "dt") endHeading(name);
    else if (name === "ul" || name === "ol" || name === "menu") endList();
    else if (name === "li") {
      if (table() === undefined) flush();
    } else if (name === "td" || name === "th") endCell();
    else if (name === "table") endTable();
    else if (name === "dd") {
      if (term !== undefined && text.trim() !== "") text = `${term}: ${text.trim()}`;
      term = undefined;
      flush();
    } else if (blockElements.has(name)) {
      if (name === "pre") preDepth = Math.max(preDepth - 1, 0);
      breakLine();
    }
  }

  function endHeading(name: string): void {
    const level = heading ?? 6;
    heading = undefined;
    const line = text.trim();
    text = "";
    if (name === "dt" && !line.endsWith("?")) {
      if (term !== undefined) writer.paragraph(term);
      term = line === "" ? undefined : line.replace(/:$/, "");
    } else if (level === 6 && line.endsWith("?")) writer.question(line);
    else writer.heading(level, line);
  }

  function endList(): void {
    if (table() !== undefined) {
      lists.pop();
      text += " ";
      return;
    }
    flush();
    lists.pop();
    if (lists.length === 0) flushList();
  }

  function endTable(): void {
    const open = tables.pop();
    if (open === undefined) return;
    if (open.isLayout) {
      flush();
      return;
    }
    if (text.trim() !== "") open.rows.at(-1)?.push(text);
    text = "";
    writer.table(open.rows, open.hasHeader);
  }

  return {
    open: openElement,
    close: closeElement,
    text(part: string): void {
      text += preDepth > 0 ? part : part.replace(/\s+/gu, " ");
    },
    end(): void {
      if (term !== undefined) writer.paragraph(term);
      while (tables.length > 0) endTable();
      flush();
      flushList();
    },
  };
}

function levelOf(name: string): number | undefined {
  const level = /^h([1-6])$/.exec(name)?.[1];
  return level === undefined ? undefined : Number(level);
}
