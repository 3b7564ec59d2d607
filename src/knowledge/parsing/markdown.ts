import { Marked } from "marked";
import type { BlockWriter } from "./block-writer.ts";
import { type HtmlFacts, parseHtml } from "./html.ts";
import type { ParseBounds } from "./parsed.ts";

const marked = new Marked({ gfm: true, async: false });

/** Markdown by way of HTML, so that entities, inline HTML and hidden parts are treated as on a page. */
export function parseMarkdown(source: string, writer: BlockWriter, bounds: ParseBounds): HtmlFacts {
  const { body, title, language } = withoutFrontMatter(source);
  const html = marked.parse(body, { async: false });
  const facts = parseHtml(html, writer, bounds);
  if (title !== undefined) facts.title = title;
  if (language !== undefined) facts.language = language;
  return facts;
}

/** The block of settings that site generators put first; of its lines only title and language are of use to us. */
function withoutFrontMatter(source: string): { body: string; title?: string; language?: string } {
  const front = /^\ufeff?---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source);
  if (front === null) return { body: source };
  const body = source.slice(front[0].length);
  const title = setting(front[1] ?? "", "title");
  const language = setting(front[1] ?? "", "lang(?:uage)?");
  return { body, ...(title && { title }), ...(language && { language }) };
}

function setting(lines: string, name: string): string | undefined {
  const value = new RegExp(`^${name}:[ \\t]*(.+)$`, "im").exec(lines)?.[1]?.trim();
  return value?.replace(/^(["'])(.*)\1$/, "$2");
}
