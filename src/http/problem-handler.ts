import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import {
  hasZodFastifySchemaValidationErrors,
  isResponseSerializationError,
} from "fastify-type-provider-zod";
import { ProblemError, problems } from "../lib/problems.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { databaseProblem } from "../store/index.ts";

/** Writes every failure as an RFC 9457 problem document; no route writes one itself. */
export function createProblemHandler(log: Logger) {
  return (error: FastifyError | ProblemError, request: FastifyRequest, reply: FastifyReply) => {
    const problem = request.raw.errored === error ? unfinished(error) : toProblem(error);
    const { status } = problems[problem.code];
    // Being told to come again is counted, not logged: whoever floods must not fill the disk too.
    if (status >= 500 && problem.code !== "overloaded") {
      log.error(
        {
          request_id: request.id,
          route: request.routeOptions.url,
          problem: problem.code,
          ...errorFields(problem.cause ?? error),
        },
        "request failed",
      );
    }
    if (problem.retryAfterSec !== undefined) reply.header("retry-after", problem.retryAfterSec);
    // A request that was not read to its end cannot be followed by another on the same connection.
    if (status === 413) reply.header("connection", "close");
    return reply
      .code(status)
      .type("application/problem+json")
      .send(JSON.stringify(problemDocument(problem, request.id)));
  };
}

/** The document that tells of a problem; also where it can no longer be the answer itself. */
export function problemDocument(problem: ProblemError, instance: string) {
  const { status, title } = problems[problem.code];
  return {
    ...{ type: `/problems/${problem.code}`, title, status },
    ...{ detail: problem.message, instance, ...problem.extra },
  };
}

/** The connection broke while the request came. It looks like one to the database that broke, but nothing of ours did. */
function unfinished(cause: unknown): ProblemError {
  return new ProblemError("invalid-request", "The request was not sent to its end.", { cause });
}

/** The problem that an error is to a caller; what is not understood is `unexpected`. */
export function toProblem(error: Error & Partial<FastifyError>): ProblemError {
  if (error instanceof ProblemError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, "").replaceAll("/", "."),
      message: issue.message,
    }));
    return new ProblemError(
      "invalid-request",
      `The ${error.validationContext ?? "request"} does not match.`,
      {
        extra: { errors },
      },
    );
  }
  if (isResponseSerializationError(error)) return unexpected(error);
  const ofDatabase = databaseProblem(error);
  if (ofDatabase !== null) return ofDatabase;
  // A value that PostgreSQL refuses came from the caller: everything of ours is checked before.
  if (/^22\w{3}$/.test(error.code ?? "")) {
    return new ProblemError("invalid-request", "A value of the request cannot be used.", {
      cause: error,
    });
  }
  switch (error.code) {
    case "FST_ERR_MAX_PARAM_LENGTH":
      return new ProblemError("not-found", "Nothing has this name.");
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new ProblemError("body-too-large", "Send a smaller body.");
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new ProblemError("unsupported-media-type", "Send application/json.");
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new ProblemError("invalid-json", "The body could not be read as JSON.");
    default:
  }
  if (error instanceof SyntaxError && error.statusCode === 400) {
    return new ProblemError("invalid-json", "The body could not be read as JSON.");
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new ProblemError("invalid-request", "The request could not be read.");
  }
  return unexpected(error);
}

function unexpected(cause: unknown): ProblemError {
  return new ProblemError("unexpected", "The failure is logged under the request id.", { cause });
}
