import { z } from "zod";

export const DefinitionQuery = z.object({
  provider: z.string().max(100),
  connection: z
    .string()
    .max(100)
    .optional()
    .describe("The id of a connection. Left out: the provider's own, else its first."),
});
export type DefinitionQuery = z.infer<typeof DefinitionQuery>;

export const ToolDefinitions = z
  .object({
    provider: z.string(),
    connection_id: z.string(),
    how: z.string().describe("Where the definitions go, and what to fill in. For people."),
    data: z.array(
      z.object({
        tool_id: z.string(),
        name: z.string(),
        url: z.string().describe("Where the agent's requests for this tool go."),
        definition: z
          .record(z.string(), z.unknown())
          .describe("In the provider's own words. Holds no secret; <…> is to be filled in."),
      }),
    ),
  })
  .meta({ id: "ToolDefinitions" });
export type ToolDefinitions = z.infer<typeof ToolDefinitions>;
