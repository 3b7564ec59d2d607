const formats = new Map<string, unknown>();
const formatsMax = 500;

/** Making a format takes a hundred times as long as using it, so each is made once. `key` says which one it is, with everything that it is made of. */
export function formatOf<T>(key: string, make: () => T): T {
  const known = formats.get(key) as T | undefined;
  if (known !== undefined) return known;
  // Locales come from outside, so that there is no end to them.
  if (formats.size >= formatsMax) formats.clear();
  const made = make();
  formats.set(key, made);
  return made;
}
