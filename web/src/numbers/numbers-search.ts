/** The page as it stands in the address. */
export interface NumbersSearch {
  /** Whose numbers the agency looks at; left out, its own. */
  tenant?: string | undefined;
}

export function readNumbersSearch(raw: Record<string, unknown>): NumbersSearch {
  return typeof raw.tenant === "string" && raw.tenant !== "" ? { tenant: raw.tenant } : {};
}
