/** Why a model gave no answer. */
export type ModelFailure =
  | "too_long"
  | "refused"
  | "unauthorized"
  | "rate_limited"
  | "timeout"
  | "unavailable"
  | "nonsense";

/**
 * A model that gave no answer. The message is ours alone: what the service said is not in it, for that may name accounts, hosts or keys.
 */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly kind: ModelFailure;
  readonly status: number | null;

  constructor(kind: ModelFailure, options: { cause?: unknown; status?: number } = {}) {
    super(sentences[kind], options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.status = options.status ?? null;
  }

  /** Whether another endpoint may do better: what is wrong with the request is wrong everywhere. */
  get isOfEndpoint(): boolean {
    return this.kind !== "too_long" && this.kind !== "refused";
  }

  /** Whether the same endpoint may do better a moment later. What took too long once has left no time for it. */
  get mayPass(): boolean {
    return this.kind === "unavailable" || this.kind === "rate_limited";
  }
}

const sentences: Readonly<Record<ModelFailure, string>> = {
  too_long: "The conversation is longer than the model reads.",
  refused: "The model does not accept the request.",
  unauthorized: "The model does not accept the key that is set for it.",
  rate_limited: "The model asks for a pause.",
  timeout: "The model did not answer in time.",
  unavailable: "The model could not be reached, or broke off.",
  nonsense: "The model gave an answer that cannot be read.",
};

/** What a status other than 200 means; the text is only looked at, never passed on. */
export function failureOf(status: number, text: string): ModelError {
  return new ModelError(kindOf(status, text), { status });
}

function kindOf(status: number, text: string): ModelFailure {
  const isLength =
    /context_length_exceeded|(?:maximum|max)\w* context|context (?:length|window|size)|prompt is too long|too many tokens/i;
  if ((status === 400 || status === 413 || status === 422) && isLength.test(text)) {
    return "too_long";
  }
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 408) return "timeout";
  if (status === 429) return "rate_limited";
  // A path or model that is not there is the operator's setting, and another endpoint may have it.
  if (status === 404 || status >= 500) return "unavailable";
  return status >= 400 ? "refused" : "nonsense";
}
