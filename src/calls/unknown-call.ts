import { ProblemError } from "../lib/problems.ts";

/** What a caller hears of a call that is not there, or not for them. */
export function unknownCall(callId: string): ProblemError {
  return new ProblemError("call-not-found", `No call ${callId.slice(0, 40)} in this tenant.`);
}
