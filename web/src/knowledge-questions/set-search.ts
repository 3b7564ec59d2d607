/** Which run of a set is looked at, and which it is compared with. */
export interface SetSearch {
  run?: string | undefined;
  with?: string | undefined;
}

const names = ["run", "with"] as const;

/** Reads an address; what is not understood is dropped. */
export function readSetSearch(raw: Record<string, unknown>): SetSearch {
  const given = names.flatMap((name) => {
    const value = raw[name];
    return typeof value === "string" && value !== "" ? [[name, value.slice(0, 100)] as const] : [];
  });
  return Object.fromEntries(given);
}
