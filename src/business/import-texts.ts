import { z } from "zod";
import { rowFields } from "./import-fields.ts";
import { entryAliases, type ImportFile, type ImportRow, readRows } from "./import-rows.ts";
import type { Columns } from "./import-table.ts";
import { NewText, type TextChange } from "./text.schema.ts";

const textColumns: Columns = {
  kinds: { external_id: "text", kind: "text", title: "text", content: "text", position: "number" },
  aliases: { ...entryAliases, question: "title", answer: "content", name: "title" },
  needed: ["title", "content"],
};

/** Reads a file of policies and questions. */
export function readTexts(file: ImportFile): ImportRow<TextChange>[] {
  const Text = z.strictObject({
    ...rowFields,
    kind: NewText.shape.kind.default("faq"),
    title: NewText.shape.title,
    content: NewText.shape.content,
  });
  return readRows(file, textColumns, { schema: Text, toChange: (read) => read });
}
