import type { RequestAccess } from "./types.ts";

/** The names of people and keys, by id, that whoever asks may know. */
export type NameFinder = (
  access: RequestAccess,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/** The id within `user:usr_…` or `key:key_…`. */
export function idOfActor(actor: string): string {
  return actor.slice(actor.indexOf(":") + 1);
}
