import type { Tool } from "../api.ts";
import { fromPairs, type Pair, toPairs } from "./pairs.ts";
import { emptyParameters, type ParametersDraft, toDraft, toSchema } from "./parameters.ts";
import type { HttpToolFields } from "./tools-client.ts";

/** What stands in the form of a tool, as it was typed. */
export interface HttpToolDraft {
  name: string;
  description: string;
  url: string;
  method: HttpToolFields["method"];
  parameters: ParametersDraft;
  /** Null: those it has stay. */
  headers: readonly Pair[] | null;
  deadlineMs: string;
  isIdempotent: boolean;
  keepAnswerSec: string;
  fallbacks: readonly Pair[];
}

export const methods: ReadonlyArray<HttpToolFields["method"]> = [
  "POST",
  "GET",
  "PUT",
  "PATCH",
  "DELETE",
];

export function toToolDraft(tool: Tool | undefined): HttpToolDraft {
  return {
    name: tool?.name ?? "",
    description: tool?.description ?? "",
    url: tool?.url ?? "",
    method: tool?.method ?? "POST",
    parameters: tool === undefined ? emptyParameters : toDraft(tool.parameters),
    headers: tool === undefined ? [] : null,
    deadlineMs: String(tool?.deadline_ms ?? 2_500),
    isIdempotent: tool?.is_idempotent ?? false,
    keepAnswerSec: String(tool?.keep_answer_sec ?? 0),
    fallbacks: toPairs(tool?.fallbacks ?? {}),
  };
}

/** What the API takes, or why it would not. */
export function readToolDraft(
  draft: HttpToolDraft,
): { fields: HttpToolFields } | { fault: string } {
  const parameters = toSchema(draft.parameters);
  if ("fault" in parameters) return parameters;
  const { headers } = draft;
  return {
    fields: {
      name: draft.name.trim(),
      description: draft.description.trim(),
      url: draft.url.trim(),
      method: draft.method,
      parameters: parameters.schema,
      ...(headers === null ? {} : { headers: fromPairs(headers) }),
      deadline_ms: Number(draft.deadlineMs),
      is_idempotent: draft.isIdempotent,
      keep_answer_sec: Number(draft.keepAnswerSec),
      fallbacks: fromPairs(draft.fallbacks),
    },
  };
}
