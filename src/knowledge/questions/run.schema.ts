import { z } from "zod";
import { PageQuery } from "../../store/index.ts";

const instant = z.string().meta({ format: "date-time" });
const share = z.number().min(0).max(1).nullable();

export const Figures = z
  .object({
    answerable: z.number().int().describe("Questions with something to be found."),
    unanswerable: z.number().int().describe("Questions that should find nothing."),
    right: z.number().int().describe("Questions answered as expected; see `is_right`."),
    recall_at_1: share.describe("Of the answerable, with a right item in the first place."),
    recall_at_5: share.describe("Of the answerable, with a right item among the first five."),
    right_not_found: share.describe("Of the unanswerable, answered with `found: false`."),
    wrong_not_found: share.describe("Of the answerable, answered with `found: false`."),
    degraded: z.number().int().describe("Answers that had to do without meaning."),
  })
  .describe("Shares are null where there is no such question.");
export type Figures = z.infer<typeof Figures>;

export const RunDifference = z
  .object({
    with_run_id: z.string().describe("The run before."),
    summary: z.string().describe("For people: `3 answers changed, 1 lost, 2 gained`."),
    changed: z.number().int().describe("Answers with another first text, or none in place of one."),
    lost: z.number().int().describe("Right before, and no longer."),
    gained: z.number().int().describe("Right now, and not before."),
    not_compared: z.number().int().describe("Questions that are new or were changed."),
  })
  .meta({ id: "KnowledgeQuestionRunDifference" });
export type RunDifference = z.infer<typeof RunDifference>;

export const QuestionRun = z
  .object({
    id: z.string(),
    question_set_id: z.string(),
    status: z.enum(["queued", "running", "done", "failed"]),
    total: z.number().int(),
    answered: z.number().int(),
    searched_by: z
      .enum(["lexical", "hybrid"])
      .nullable()
      .describe("`hybrid` when vectors took part in at least one answer; null before the end."),
    model: z.string().nullable().describe("The embedding model of these vectors."),
    base_version: z.number().int().nullable().describe("The knowledge base's, at the beginning."),
    is_base_changed: z.boolean().describe("Whether the base changed while it ran."),
    figures: Figures.nullable().describe("Null before the end."),
    problem: z
      .object({ type: z.string(), title: z.string(), detail: z.string() })
      .nullable()
      .describe("Why it failed, or why the last try did."),
    created_by: z.string(),
    created_at: instant,
    finished_at: instant.nullable(),
  })
  .meta({ id: "KnowledgeQuestionRun" });
export type QuestionRun = z.infer<typeof QuestionRun>;

const Given = z.object({
  document_id: z.string(),
  external_id: z.string().nullable(),
  chunk_id: z.string(),
  content_hash: z.string().describe("SHA-256 of the chunk's text, in hexadecimal."),
  title: z.string(),
  score: z.number(),
});
export type Given = z.infer<typeof Given>;

const Outcome = z.object({
  is_found: z.boolean(),
  confidence: z.number(),
  rank: z
    .number()
    .int()
    .nullable()
    .describe("The place of the first right item, from 1; null when none of the first ten is."),
  is_right: z
    .boolean()
    .describe(
      "Found, with a right item among the first five; for a question that should find nothing: not found.",
    ),
  is_degraded: z.boolean().describe("Whether it had to do without meaning."),
  items: z.array(Given).describe("The first five."),
});
export type Outcome = z.infer<typeof Outcome>;

const askedQuestion = {
  question_id: z.string(),
  query: z.string(),
  history: z.array(z.string()),
  expected_document: z.string().nullable(),
  expected_passage: z.string().nullable(),
  expects_nothing: z.boolean(),
};

export const QuestionAnswer = z
  .object({
    ...askedQuestion,
    place: z.number().int(),
    outcome: Outcome.nullable().describe("Null until it is answered."),
  })
  .meta({ id: "KnowledgeQuestionAnswer" });
export type QuestionAnswer = z.infer<typeof QuestionAnswer>;

export const AnswerFilters = PageQuery.extend({
  is_right: z.enum(["true", "false"]).optional().describe("Only answers that are, or are not."),
});

export const Comparison = RunDifference.extend({
  questions: z
    .array(
      z.object({
        ...askedQuestion,
        kind: z.enum(["lost", "gained", "changed"]),
        before: Outcome,
        after: Outcome,
      }),
    )
    .describe("Those lost first, then those gained, then those that changed otherwise."),
}).meta({ id: "KnowledgeQuestionRunComparison" });
export type Comparison = z.infer<typeof Comparison>;
