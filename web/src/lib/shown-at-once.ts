import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** What a change makes of something that is shown, told before the server has answered. */
export interface Shown {
  /** Of the answers it stands in, or how their keys begin. */
  queryKey: QueryKey;
  /** Of the row in them; without it the answer itself is meant. */
  id?: string;
  becomes: object;
}

/** Shows changes at once. Returns how to take them back. */
export async function showAtOnce(client: QueryClient, shown: readonly Shown[]) {
  // An answer that is under way knows nothing of the change: it would undo it for a moment.
  await Promise.all(shown.map(({ queryKey }) => client.cancelQueries({ queryKey })));
  const before = shown.flatMap(({ queryKey }) => client.getQueriesData({ queryKey }));
  for (const { queryKey, id, becomes } of shown) {
    client.setQueriesData({ queryKey }, (answer: unknown) =>
      id === undefined ? changed(answer, becomes) : changedRow(answer, id, becomes),
    );
  }
  return () => {
    for (const [queryKey, answer] of before) client.setQueryData(queryKey, answer);
  };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const changed = (value: unknown, becomes: object) =>
  isObject(value) ? { ...value, ...becomes } : value;

/** An answer with the row changed, wherever it stands: in a list, in pages of one, or alone. */
function changedRow(value: unknown, id: string, becomes: object): unknown {
  if (Array.isArray(value)) return value.map((row) => changedRow(row, id, becomes));
  if (!isObject(value)) return value;
  if ("id" in value) return value.id === id ? changed(value, becomes) : value;
  if ("pages" in value) return { ...value, pages: changedRow(value.pages, id, becomes) };
  return "data" in value ? { ...value, data: changedRow(value.data, id, becomes) } : value;
}
