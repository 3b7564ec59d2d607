export { type BusinessNeeds, businessRoutes } from "./business.routes.ts";
export { businessData } from "./business-data.ts";
export { isCurrency } from "./currency.ts";
export { allergens, diets } from "./diet.ts";
export { createGeocoder } from "./geocoder.ts";
export type { HoursAnswer } from "./hours.schema.ts";
export { services } from "./hours.ts";
export {
  type KnowledgeText,
  type LocationKnowledge,
  readLocationKnowledge,
} from "./knowledge-texts.ts";
export { lockLocation, readLocation } from "./location.service.ts";
export { type LocationName, listCategoryNames, listLocationNames } from "./location-names.ts";
export { type BusinessLookups, createBusinessLookups } from "./lookups.ts";
export { spokenLanguages, spokenLocale } from "./phrases.ts";
export { speakInstant, speakList } from "./speak.ts";
