import { isObject } from "../lib/json.ts";
import { ApiError, nonsense } from "./api-error.ts";
import { type Fields, fieldsOf } from "./fields.ts";
import type { Finding, Normalised } from "./provider.ts";
import type { FetchedCall, ListQuery } from "./provider-api.ts";
import type { ApiRequest, ApiTransport } from "./transport.ts";

/** The event type of a call that was asked for. */
export const fetchedEventType = "api.call";

/** Reads one JSON object. Null when the provider says that it does not exist. */
export async function readIfThere(
  http: ApiTransport,
  request: ApiRequest,
  signal?: AbortSignal,
): Promise<Record<string, unknown> | null> {
  try {
    return requireObject(await http.read(request, signal), "object");
  } catch (error) {
    if (error instanceof ApiError && error.kind === "not_found") return null;
    throw error;
  }
}

/** The answer as a JSON object. `what` names it in the error. */
export function requireObject(answer: unknown, what: string): Record<string, unknown> {
  if (!isObject(answer)) throw nonsense(what);
  return answer;
}

/** A list within an answer; every element must be an object. */
export function requireObjects(list: unknown, what: string): Record<string, unknown>[] {
  if (!Array.isArray(list) || !list.every(isObject)) throw nonsense(what);
  return list;
}

/** The members of an answer, read leniently and without findings. */
export function membersOf(body: unknown): Fields {
  return fieldsOf(body, "", []);
}

/** The provider's id of a call. Without it the whole answer is worthless. */
export function requireCallId(fields: Fields, name: string): string {
  const id = fields.text(name);
  if (id === null || id.length > 255) throw nonsense("call id");
  return id;
}

/** Keeps what lies in the window; what tells no time is kept, since nobody can say that it lies outside. */
export function withinWindow(calls: readonly FetchedCall[], query: ListQuery): FetchedCall[] {
  const from = query.startedAfter ?? Number.NEGATIVE_INFINITY;
  const to = query.startedBefore ?? Number.POSITIVE_INFINITY;
  return calls.filter(({ listedAt }) => listedAt === null || (listedAt >= from && listedAt < to));
}

/** The longest page that both sides want. */
export function pageSize(query: ListQuery, max: number): number {
  return Math.max(1, Math.min(Math.trunc(query.limit), max));
}

/** A reading made through the webhook's mapping, told as what it is: its findings name places in the fetched body. */
export function asFetched(
  { patches, findings }: Normalised,
  wrapping: readonly string[] = [],
): Normalised {
  return {
    eventType: fetchedEventType,
    patches,
    findings: findings.map((finding) => ({ ...finding, path: unwrap(finding, wrapping) })),
  };
}

function unwrap({ path }: Finding, wrapping: readonly string[]): string {
  const outer = wrapping.find((prefix) => path.startsWith(prefix));
  return outer === undefined ? path : path.slice(outer.length);
}

/** Our own cursors: small JSON, opaque to callers. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** @throws RangeError for a cursor that was not ours. */
export function readCursor(cursor: string): Fields {
  try {
    return membersOf(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new RangeError("not a cursor of this list");
  }
}
