import type { InfiniteData } from "@tanstack/react-query";
import type { CallSummary, Page } from "../api.ts";

export type CallPages = InfiniteData<Page<CallSummary>, unknown>;

/** All loaded calls, newest first, each once: pages may overlap after the top was loaded again. */
export function flattenCalls(pages: CallPages): CallSummary[] {
  const seen = new Set<string>();
  return pages.pages
    .flatMap((page) => page.data)
    .filter((call) => !seen.has(call.id) && seen.add(call.id));
}

function withPage(pages: CallPages, index: number, rows: CallSummary[]): CallPages {
  return {
    ...pages,
    pages: pages.pages.map((page, at) => (at === index ? { ...page, data: rows } : page)),
  };
}

/** Puts a changed call in the place of the old one. The same object comes back when there is nothing to do. */
export function replaceCall(pages: CallPages, call: CallSummary): CallPages {
  for (const [index, page] of pages.pages.entries()) {
    const at = page.data.findIndex((other) => other.id === call.id);
    const known = page.data[at];
    if (!known) continue;
    // Messages may overtake a page that was loaded meanwhile.
    if (known.updated_at > call.updated_at) return pages;
    return withPage(pages, index, page.data.with(at, call));
  }
  return pages;
}

export function hasCall(pages: CallPages, id: string): boolean {
  return pages.pages.some((page) => page.data.some((call) => call.id === id));
}

/** Puts a new call in its place by time. One older than everything loaded stays out: it comes with its page. */
export function insertCall(pages: CallPages, call: CallSummary): CallPages {
  for (const [index, page] of pages.pages.entries()) {
    const at = page.data.findIndex((other) => other.first_seen_at <= call.first_seen_at);
    if (at >= 0) return withPage(pages, index, page.data.toSpliced(at, 0, call));
  }
  const last = pages.pages.length - 1;
  const lastPage = pages.pages[last];
  if (!lastPage || lastPage.next_cursor !== null) return pages;
  return withPage(pages, last, [...lastPage.data, call]);
}

/** Lays a freshly loaded first page over what is there; starts anew when calls are missing in between. */
export function mergeTop(pages: CallPages, top: Page<CallSummary>): CallPages {
  const overlaps = top.next_cursor === null || top.data.some((call) => hasCall(pages, call.id));
  if (!overlaps) return { pages: [top], pageParams: [null] };
  return top.data.reduce(
    (merged, call) =>
      hasCall(merged, call.id) ? replaceCall(merged, call) : insertCall(merged, call),
    pages,
  );
}
