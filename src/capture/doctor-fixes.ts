import { hmac } from "../lib/signature.ts";
import type { ApiRequest, ProposedFix } from "../providers/index.ts";

const shownInPlace = "(not shown)";

/**
 * The name under which a fix is confirmed. It is made of the request itself: when the settings change in between, the fix has another
 * name, and nothing is sent that was not shown. Keyed, so that it gives nothing away of secrets in the request.
 */
export function fixId(secretKey: string, connectionId: string, { request }: ProposedFix): string {
  const mac = hmac("sha256", secretKey, "doctor-fix\0", connectionId, JSON.stringify(request));
  return `${connectionId}.${mac.toString("hex").slice(0, 24)}`;
}

/** The connection that a fix belongs to. */
export function connectionOfFix(id: string): string {
  return id.split(".", 1)[0] ?? "";
}

/** What a fix would send, without the secrets in it. */
export function shownBody({ request, hidden }: ProposedFix): unknown {
  const body = structuredClone(bodyOf(request));
  for (const path of hidden) hide(body, path.split("."));
  return body;
}

function bodyOf({ json, form }: ApiRequest): unknown {
  return form ?? json ?? null;
}

function hide(value: unknown, [name = "", ...rest]: readonly string[]): void {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return;
  const members = value as Record<string, unknown>;
  if (rest.length === 0) members[name] = shownInPlace;
  else hide(members[name], rest);
}
