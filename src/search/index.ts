export { fuse, type Ranking } from "./fuse.ts";
export { emptyIndex } from "./lexical/lexical-index.ts";
export { queryWords } from "./lexical/query.ts";
export type { AskedWord, Found, FoundUnit, Match, SearchFilter } from "./lexical/search-index.ts";
export {
  askWidely,
  missedWords,
  mostAlike,
  pickingWords,
  repairGrams,
  searchSome,
  type WideQuestion,
  wordsIn,
} from "./lexical/search-some.ts";
export {
  createSearchScopes,
  type ScopeQuery,
  type SearchScopes,
} from "./scopes/search-scopes.ts";
export type { ScopeChanges, SearchScope, UnitSource } from "./source.ts";
export { type Field, fields, type SearchUnit, wordsOf } from "./unit.ts";
export { createInProcessIndex, type InProcessIndex } from "./vectors/in-process-index.ts";
export { type PackedVector, packVector, unpackVector } from "./vectors/pack.ts";
export type { PackedPoint } from "./vectors/packed-scope.ts";
export { createPgvectorIndex, hasPgvector } from "./vectors/pgvector-index.ts";
export { createQdrantIndex } from "./vectors/qdrant-index.ts";
export type {
  VectorHit,
  VectorIndex,
  VectorPoint,
  VectorQuery,
  VectorScope,
  VectorVersion,
} from "./vectors/vector-index.ts";
export type { VectorChanges, VectorSource } from "./vectors/vector-source.ts";
export { createWeaviateIndex } from "./vectors/weaviate-index.ts";
export { analyse, isCodeSaid } from "./words/analyse.ts";
export { type Language, languages } from "./words/language.ts";
