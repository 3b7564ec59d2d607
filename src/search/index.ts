export type { ScopeChanges, SearchScope, UnitSource } from "./source.ts";
export { type Field, fields, type SearchUnit, wordsOf } from "./unit.ts";
export { analyse } from "./words/analyse.ts";
export { type Language, languages } from "./words/language.ts";
