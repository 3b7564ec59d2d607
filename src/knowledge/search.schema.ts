import { z } from "zod";
import { fields } from "../search/index.ts";
import { BaseKey } from "./knowledge.schema.ts";

const charactersMax = 4_000;
const said = z.string().max(charactersMax);

export const SearchRequest = z.object({
  query: said.describe("What is asked, as it was said."),
  history: z
    .array(said)
    .max(200)
    .default([])
    .describe(
      "What the same person said before in the conversation, oldest first. The last two turns count, with less weight.",
    ),
  knowledge_base: BaseKey.optional().describe(
    "The id or the name of a knowledge base. Left out, all are searched.",
  ),
  category: z.string().max(100).optional().describe("Only documents of this category."),
  location_id: z
    .string()
    .max(100)
    .optional()
    .describe(
      "Whose callers it is for: bases made of other locations are left out, unless `knowledge_base` names one. Left out, all are searched.",
    ),
  top_k: z.number().int().min(1).max(50).default(5),
  explain: z.boolean().default(false).describe("Whether to say why each item was found."),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

const Word = z.object({
  said: z.string().describe("As it was said, in lower case and without accents."),
  weight: z.number().describe("1 in the question, less in what was said before it."),
  rarity: z.number().describe("How much it says: the fewer chunks have it, the more."),
  searched: z
    .array(z.object({ word: z.string(), weight: z.number() }))
    .describe(
      "The stems that were searched: its own and others for the same; where no chunk has it, those most like it.",
    ),
});

const Match = z.object({
  said: z.string(),
  word: z.string().describe("The stem that the chunk has."),
  is_repaired: z
    .boolean()
    .describe("Whether the stem is one that is spelt alike, in place of a word that no chunk has."),
  fields: z.array(z.enum(fields)),
  weight: z.number(),
  score: z.number().describe("What it adds to the chunk's score by words."),
});

export const SearchAnswer = z
  .object({
    found: z
      .boolean()
      .describe(
        "Whether the items answer the question. When false they are only what comes nearest: say that nothing is known.",
      ),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .describe("How likely it is that the items answer the question."),
    confidence_min: z.number().describe("What the confidence has to reach for `found`."),
    items: z.array(
      z.object({
        document_id: z.string(),
        external_id: z.string().nullable(),
        chunk_id: z.string(),
        knowledge_base: z.string().describe("The id of its knowledge base."),
        location_id: z
          .string()
          .nullable()
          .describe("The location that it is about, where the knowledge base is made of one."),
        title: z.string(),
        heading_path: z.array(z.string()),
        question: z.string().nullable(),
        text: z.string(),
        category: z.string().nullable(),
        url: z.string().nullable(),
        score: z.number().describe("Only for comparing the items of one answer."),
      }),
    ),
    took_ms: z.object({
      versions: z.number().describe("Reading how far each knowledge base is."),
      search: z.number().describe("Searching, with what had to be read into memory for it."),
      texts: z.number().describe("Reading the texts of the items."),
      total: z.number(),
    }),
    from_cache: z
      .boolean()
      .describe("Whether the same was asked before, with nothing changed since."),
    degraded: z.array(z.enum(["vectors_late"])).describe("What the search had to do without."),
    explanation: z
      .object({
        bases: z.array(
          z.object({
            knowledge_base: z.string(),
            language: z.string(),
            confidence: z.number(),
            words: z.array(Word),
          }),
        ),
        items: z
          .array(
            z.object({
              chunk_id: z.string(),
              coverage: z.number().describe("The share of the question that the chunk covers."),
              lexical_score: z.number(),
              lexical_place: z.number().int().nullable(),
              vector_place: z.number().int().nullable(),
              matches: z.array(Match),
            }),
          )
          .describe("In the order of the items."),
      })
      .optional(),
  })
  .meta({ id: "KnowledgeSearchAnswer" });
export type SearchAnswer = z.infer<typeof SearchAnswer>;
