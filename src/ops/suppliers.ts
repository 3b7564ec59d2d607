import type { Config } from "../config/index.ts";

/** Somebody on whom we depend, and the address at which they are asked. */
export interface Supplier {
  name: string;
  kind: "provider" | "model" | "embedding" | "vectors" | "mail";
  url: string;
}

/** The settings that name suppliers; each may be left out. */
type Settings = Pick<
  Config,
  | "LLM_BASE_URL"
  | "LLM_API_KEY"
  | "LLM_FALLBACK_BASE_URL"
  | "EMBEDDING_BASE_URL"
  | "EMBEDDING_API_KEY"
  | "OPENAI_BASE_URL"
  | "OPENAI_API_KEY"
  | "QDRANT_URL"
  | "WEAVIATE_URL"
> & { SMTP_URL?: string | undefined };

/** Whoever the environment names besides the providers; Redis is asked through the connection that we have. */
export function suppliersOf(settings: Settings): Supplier[] {
  const openai = settings.OPENAI_BASE_URL ?? "https://api.openai.com/v1";
  const { LLM_API_KEY, EMBEDDING_API_KEY, OPENAI_API_KEY } = settings;
  const hasModelKey = (LLM_API_KEY ?? OPENAI_API_KEY) !== undefined;
  const hasEmbeddingKey = (EMBEDDING_API_KEY ?? OPENAI_API_KEY) !== undefined;
  const model = settings.LLM_BASE_URL ?? (hasModelKey ? openai : undefined);
  const embedding = settings.EMBEDDING_BASE_URL ?? (hasEmbeddingKey ? openai : undefined);
  const named: ReadonlyArray<readonly [Supplier["kind"], string, string | undefined]> = [
    ["model", "The model", model],
    ["model", "The second model", settings.LLM_FALLBACK_BASE_URL],
    ["embedding", "The embedding service", embedding],
    ["vectors", "Qdrant", settings.QDRANT_URL],
    ["vectors", "Weaviate", settings.QDRANT_URL === undefined ? settings.WEAVIATE_URL : undefined],
    ["mail", "The mail server", settings.SMTP_URL],
  ];
  return named.flatMap(([kind, name, url]) => (url === undefined ? [] : [{ kind, name, url }]));
}
