/** What agents look up: documents in bases, made into chunks that are searched. */
export { knowledgeData } from "./knowledge-data.ts";
