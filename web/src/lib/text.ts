import { IntlMessageFormat } from "intl-messageformat";
import { createElement, Fragment, type ReactNode } from "react";
import { language, locale } from "./language.ts";

type Texts = Readonly<Record<string, string>>;

/**
 * What the English texts are called in the language of the page.
 *
 * Awaited here, so that every module that has texts is run after they are there, also those that name them at the top.
 */
const translations: Texts = language === "de" ? await loadGerman() : {};

const formats = new Map<string, IntlMessageFormat>();

/**
 * A text in the language of the page, by its English: that stands in the code, and is shown where nothing else is known.
 *
 * Values stand as `{name}`, and counted ones as `{count, plural, one {# call} other {# calls}}`. A text without values is taken as it is.
 */
export function t(english: string, values?: Record<string, string | number>): string {
  const text = translations[english] ?? english;
  return values === undefined ? text : String(formatOf(text).format(values));
}

/** The same with parts that are more than text: elements as values, and functions for what stands in `<name>…</name>`. */
export function rich(
  english: string,
  values: Record<string, ReactNode | ((text: ReactNode) => ReactNode)>,
): ReactNode {
  const parts = Object.entries(values).map(([name, value]) =>
    typeof value === "function"
      ? [name, (inner: ReactNode[]) => value(createElement(Fragment, null, ...inner))]
      : [name, value],
  );
  const told = formatOf(translations[english] ?? english).format<ReactNode>(
    Object.fromEntries(parts),
  );
  return Array.isArray(told) ? createElement(Fragment, null, ...told) : told;
}

/** A text within a sentence: English writes it small there, German keeps its capitals. */
export const inSentence = (text: string) => (language === "en" ? text.toLowerCase() : text);

function formatOf(text: string): IntlMessageFormat {
  let format = formats.get(text);
  if (format === undefined) {
    format = new IntlMessageFormat(text, locale);
    formats.set(text, format);
  }
  return format;
}

/** A page in English is better than none. */
async function loadGerman(): Promise<Texts> {
  try {
    return (await import("./german.json")).default;
  } catch {
    return {};
  }
}
