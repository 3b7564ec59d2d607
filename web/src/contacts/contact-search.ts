/** The list of contacts as it stands in the address. */
export interface ContactSearch {
  q?: string | undefined;
  tag?: string | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readContactSearch(raw: Record<string, unknown>): ContactSearch {
  const { q, tag } = raw;
  return {
    ...(typeof q === "string" && q.trim() !== "" ? { q } : {}),
    ...(typeof tag === "string" && tag.trim() !== "" ? { tag } : {}),
  };
}
