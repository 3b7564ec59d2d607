import { z } from "zod";
import { entryFields, line, shownFields } from "./fields.ts";

const kind = z.enum(["policy", "faq"]);

export const NewText = z.object({
  ...entryFields,
  kind,
  title: line(500).min(1).describe("Of a question, the question."),
  content: line(20_000).min(1),
});
export const TextChange = NewText.partial();
export type TextChange = z.infer<typeof TextChange>;

export const TextView = z
  .object({ ...shownFields, kind, title: z.string(), content: z.string() })
  .meta({ id: "LocationText" });
export type TextView = z.infer<typeof TextView>;

export const TextFilters = z.object({
  q: line(200).optional().describe("Part of the title or content."),
  kind: kind.optional(),
});
