export { fuse, type Ranking } from "./fuse.ts";
export type { AskedWord, Found, FoundUnit, Match, SearchFilter } from "./lexical/search-index.ts";
export {
  createSearchScopes,
  type ScopeQuery,
  type SearchScopes,
} from "./scopes/search-scopes.ts";
export type { ScopeChanges, SearchScope, UnitSource } from "./source.ts";
export { type Field, fields, type SearchUnit, wordsOf } from "./unit.ts";
export { analyse } from "./words/analyse.ts";
export { type Language, languages } from "./words/language.ts";
