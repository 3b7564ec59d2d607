import type { Client } from "./client.ts";

interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

const pageMax = 200;

/** Reads a list page by page, up to `limit` items. */
export async function readAll<T>(
  client: Client,
  path: string,
  { query, limit }: { query: URLSearchParams; limit: number },
): Promise<T[]> {
  const items: T[] = [];
  const asked = new URLSearchParams(query);
  while (items.length < limit) {
    asked.set("limit", String(Math.min(pageMax, limit - items.length)));
    // What a list answers is documented in /openapi.json; commands come with the server of their version.
    const { data, next_cursor } = (await client.ask("GET", `${path}?${asked}`)).json as Page<T>;
    items.push(...data);
    if (next_cursor === null) break;
    asked.set("cursor", next_cursor);
  }
  return items;
}
