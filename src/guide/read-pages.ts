import { readdir, readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { addressOf, type RenderedPage, renderPage } from "./render-page.ts";

/** One page of the guide, by the address it is served under. */
export interface GuidePage extends RenderedPage {
  address: string;
}

/** Everything that the folder of documents holds, read once. */
export interface GuidePages {
  pages: ReadonlyMap<string, GuidePage>;
  /** Addresses of what the table of contents names, in its order. */
  order: readonly string[];
  /** Pictures and examples: their files by address. */
  files: ReadonlyMap<string, string>;
}

/** What may lie beside pages. What is generated from the code has addresses of its own. */
const fileTypes: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json",
  ".geojson": "application/geo+json",
};

/** The media type of a file beside the pages. */
export function typeOfFile(path: string): string {
  return fileTypes[extname(path)] ?? "application/octet-stream";
}

/** Reads and renders every page below the folder. In between other requests have their turn. */
export async function readPages(folder: string): Promise<GuidePages> {
  const names = (await readdir(folder, { recursive: true })).map((name) =>
    name.split(sep).join("/"),
  );
  const pages = new Map<string, GuidePage>();
  const files = new Map<string, string>();
  for (const name of names.sort()) {
    const address = addressOf(name);
    if (name.endsWith(".md")) {
      const page = renderPage(name, await readFile(join(folder, name), "utf8"));
      pages.set(address, { address, ...page });
      await setImmediate();
    } else if (extname(name) in fileTypes) files.set(address, join(folder, name));
  }
  const contents = pages.get(addressOf("README.md"));
  const order = (contents?.links ?? []).filter((address) => pages.has(address));
  return { pages, order, files };
}
