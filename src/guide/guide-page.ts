import { escapeHtml } from "./escape-html.ts";
import type { GuidePage, GuidePages } from "./read-pages.ts";
import { guideAddress } from "./render-page.ts";
import type { GuideHit } from "./search-guide.ts";

/** Where its style sheet is served. */
export const styleAddress = `${guideAddress}.css`;

/** A page of the guide, with what is before and after it. */
export function guidePage(guide: GuidePages, page: GuidePage): string {
  const place = guide.order.indexOf(page.address);
  const before = place <= 0 ? undefined : guide.pages.get(guide.order[place - 1] ?? "");
  const after = place < 0 ? undefined : guide.pages.get(guide.order[place + 1] ?? "");
  const main = `${page.html}<p class="turn">${turn("Before", before)}${turn("Next", after)}</p>`;
  return frame(guide, { title: page.title, main, address: page.address, query: "" });
}

/** What was found for a question. */
export function resultsPage(guide: GuidePages, query: string, hits: readonly GuideHit[]): string {
  const title = hits.length === 0 ? "Nothing was found" : "What was found";
  const list = hits.map(
    (hit) =>
      `<li><a href="${escapeHtml(hit.address)}">${escapeHtml(hit.title)}</a><p>${escapeHtml(hit.excerpt)}</p></li>`,
  );
  const none = `<p>No page has these words. Try others, or look through the <a href="#contents">contents</a>.</p>`;
  const main = `<h1>${title}</h1>${hits.length === 0 ? none : `<ol class="hits">${list.join("")}</ol>`}`;
  return frame(guide, { title, main, address: null, query });
}

function turn(word: string, page: GuidePage | undefined): string {
  if (page === undefined) return "";
  return `<a href="${page.address}">${word}: ${escapeHtml(page.title)}</a>`;
}

interface Shown {
  title: string;
  main: string;
  address: string | null;
  query: string;
}

/** The table of contents as a list beside a page: its headings are none of the page's own. */
function contentsOf(guide: GuidePages, address: string | null): string {
  const html = guide.pages.get(guideAddress)?.html ?? "";
  const link = `<a href="${address}">`;
  return html
    .slice(Math.max(0, html.indexOf("<h2")))
    .replace(/<h2[^>]*>(.*?)<\/h2>/g, '<p class="part">$1</p>')
    .replace(link, link.replace(">", ' aria-current="page">'));
}

/** The contents come after the page, for small screens and readers; wide screens show them beside it. */
function frame(guide: GuidePages, { title, main, address, query }: Shown): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · VoiceLens guide</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${styleAddress}">
</head>
<body>
<a class="skip" href="#page">To the page</a>
<header>
<a class="home" href="${guideAddress}">VoiceLens guide</a>
<form role="search" action="${guideAddress}"><label for="q">Search</label><input id="q" name="q" type="search" maxlength="200" required value="${escapeHtml(query)}"><button>Find</button></form>
<a class="to-contents" href="#contents">Contents</a>
<a href="/docs">API</a>
<a href="/">Dashboard</a>
</header>
<main id="page">${main}</main>
<nav id="contents" aria-label="Contents">${address === guideAddress ? "" : contentsOf(guide, address)}</nav>
</body>
</html>
`;
}
