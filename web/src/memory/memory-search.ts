/** The list of sessions, and what is looked for in memory, as they stand in the address. */
export interface MemorySearch {
  /** Whose sessions: a number, or an id of the client's own. */
  subject?: string | undefined;
  q?: string | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readMemorySearch(raw: Record<string, unknown>): MemorySearch {
  const { subject, q } = raw;
  return {
    ...(typeof subject === "string" && subject.trim() !== "" ? { subject } : {}),
    ...(typeof q === "string" && q.trim() !== "" ? { q } : {}),
  };
}
