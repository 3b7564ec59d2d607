import { ProblemError } from "../lib/problems.ts";
import { ModelError, type ModelFailure } from "../llm/index.ts";

const codes = {
  too_long: "conversation-too-long",
  refused: "model-refused",
  unauthorized: "model-failed",
  rate_limited: "model-busy",
  timeout: "model-timeout",
  unavailable: "model-failed",
  nonsense: "model-failed",
} as const satisfies Record<ModelFailure, string>;

/** What the caller is told of a model's failure; that our key is wrong is the operator's to know, and in the log. */
export function modelProblem(error: unknown): unknown {
  if (!(error instanceof ModelError)) return error;
  const isOurs = error.kind === "unauthorized";
  const detail = isOurs ? "The model cannot be asked at present." : error.message;
  return new ProblemError(codes[error.kind], detail, { cause: error });
}
