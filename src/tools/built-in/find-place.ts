import { z } from "zod";
import { type LocationName, speakList, spokenLocale } from "../../business/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { AskingCall } from "../../providers/index.ts";
import { type ToolAnswer, ToolFailure, type ToolUse } from "../tool.ts";
import { wordsIn } from "./words.ts";

/** The argument by which a model names a location. */
export const LocationArgument = z
  .string()
  .max(200)
  .optional()
  .describe("The name of the location. Only needed when the business has several.");

/** The setting that binds a tool to a location. */
export const LocationSetting = z
  .string()
  .max(100)
  .optional()
  .describe("The id of the location. Left out: the inbound rule's, or the only one there is.");

/** What locations a tenant has, and which of them a call is for. */
export interface Places {
  list(scope: TenantScope): Promise<readonly LocationName[]>;
  /** The location of the inbound rule that holds for a call. */
  ofCall(scope: TenantScope, of: { provider: string; call: AskingCall }): Promise<string | null>;
}

/** The call in which something is asked. */
export type AtCall = Pick<ToolUse, "scope" | "language" | "provider" | "call">;

/** A location, and what to speak there. */
export interface FoundPlace extends LocationName {
  spoken: string;
}

/**
 * The location that a use is about: that which the caller named, else that of the tool, else that of the number that was dialled, else the only one. Where none of these
 * tells, the caller is asked.
 *
 * @throws ToolFailure `not-configured` when the tenant has no location, or no longer that of the tool.
 */
export async function findPlace(
  places: Places,
  use: AtCall,
  of: { named?: string | undefined; set?: string | undefined },
): Promise<FoundPlace | ToolAnswer> {
  const all = await places.list(use.scope);
  const spokenAt = (place: LocationName) => ({ ...place, spoken: use.language ?? place.language });
  if (of.named !== undefined) {
    const named = byName(all, of.named);
    if (named !== undefined) return spokenAt(named);
  }
  const id = of.set ?? (await places.ofCall(use.scope, use));
  const [only] = all;
  const meant =
    id === null ? (all.length === 1 ? only : undefined) : all.find((at) => at.id === id);
  if (meant !== undefined) return spokenAt(meant);
  if (of.set !== undefined || only === undefined) throw new ToolFailure("not-configured");
  const language = use.language ?? only.language;
  const names = all.slice(0, namesMax).map(({ name }) => name);
  const listed = speakList(names, spokenLocale(language), "disjunction");
  return { text: wordsIn(language).whichLocation(listed) };
}

/** The location that a call is for, where that is known without asking: the inbound rule's, or the only one. */
export async function placeOfCall(
  places: Places,
  { scope, provider, call }: Pick<AtCall, "scope" | "provider" | "call">,
): Promise<string | null> {
  const ruled = await places.ofCall(scope, { provider, call });
  if (ruled !== null) return ruled;
  const [only, ...others] = await places.list(scope);
  return only === undefined || others.length > 0 ? null : only.id;
}

export function isPlace(found: FoundPlace | ToolAnswer): found is FoundPlace {
  return "spoken" in found;
}

/** More names are not listened to. */
const namesMax = 6;

/** Callers say "the one in Main Street": a name that is part of what was said, or the other way round, will do when only one is. */
function byName(all: readonly LocationName[], said: string): LocationName | undefined {
  const plain = said.trim().toLowerCase();
  const exact = all.find(({ id, name }) => id === said || name.toLowerCase() === plain);
  if (exact !== undefined) return exact;
  const alike = all.filter(({ name }) => {
    const own = name.toLowerCase();
    return own.includes(plain) || plain.includes(own);
  });
  return alike.length === 1 ? alike[0] : undefined;
}
