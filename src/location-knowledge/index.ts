/** What is written down about a location, searched as knowledge where somebody switched it on. */

export { keepLocationKnowledge } from "./keep-location-knowledge.ts";
export { locationKnowledgeRoutes } from "./switch.routes.ts";
export { locationKnowledgeData } from "./switch-data.ts";
