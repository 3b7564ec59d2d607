import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { toProblem } from "../http/index.ts";
import { type ProblemError, problems } from "../lib/problems.ts";
import { errorFields, type Logger } from "../observe/index.ts";

/** What OpenAI calls both, the type and the code. */
const spent = "insufficient_quota";

/** Names that clients of OpenAI's format know; others carry our own. */
const knownCodes: Readonly<Record<string, string>> = {
  unauthorized: "invalid_api_key",
  "model-not-found": "model_not_found",
  "conversation-too-long": "context_length_exceeded",
  "memory-context-exceeded": "context_length_exceeded",
  "too-many-requests": "rate_limit_exceeded",
  "model-busy": "rate_limit_exceeded",
  "model-quota-spent": spent,
};

/** A failure in the shape that clients of OpenAI's format read. */
export function openAiError(problem: ProblemError) {
  const { status } = problems[problem.code];
  const [fault] = (problem.extra.errors ?? []) as ReadonlyArray<{ path: string; message: string }>;
  const code = knownCodes[problem.code] ?? problem.code.replaceAll("-", "_");
  return {
    error: {
      message: fault === undefined ? problem.message : `${fault.path}: ${fault.message}`,
      type: code === spent ? spent : typeOf(status),
      param: fault?.path ?? null,
      code,
    },
  };
}

/** The error handler of paths that speak OpenAI's format, where problem documents would not be understood. */
export function createOpenAiErrors(log: Logger) {
  return (error: FastifyError | ProblemError, request: FastifyRequest, reply: FastifyReply) => {
    // Nobody is there to be told, and nothing failed.
    if (request.raw.destroyed && reply.raw.destroyed) return reply.hijack();
    const problem = toProblem(error);
    const { status } = problems[problem.code];
    if (status >= 500) {
      const fields = { request_id: request.id, problem: problem.code };
      log.error({ ...fields, ...errorFields(problem.cause ?? error) }, "request failed");
    }
    if (problem.retryAfterSec !== undefined) reply.header("retry-after", problem.retryAfterSec);
    // OpenAI's clients try again by themselves, and here that would only keep somebody waiting.
    if (problem.code === "model-quota-spent") reply.header("x-should-retry", "false");
    if (status === 413) reply.header("connection", "close");
    return reply
      .code(status)
      .type("application/json")
      .send(JSON.stringify(openAiError(problem)));
  };
}

function typeOf(status: number): string {
  if (status === 401) return "authentication_error";
  if (status === 403) return "permission_error";
  if (status === 429) return "rate_limit_error";
  return status < 500 ? "invalid_request_error" : "server_error";
}
