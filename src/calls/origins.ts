import type { CallPatch } from "../lib/call.ts";
import { foldPatches, inOrder, type PatchEntry } from "./fold.ts";

/** Where a member of a call's record comes from. */
export interface Origin {
  /** As the record names it: a fact, or `turns`, `toolCalls`, `timeline`. */
  field: string;
  /** Of a list how many entries it has. */
  value: unknown;
  /** The event told exactly this; otherwise it was worked out from what events told, or put together of several. */
  isAsTold: boolean;
  /** Events that told of it: of a fact the one that counts, of a list every one. */
  toldBy: ReadonlyArray<{ eventId: string; eventType: string; told: unknown }>;
}

/** What a patch told of each list that is put together of several. */
const lists: Record<"turns" | "toolCalls" | "timeline", (patch: CallPatch) => readonly unknown[]> =
  {
    turns: ({ transcript }) => transcript?.turns ?? [],
    toolCalls: ({ toolCalls }) => toolCalls ?? [],
    timeline: ({ timeline }) => timeline ?? [],
  };

/** Says of every member of the record which event it comes from, by the rule by which patches are folded: the last that has a fact tells it. */
export function originsOf(entries: readonly PatchEntry[]): Origin[] {
  if (entries.length === 0) return [];
  const record = foldPatches(entries);
  const events = inOrder(entries).filter(({ kind }) => kind === "event");
  const facts = Object.entries(record.facts).flatMap(([field, value]) => {
    if (value === null || value === undefined) return [];
    const told = (patch: CallPatch) => (patch.facts as Record<string, unknown>)[field] ?? null;
    const last = events.findLast(({ patch }) => told(patch) !== null);
    return originOf(field, value, last === undefined ? [] : [last], told);
  });
  const parts = Object.entries(lists).flatMap(([field, told]) => {
    const by = events.filter(({ patch }) => told(patch).length > 0);
    const count = record[field as keyof typeof lists].length;
    return by.length === 0 ? [] : originOf(field, count, by, (patch) => told(patch).length);
  });
  return [...facts, ...parts];
}

function originOf(
  field: string,
  value: unknown,
  by: readonly PatchEntry[],
  told: (patch: CallPatch) => unknown,
): Origin {
  const same = JSON.stringify(value);
  return {
    field,
    value,
    isAsTold: by.length === 1 && by.every(({ patch }) => JSON.stringify(told(patch)) === same),
    toldBy: by.map(({ eventId, eventType, patch }) => ({ eventId, eventType, told: told(patch) })),
  };
}

const pathsMax = 5;
const membersMax = 20_000;

/**
 * Where a payload holds a value, as paths such as `call.from_number`.
 *
 * Mappings keep no paths: an equal value is where a fact may come from, and values that were converted are found nowhere.
 */
export function findEqual(payload: unknown, value: unknown): string[] {
  if (value === null || typeof value === "object" || typeof value === "boolean") return [];
  const paths: string[] = [];
  let left = membersMax;
  const look = (at: unknown, path: string): void => {
    if (paths.length >= pathsMax || left-- <= 0) return;
    if (at === value) paths.push(path);
    else if (typeof at === "object" && at !== null) {
      for (const [name, member] of Object.entries(at)) {
        look(member, path === "" ? name : `${path}.${name}`);
      }
    }
  };
  look(payload, "");
  return paths;
}
