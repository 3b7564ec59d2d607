import { setImmediate } from "node:timers/promises";
import { emptyIndex, queryWords, wordsOf } from "../search/index.ts";
import type { GuidePages } from "./read-pages.ts";

/** A part of a page in which words were found. */
export interface GuideHit {
  address: string;
  /** The title of its page, and its heading where that is another. */
  title: string;
  excerpt: string;
}

/** Finds parts of the guide, best first. */
export type GuideSearch = (query: string) => GuideHit[];

const language = "en";
const hitsMax = 20;
/** Of one page: its other parts are seen on it. */
const hitsOfPageMax = 3;
const excerptCharacters = 220;

/** Takes all pages into an index in memory. In between other requests have their turn. */
export async function openGuideSearch({ pages }: GuidePages): Promise<GuideSearch> {
  const index = emptyIndex();
  const found = new Map<string, { title: string; text: string }>();
  for (const page of pages.values()) {
    for (const { heading, slug, text } of page.sections.filter((section) => section.text !== "")) {
      const address = heading === page.title ? page.address : `${page.address}#${slug}`;
      const title = heading === page.title ? page.title : `${page.title}: ${heading}`;
      const words = wordsOf({ title: page.title, heading, text }, language);
      index.put({ id: address, words, category: null, validFrom: null, validUntil: null });
      found.set(address, { title, text });
    }
    await setImmediate();
  }
  return (query) => {
    const { units } = index.search(queryWords({ query, language }), { limit: 4 * hitsMax });
    const ofPage = new Map<string, number>();
    const hits: GuideHit[] = [];
    for (const { id, matches } of units) {
      const part = found.get(id);
      const page = id.replace(/#.*/, "");
      const count = ofPage.get(page) ?? 0;
      if (part === undefined || count === hitsOfPageMax || hits.length === hitsMax) continue;
      ofPage.set(page, count + 1);
      const words = matches.map(({ word }) => word);
      hits.push({ address: id, title: part.title, excerpt: excerptOf(part.text, words) });
    }
    return hits;
  };
}

/** What stands around the first of some words. They are stems, so words that begin with one count. */
function excerptOf(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const around = Math.max(0, Math.min(...places, text.length) - 60);
  const from = places.length === 0 || around === 0 ? 0 : text.indexOf(" ", around) + 1;
  const excerpt = text.slice(from, from + excerptCharacters);
  return `${from > 0 ? "… " : ""}${excerpt}${from + excerptCharacters < text.length ? " …" : ""}`;
}
