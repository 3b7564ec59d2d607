import { z } from "zod";

export const LocationKnowledgeChange = z.object({
  is_searched: z
    .boolean()
    .describe(
      "Whether items, policies and questions of the location are a knowledge base of their own, kept in step with every change.",
    ),
});

export const LocationKnowledge = z
  .object({
    is_searched: z.boolean(),
    knowledge_base_id: z.string().nullable(),
    is_current: z
      .boolean()
      .describe(
        "Whether the knowledge base was given the latest change. Its documents tell which of their texts are found already.",
      ),
    kept_at: z
      .string()
      .nullable()
      .meta({ format: "date-time" })
      .describe("When it was last given one."),
  })
  .meta({ id: "LocationKnowledge" });
export type LocationKnowledge = z.infer<typeof LocationKnowledge>;
