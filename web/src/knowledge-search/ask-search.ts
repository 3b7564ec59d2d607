/** A question as it stands in the address, so that it can be passed on. */
export interface AskSearch {
  q?: string | undefined;
  /** What was said before, one turn a line. */
  before?: string | undefined;
  /** The id or name of a base; all are searched without one. */
  base?: string | undefined;
  category?: string | undefined;
}

const names = ["q", "before", "base", "category"] as const;

/** Reads an address; what is not understood is dropped. */
export function readAskSearch(raw: Record<string, unknown>): AskSearch {
  const given = names.flatMap((name) => {
    const value = raw[name];
    return typeof value === "string" && value.trim() !== "" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}
