import { z } from "zod";
import type { KnowledgeSearch } from "../../knowledge/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { cutText } from "../../lib/text.ts";
import type { KnowledgePiece } from "../../providers/index.ts";
import type { BuiltInTool } from "../tool.ts";
import { bestPart } from "./best-part.ts";
import { defineBuiltIn } from "./define.ts";
import { wordsIn } from "./words.ts";

/** A caller waits for what the model makes of it: a few short pieces, the best first. */
const piecesMax = 3;
const pieceCharactersMax = 600;

/** Looks a question up in what the tenant knows. */
export function knowledgeSearch({ search }: { search: KnowledgeSearch }): BuiltInTool {
  return defineBuiltIn({
    id: "knowledge_search",
    title: "Knowledge search",
    description:
      "Looks up what the business has written down: policies, frequent questions, documents. Use it before saying that something is not known, and answer only from what it gives.",
    arguments: z.object({
      question: z
        .string()
        .max(2_000)
        .describe("What the caller wants to know, as a full question."),
    }),
    settings: z.strictObject({
      knowledge_base: z
        .string()
        .max(200)
        .optional()
        .describe("The id or name of a knowledge base. Left out, all are searched."),
      category: z.string().max(100).optional().describe("Only documents of this category."),
    }),
    hasEffect: false,
    asksServer: false,
    async run(use, { question }, settings) {
      const answer = await search.search(use.scope, {
        ...settings,
        ...{ query: question, history: [], top_k: piecesMax, explain: false },
      });
      if (!answer.found) return { text: wordsIn(use.language).nothingKnown };
      const pieces = answer.items.map(({ title, question: asked, text }) => {
        const heading = asked ?? title;
        const language = use.language ?? "en";
        const charactersMax = pieceCharactersMax;
        return `${heading}: ${bestPart(text, { question, language, charactersMax })}`;
      });
      return { text: pieces.join("\n") };
    },
  });
}

const requestedMax = 5;

/** What a tenant knows about what was said last, for providers that ask for pieces of knowledge themselves. Nothing where nothing answers it. */
export async function findPieces(
  search: KnowledgeSearch,
  scope: TenantScope,
  turns: readonly string[],
): Promise<KnowledgePiece[]> {
  const query = turns.at(-1) ?? "";
  if (query.trim() === "") return [];
  const history = turns.slice(-3, -1).map((turn) => cutText(turn, 4_000));
  const answer = await search.search(scope, {
    ...{ query: cutText(query, 4_000), history, top_k: requestedMax, explain: false },
  });
  if (!answer.found) return [];
  const best = answer.items[0]?.score ?? 1;
  return answer.items.map(({ text, score }) => ({
    content: text,
    similarity: Math.max(0, Math.min(1, answer.confidence * (best > 0 ? score / best : 1))),
  }));
}
