import { tidyPhone } from "../../lib/phone.ts";
import { ProblemError } from "../../lib/problems.ts";

/** A caller's number as calls have it. @throws ProblemError when it is none. */
export function readCaller(text: string): string {
  const number = tidyPhone(text);
  if (number !== null && /^\+[1-9]\d{5,14}$/.test(number)) return number;
  throw new ProblemError("invalid-request", "Write the number with its country: +12125550100.");
}
