import { type Found, type FoundUnit, fuse, isCodeSaid } from "../search/index.ts";
import type { SearchAnswer } from "./search.schema.ts";
import type { FoundChunk, SearchedBase } from "./search.store.ts";
import type { NearChunk } from "./search-vectors.ts";

/** What searching by meaning found in one base, best first. */
export interface VectorAnswer {
  ids: readonly string[];
  /** Words have half of one. */
  weight: number;
  /** How sure it is that the first answers the question, from 0 to 1. */
  confidence: number;
}

/** How far the nearest chunk stands out from the others at which either may be right. */
const standingOutEvenly = 0.3;

/**
 * Chunks near a question as an answer. Cosines mean something else with every model, so that it counts how far the nearest stands out from the rest: a question about nothing of the
 * base is about as far from all of it.
 */
export function byNearness(chunks: readonly NearChunk[]): VectorAnswer {
  const [best, ...rest] = chunks.map(({ score }) => score);
  const usual = rest.length === 0 ? 0 : rest.reduce((sum, score) => sum + score, 0) / rest.length;
  const standingOut = best === undefined || usual >= 1 ? 0 : (best - usual) / (1 - usual);
  return {
    ids: chunks.map(({ chunkId }) => chunkId),
    weight: 1,
    confidence: Math.min(1, Math.max(0, standingOut / (2 * standingOutEvenly))),
  };
}

/** What words count against meaning. */
const wordWeight = 0.5;
/** What words find for certain counts more than both together in their first places. */
const certainWeight = 2;
/** A chunk that has so much of the question, alone among all, answers it whatever lies nearer. */
const coverageCertain = 0.8;

/** What was found in one base. */
export interface BaseAnswer {
  base: SearchedBase;
  lexical: Found;
  vectors: VectorAnswer | null;
}

/** A chunk in its place. */
export interface Ranked {
  id: string;
  score: number;
  of: BaseAnswer;
  unit: FoundUnit | undefined;
}

/** How much of the question is covered. */
export function confidenceOf({ lexical, vectors }: BaseAnswer): number {
  return Math.min(1, Math.max(lexical.confidence, vectors?.confidence ?? 0));
}

/** Each base knows only how rare words are in itself: across bases what covers more of the question comes first. */
export function merge(answers: readonly BaseAnswer[]): Ranked[] {
  const rankings = answers.map(rank);
  const [only] = rankings;
  if (rankings.length === 1 && only !== undefined) return only;
  const coverage = ({ unit, of }: Ranked) => unit?.coverage ?? of.vectors?.confidence ?? 0;
  return rankings
    .flat()
    .sort((a, b) => coverage(b) - coverage(a) || b.score - a.score || (a.id < b.id ? -1 : 1));
}

function rank(of: BaseAnswer): Ranked[] {
  const { lexical, vectors } = of;
  const units = new Map(lexical.units.map((unit) => [unit.id, unit]));
  if (vectors === null) {
    return lexical.units.map((unit) => ({ id: unit.id, score: unit.score, of, unit }));
  }
  return fuse([
    { ids: lexical.units.map(({ id }) => id), weight: wordWeight },
    { ids: vectors.ids, weight: vectors.weight },
    { ids: certain(lexical.units).map(({ id }) => id), weight: certainWeight },
  ]).map(({ id, score }) => ({ id, score, of, unit: units.get(id) }));
}

/** What has a code that was asked for, and the only one that has nearly all of the question: meaning knows neither codes nor names. */
function certain(units: readonly FoundUnit[]): FoundUnit[] {
  const covering = units.filter(({ coverage }) => coverage >= coverageCertain);
  return units.filter((unit) => hasCode(unit) || (covering.length === 1 && unit === covering[0]));
}

function hasCode({ matches }: FoundUnit): boolean {
  return matches.some(({ said, isRepaired }) => !isRepaired && isCodeSaid(said));
}

/** Shows a chunk that was found. */
export function toItem({ id, score, of }: Ranked, chunks: ReadonlyMap<string, FoundChunk>) {
  const chunk = chunks.get(id);
  if (chunk === undefined) throw new Error("a chunk that was read is gone");
  return {
    document_id: chunk.document_id,
    external_id: chunk.external_id,
    chunk_id: id,
    knowledge_base: of.base.id,
    location_id: of.base.location_id,
    title: chunk.title,
    heading_path: chunk.heading_path,
    question: chunk.question,
    text: chunk.text,
    category: chunk.category,
    url: chunk.url,
    score,
  };
}

/** Says why each chunk is where it is. */
export function explain(
  answers: readonly BaseAnswer[],
  ranked: readonly Ranked[],
): NonNullable<SearchAnswer["explanation"]> {
  const placeIn = (ids: readonly string[], id: string) => {
    const place = ids.indexOf(id);
    return place < 0 ? null : place + 1;
  };
  return {
    bases: answers.map(({ base, lexical }) => ({
      knowledge_base: base.id,
      language: base.language,
      confidence: lexical.confidence,
      words: lexical.words,
    })),
    items: ranked.map(({ id, of, unit }) => ({
      chunk_id: id,
      coverage: unit?.coverage ?? 0,
      lexical_score: unit?.score ?? 0,
      lexical_place: placeIn(
        of.lexical.units.map((one) => one.id),
        id,
      ),
      vector_place: of.vectors && placeIn(of.vectors.ids, id),
      matches: (unit?.matches ?? []).map(({ isRepaired, fields, ...match }) => ({
        ...match,
        fields: [...fields],
        is_repaired: isRepaired,
      })),
    })),
  };
}
