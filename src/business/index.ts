export { type BusinessNeeds, businessRoutes } from "./business.routes.ts";
export { businessData } from "./business-data.ts";
export { createGeocoder } from "./geocoder.ts";
export { type KnowledgeText, readKnowledgeTexts } from "./knowledge-texts.ts";
export { type BusinessLookups, createBusinessLookups } from "./lookups.ts";
