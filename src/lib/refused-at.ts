import { type ProblemCode, ProblemError } from "./problems.ts";

/** A problem with one member of what was sent, named so that a form can show it there. */
export function refusedAt(code: ProblemCode, path: string, message: string): ProblemError {
  return new ProblemError(code, `${path}: ${message}`, { extra: { errors: [{ path, message }] } });
}
