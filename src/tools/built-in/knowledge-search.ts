import { z } from "zod";
import type { KnowledgeSearch } from "../../knowledge/index.ts";
import { cutText } from "../../lib/text.ts";
import type { KnowledgePiece } from "../../providers/index.ts";
import type { BuiltInTool } from "../tool.ts";
import { bestPart } from "./best-part.ts";
import { defineBuiltIn } from "./define.ts";
import { type AtCall, type Places, placeOfCall } from "./find-place.ts";
import { wordsIn } from "./words.ts";

/** A caller waits for what the model makes of it: a few short pieces, the best first. */
const piecesMax = 3;
const pieceCharactersMax = 600;

interface Needs {
  search: KnowledgeSearch;
  places: Places;
}

/**
 * What is searched for whom: where the location of a call is known, nothing that was written down about another one. Where it is not, each passage about a location is told with
 * the name of that.
 */
async function openCall({ places }: Needs, use: Pick<AtCall, "scope" | "provider" | "call">) {
  const location = await placeOfCall(places, use);
  if (location !== null) return { asked: { location_id: location }, nameOf: () => null };
  const all = await places.list(use.scope);
  const nameOf = (id: string | null) => all.find((one) => one.id === id)?.name ?? null;
  return { asked: {}, nameOf };
}

/** Looks a question up in what the tenant knows. */
export function knowledgeSearch(needs: Needs): BuiltInTool {
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
      const { asked: of, nameOf } = await openCall(needs, use);
      const answer = await needs.search.search(use.scope, {
        ...{ ...settings, ...of },
        ...{ query: question, history: [], top_k: piecesMax, explain: false },
      });
      if (!answer.found) return { text: wordsIn(use.language).nothingKnown };
      const pieces = answer.items.map(({ title, question: asked, text, location_id }) => {
        const place = nameOf(location_id);
        const heading = `${asked ?? title}${place === null ? "" : ` (${place})`}`;
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
  needs: Needs,
  use: Pick<AtCall, "scope" | "provider" | "call">,
  turns: readonly string[],
): Promise<KnowledgePiece[]> {
  const query = turns.at(-1) ?? "";
  if (query.trim() === "") return [];
  const history = turns.slice(-3, -1).map((turn) => cutText(turn, 4_000));
  const { asked, nameOf } = await openCall(needs, use);
  const answer = await needs.search.search(use.scope, {
    ...asked,
    ...{ query: cutText(query, 4_000), history, top_k: requestedMax, explain: false },
  });
  if (!answer.found) return [];
  const best = answer.items[0]?.score ?? 1;
  return answer.items.map(({ title, text, score, location_id }) => {
    const place = nameOf(location_id);
    const about = `${title}${place === null ? "" : ` (${place})`}`;
    return {
      // What is made of a location does not name in its text what it is about.
      content: location_id === null ? text : `${about}: ${text}`,
      similarity: Math.max(0, Math.min(1, answer.confidence * (best > 0 ? score / best : 1))),
    };
  });
}
