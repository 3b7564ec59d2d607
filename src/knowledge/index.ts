/** What agents look up: documents in bases, made into chunks that are searched. */
export { knowledgeData } from "./knowledge-data.ts";
export { knowledgeSearchRoutes } from "./search.routes.ts";
export {
  createKnowledgeSearch,
  type KnowledgeSearch,
  type SearchVectors,
} from "./search.service.ts";
export { createUnitSource } from "./unit-source.ts";
