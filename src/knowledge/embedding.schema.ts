import { z } from "zod";

/** Which chunks embeddings are asked for. */
export const EmbeddingSelection = z.object({
  knowledge_base: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "Id or name. Left out: every knowledge base." }),
  category: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "Only documents of this category are counted, and tried again." }),
});
export type EmbeddingSelection = z.infer<typeof EmbeddingSelection>;

/** How far embeddings are. */
export const EmbeddingStatus = z
  .object({
    state: z.enum(["off", "working", "waiting", "complete"]).meta({
      description:
        "`off`: no embedding model is set. `waiting`: the last try failed, `problem` says why. `complete`: nothing is left to do.",
    }),
    model: z.string().nullable(),
    dimensions: z.int().nullable(),
    index: z.enum(["in_process", "pgvector", "qdrant", "weaviate"]),
    total: z.int().meta({ description: "Chunks." }),
    embedded: z
      .int()
      .meta({ description: "Of them, those with a vector of the model for what they say now." }),
    pending: z.int(),
    failed: z.int().meta({ description: "Of them, those whose text the model's service refuses." }),
    is_complete: z.boolean().meta({ description: "Whether every chunk is embedded and searched." }),
    tokens: z.int().nullable().meta({
      description:
        "What the model's service counted for all chunks of these knowledge bases so far, whichever category; null where it did not say.",
    }),
    cost_usd: z.string().nullable().meta({
      description: "What these tokens cost at today's price; null when that is not known.",
    }),
    problem: z.string().nullable(),
    next_try_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "EmbeddingStatus" });
export type EmbeddingStatus = z.infer<typeof EmbeddingStatus>;
