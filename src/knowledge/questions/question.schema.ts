import { z } from "zod";
import { PageQuery } from "../../store/index.ts";
import { BaseKey } from "../knowledge.schema.ts";

const instant = z.string().meta({ format: "date-time" });
const text = (charactersMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charactersMax)
    .refine((given) => !given.includes("\0"), "must not hold NUL");
const Name = text(100).refine((name) => !/^qst_/i.test(name), "must not look like an id");

/** More questions than this are no longer gone through by hand. */
export const questionsMax = 2_000;
const perRequestMax = 500;
const csvCharactersMax = 900_000;

const asked = {
  query: text(4_000).describe("As somebody would say it."),
  history: z
    .array(text(4_000))
    .max(20)
    .default([])
    .describe("What they said before, oldest first."),
  expected_document: text(200)
    .nullable()
    .default(null)
    .describe("Id or external id of the document that answers it."),
  expected_passage: text(2_000)
    .nullable()
    .default(null)
    .describe(
      "Words that the answer's text must hold; capitals, blanks and punctuation do not count.",
    ),
  expects_nothing: z.boolean().default(false).describe("Whether nothing should be found."),
  note: text(500).nullable().default(null),
};
type Expected = Pick<z.infer<z.ZodObject<typeof asked>>, `expect${string}` & keyof typeof asked>;

/** Whether it is said what is expected, and only one thing. */
export function isExpectationClear(of: Expected): boolean {
  return of.expects_nothing === (of.expected_document === null && of.expected_passage === null);
}
export const expectationMessage =
  "say either what should be found (expected_document, expected_passage) or expects_nothing";

export const NewQuestion = z
  .object(asked)
  .refine(isExpectationClear, { message: expectationMessage, path: ["expects_nothing"] });
export type NewQuestion = z.infer<typeof NewQuestion>;

/** What is left out stays. */
export const QuestionChange = z.object({
  query: asked.query.optional(),
  history: z.array(text(4_000)).max(20).optional(),
  expected_document: text(200).nullable().optional(),
  expected_passage: text(2_000).nullable().optional(),
  expects_nothing: z.boolean().optional(),
  note: text(500).nullable().optional(),
});
export type QuestionChange = z.infer<typeof QuestionChange>;

export const Question = z
  .object({
    id: z.string(),
    query: z.string(),
    history: z.array(z.string()),
    expected_document: z.string().nullable(),
    expected_passage: z.string().nullable(),
    expects_nothing: z.boolean(),
    note: z.string().nullable(),
  })
  .meta({ id: "KnowledgeQuestion" });

export const NewQuestionSet = z.object({
  knowledge_base: BaseKey,
  name: Name,
  questions: z.array(NewQuestion).max(perRequestMax).default([]),
});
export type NewQuestionSet = z.infer<typeof NewQuestionSet>;

export const QuestionSetChange = z.object({ name: Name });

export const QuestionSetFilters = PageQuery.extend({ knowledge_base: BaseKey.optional() });

export const QuestionSet = z
  .object({
    id: z.string(),
    name: z.string(),
    knowledge_base_id: z.string(),
    knowledge_base: z.string().describe("Its name."),
    questions: z.number().int(),
    last_run_id: z.string().nullable().describe("The newest run, whatever its status."),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "KnowledgeQuestionSet" });
export type QuestionSet = z.infer<typeof QuestionSet>;

/** Questions to add, as JSON or as CSV. */
export const QuestionImport = z
  .object({
    questions: z.array(NewQuestion).min(1).max(perRequestMax).optional(),
    csv: z
      .string()
      .max(csvCharactersMax)
      .optional()
      .describe(
        "The first line names the columns: query, history (turns with a line break between), expected_document, expected_passage, expects_nothing (true or false), note.",
      ),
    replace: z.boolean().default(false).describe("Whether the present questions go."),
  })
  .refine(({ questions, csv }) => (questions === undefined) !== (csv === undefined), {
    message: "give either questions or csv",
    path: ["questions"],
  });
export type QuestionImport = z.infer<typeof QuestionImport>;

export const Imported = z.object({
  added: z.number().int(),
  removed: z.number().int(),
  questions: z.number().int().describe("How many the set has now."),
});
