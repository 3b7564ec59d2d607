import { isObject } from "../lib/json.ts";
import { cutText } from "../lib/text.ts";
import { toEpochMs } from "../lib/time.ts";
import type { Finding } from "./provider.ts";

const findingsMax = 40;
const pathCharactersMax = 200;

/** The members of one JSON object of a payload, read one by one. A member of the wrong type is null and leaves a finding. */
export interface Fields {
  readonly path: string;
  has(name: string): boolean;
  raw(name: string): unknown;
  /** A non-empty string; numbers are written out, since ids are sometimes numbers. */
  text(name: string): string | null;
  /** A finite number, also from numeric text. */
  number(name: string): number | null;
  /** `true`/`false`, also as text. */
  flag(name: string): boolean | null;
  /** Epoch milliseconds, see {@link toEpochMs}. */
  instant(name: string): number | null;
  /** The elements, or an empty list. */
  list(name: string): unknown[];
  /** The elements that are objects. */
  objects(name: string): Fields[];
  /** The member as an object; a missing or wrong one reads as an empty object. */
  object(name: string): Fields;
  /** The member as a plain JSON object, or null. */
  json(name: string): Record<string, unknown> | null;
  /** Records a finding for every member that is not in `known`. */
  noteUnknown(known: ReadonlySet<string>): void;
  note(code: Finding["code"], name: string, message?: string): void;
}

/**
 * Reads a payload that may hold anything: providers add and change members without notice, so one odd member must never cost the whole event.
 *
 * Findings name paths, never values. At most forty are kept for one event.
 */
export function fieldsOf(value: unknown, path: string, findings: Finding[]): Fields {
  const members = isObject(value) ? value : {};
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const note: Fields["note"] = (code, name, message) => {
    if (findings.length >= findingsMax) return;
    const place = cutText(at(name), pathCharactersMax);
    if (findings.some((known) => known.code === code && known.path === place)) return;
    findings.push({ code, path: place, ...(message === undefined ? {} : { message }) });
  };
  const raw = (name: string): unknown => (Object.hasOwn(members, name) ? members[name] : undefined);
  const read = <T>(name: string, convert: (value: unknown) => T | null): T | null => {
    const found = raw(name);
    if (found === undefined || found === null || found === "") return null;
    const converted = convert(found);
    if (converted === null) note("unreadable-value", name);
    return converted;
  };
  const list = (name: string) => read(name, (v) => (Array.isArray(v) ? v : null)) ?? [];
  return {
    path,
    has: (name) => raw(name) !== undefined && raw(name) !== null,
    raw,
    text: (name) =>
      read(name, (v) =>
        typeof v === "string"
          ? v
          : typeof v === "number" || typeof v === "bigint"
            ? String(v)
            : null,
      ),
    number: (name) => read(name, toNumber),
    flag: (name) => read(name, toFlag),
    instant: (name) => read(name, toEpochMs),
    list,
    objects: (name) =>
      list(name)
        .filter(isObject)
        .map((element) => fieldsOf(element, `${at(name)}[]`, findings)),
    object: (name) =>
      fieldsOf(
        read(name, (v) => (isObject(v) ? v : null)),
        at(name),
        findings,
      ),
    json: (name) => read(name, (v) => (isObject(v) ? v : null)),
    noteUnknown: (known) => {
      for (const name of Object.keys(members)) if (!known.has(name)) note("unknown-field", name);
    },
    note,
  };
}

function toNumber(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || !/^\s*[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/.test(value)) {
    return null;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function toFlag(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (value === "true") return true;
  return value === "false" ? false : null;
}

/** A value as JSON text; text stays as it is. Null for nothing, and for what JSON cannot hold. */
export function toJsonText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    // Nested deeper than the stack allows.
    return null;
  }
}
