import type { KnowledgeDocument } from "../api.ts";
import { knowledgeLists, removeDocument } from "../knowledge/knowledge-client.ts";
import { useRemoval } from "../lib/removals.ts";

/** All but the document itself: it is not there any more. */
const renews = knowledgeLists.filter((list) => list !== "knowledge-document");

/** Removes a document in a moment; searches find it until then. */
export function useDocumentRemoval({ id, title: name }: KnowledgeDocument) {
  return useRemoval({ id, name, remove: () => removeDocument(id), renews });
}
