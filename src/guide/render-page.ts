import { posix } from "node:path";
import { Marked, type Token, type Tokens } from "marked";
import { escapeHtml } from "./escape-html.ts";

/** What stands under one heading, for the search. */
export interface Section {
  heading: string;
  /** The part of the address that leads to the heading. */
  slug: string;
  text: string;
}

export interface RenderedPage {
  title: string;
  html: string;
  sections: readonly Section[];
  /** Addresses of pages it leads to, in order. */
  links: readonly string[];
}

/** Where the guide is served. */
export const guideAddress = "/docs/guide";

/** What is written from the code, and served elsewhere. */
const elsewhere: Readonly<Record<string, string>> = {
  "openapi.json": "/openapi.json",
  "vcp-0.5.schema.json": "/vcp-0.5.schema.json",
};

/** The address of a file in the folder of documents. A folder's README is the page of the folder. */
export function addressOf(path: string): string {
  const place = elsewhere[path];
  if (place !== undefined) return place;
  const name = path.replace(/(?:^|\/)README\.md$/, "").replace(/\.md$/, "");
  return name === "" ? guideAddress : `${guideAddress}/${name}`;
}

/**
 * Makes a page of Markdown. HTML in it is shown as text, and a link leads to a page of the guide, to the web, or nowhere: what lies elsewhere in the repository is not served.
 *
 * @param path of the file in the folder of documents; its links are seen from there.
 */
export function renderPage(path: string, markdown: string): RenderedPage {
  const marked = new Marked();
  const slugs = createSlugs();
  const links: string[] = [];
  const sections: Section[] = [];
  marked.use({
    renderer: {
      html: ({ text }) => escapeHtml(text),
      heading({ tokens, depth }) {
        const slug = slugs(plainText(tokens));
        return `<h${depth} id="${escapeHtml(slug)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        const to = targetOf(path, href);
        return to === null ? text : `<a href="${escapeHtml(to)}">${text}</a>`;
      },
      image({ href, text }) {
        const to = targetOf(path, href);
        if (to === null || !to.startsWith("/")) return escapeHtml(text);
        return `<img src="${escapeHtml(to)}" alt="${escapeHtml(text)}">`;
      },
      code({ text, lang = "" }) {
        const kind = escapeHtml(lang.split(" ")[0] ?? "");
        return `<pre tabindex="0"><code data-language="${kind}">${escapeHtml(text)}</code></pre>\n`;
      },
    },
  });
  const tokens = marked.lexer(markdown);
  marked.walkTokens(tokens, (token) => {
    const to = token.type === "link" ? targetOf(path, token.href) : null;
    if (to?.startsWith(guideAddress)) links.push(to.replace(/#.*$/, ""));
  });
  const sectionSlugs = createSlugs();
  for (const token of tokens) {
    if (token.type === "heading") {
      const heading = plainText(token.tokens ?? []);
      sections.push({ heading, slug: sectionSlugs(heading), text: "" });
    } else {
      const last = sections.at(-1);
      if (last !== undefined) last.text = `${last.text} ${readable(token)}`.trim();
    }
  }
  // Wide tables are moved inside of themselves, by keys too.
  const html = marked
    .parser(tokens)
    .replaceAll("<table>", '<div class="wide" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>");
  return { title: sections[0]?.heading ?? path, html, sections, links };
}

/** Where a link of a page leads; null where that is nowhere we serve. */
function targetOf(from: string, href: string): string | null {
  if (/^https?:\/\//.test(href) || href.startsWith("#")) return href;
  if (/^[a-z][a-z+.-]*:/i.test(href) || href.startsWith("/")) return null;
  const [path = "", fragment] = href.split("#");
  const file = posix.join(posix.dirname(from), path).replace(/\/$/, "");
  if (file.startsWith("..")) return null;
  return (
    addressOf(file === "." ? "README.md" : file) + (fragment === undefined ? "" : `#${fragment}`)
  );
}

/** Names headings as repository viewers do, so that a link to one leads there in either place. */
function createSlugs(): (heading: string) => string {
  const taken = new Map<string, number>();
  return (heading) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    const count = taken.get(slug) ?? 0;
    taken.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const { tokens: inner, text, raw } = token as Tokens.Generic;
      return inner === undefined ? String(text ?? raw) : plainText(inner);
    })
    .join("");
}

/** The words of a block without its marks. */
function readable({ raw }: Token): string {
  return raw
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^```.*$/gm, "")
    .replace(/[`*|]|^#+ |:?-{3,}:?/gm, " ")
    .replace(/\s+/g, " ")
    .trim();
}
