import type { ParseBounds } from "./parsed.ts";
import { parseXml } from "./xml.ts";

/** What a paragraph style means for the order of a text. */
export interface Style {
  level?: number;
  isList?: true;
}

export interface Styles {
  /** The language that most of the text is in. */
  language?: string;
  of(id: string): Style | undefined;
}

interface Entry extends Style {
  basedOn?: string;
}

/** Reads the styles of a document. A style without a level of its own has that of the style it is based on. */
export function readStyles(xml: Buffer, bounds: ParseBounds): Styles {
  const entries = new Map<string, Entry>();
  let language: string | undefined;
  let current: Entry | undefined;
  parseXml(xml, bounds, {
    open(name, attributes) {
      const value = attributes["w:val"];
      if (name === "w:style") {
        current = {};
        entries.set(attributes["w:styleId"] ?? "", current);
      } else if (name === "w:lang" && current === undefined) language ??= value;
      else if (current !== undefined && value !== undefined) describe(current, name, value);
    },
    close(name) {
      if (name === "w:style") current = undefined;
    },
    text() {},
  });
  return {
    ...(language !== undefined && { language }),
    of(id) {
      return resolve(entries, id) ?? styleByName(id);
    },
  };
}

function describe(entry: Entry, name: string, value: string): void {
  if (name === "w:name") Object.assign(entry, styleByName(value));
  else if (name === "w:basedOn") entry.basedOn = value;
  else if (name === "w:outlineLvl" && Number(value) < 9) entry.level = Number(value) + 1;
  else if (name === "w:numId" && value !== "0") entry.isList = true;
}

/** Word writes built-in names in English, whatever language it speaks. */
function styleByName(name: string): Style | undefined {
  const level = /^heading ?([1-9])$/i.exec(name)?.[1];
  if (level !== undefined) return { level: Number(level) };
  if (/^title$/i.test(name)) return { level: 1 };
  return /^list (?:bullet|number)/i.test(name) ? { isList: true } : undefined;
}

function resolve(entries: ReadonlyMap<string, Entry>, id: string): Style | undefined {
  const style: Style = {};
  let entry = entries.get(id);
  if (entry === undefined) return undefined;
  // A circle of styles is not worth finding: nobody builds on more than a few.
  for (let step = 0; entry !== undefined && step < 20; step++) {
    if (style.level === undefined && entry.level !== undefined) style.level = entry.level;
    if (entry.isList) style.isList = true;
    entry = entry.basedOn === undefined ? undefined : entries.get(entry.basedOn);
  }
  return style;
}
