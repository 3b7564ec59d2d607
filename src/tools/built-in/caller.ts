import { dialledForms } from "../../lib/phone.ts";
import type { AskingCall } from "../../providers/index.ts";

/** The number of the person on the line, in E.164; null where it is withheld or none. */
export function callerNumber(call: AskingCall): string | null {
  return dialledForms(call.direction === "outbound" ? call.to : call.from)[0] ?? null;
}

/** The tenant's own number in a call: the dialled one, or that which dials. */
export function ownNumber(call: AskingCall): string | null {
  return call.direction === "outbound" ? call.from : call.to;
}
