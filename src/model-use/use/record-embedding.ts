import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Embedded, TokenCounts } from "../../llm/index.ts";
import type { Trx } from "../../store/index.ts";
import { dayOf } from "../days.ts";
import { readCost } from "../prices/read-cost.ts";
import { addUse } from "./use.store.ts";

/** What making vectors took. */
export interface EmbeddingUse {
  readonly model: string;
  readonly requests: number;
  readonly tokens: number;
  /** Of the requests, those of which the service did not tell the tokens, so that we counted. */
  readonly estimated: number;
}

const charactersPerToken = 4;

/** What an answer to texts took: as the service told, else as long as the texts are. */
export function embeddingUse(
  model: string,
  texts: readonly string[],
  { requests, tokens }: Pick<Embedded, "requests" | "tokens">,
): EmbeddingUse {
  if (tokens !== null) return { model, requests, tokens, estimated: 0 };
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const counted = Math.ceil(characters / charactersPerToken);
  return { model, requests, tokens: counted, estimated: requests };
}

/** Tokens of which vectors are made: all of them are input. */
export const embeddedTokens = (input: number): TokenCounts => ({
  ...{ input, cachedInput: 0, output: 0 },
});

/**
 * Counts what making vectors took, at the price of its day: in the transaction that keeps them. It is the tenant's and no session's or agent's. Limits of money count it, limits of tokens do
 * not, and none stops it.
 */
export async function recordEmbedding(
  trx: Trx,
  scope: TenantScope,
  { model, requests, tokens, estimated, at }: EmbeddingUse & { at: Date },
): Promise<void> {
  if (requests === 0) return;
  const cost = await readCost(trx, scope, { model, tokens: embeddedTokens(tokens), at });
  const counted = {
    ...{ model, requests, input_tokens: tokens, cached_input_tokens: 0, output_tokens: 0 },
    ...{ cost_micros: cost ?? 0, unpriced_requests: cost === null ? requests : 0 },
    ...{ estimated_requests: estimated, fallback_requests: 0, degraded_requests: 0 },
    ...{ embedding_requests: requests, embedding_tokens: tokens },
  };
  const nobodys = { agentId: null, sessionId: null, lease: null };
  await addUse(trx, scope, { ...nobodys, day: dayOf(at), at, models: [counted] });
}
