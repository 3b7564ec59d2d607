import { type Found, type FoundUnit, fuse, isCodeSaid } from "../search/index.ts";
import type { SearchAnswer } from "./search.schema.ts";
import type { FoundChunk, SearchedBase } from "./search.store.ts";
import type { NearChunk } from "./search-vectors.ts";
import type { UsualNearness } from "./usual-nearness.ts";

/** What searching by meaning found in one base, best first. */
export interface VectorAnswer {
  ids: readonly string[];
  /** At most 1; words have half of one. */
  weight: number;
  /** How sure it is by nearness alone that the first answers the question, from 0 to 1. */
  confidence: number;
}

/** So many deviations above what is usual meaning counts in full, and is as likely right as not by itself. */
const farAbove = 2;
/** However little a model tells chunks of a base apart, what it finds is among the rest. */
const weightMin = 0.1;

/**
 * Chunks near a question as an answer. A nearness counts by how far it is above that of chunks taken at random: a model that knows the language of a base badly finds everything in it
 * about as near, and gives way to words.
 */
export function byNearness(
  chunks: readonly NearChunk[],
  usual: UsualNearness | null,
): VectorAnswer {
  const [best] = chunks;
  const ids = chunks.map(({ chunkId }) => chunkId);
  if (best === undefined || usual === null || usual.deviation === 0) {
    return { ids, weight: 1, confidence: 0 };
  }
  const above = (best.score - usual.mean) / usual.deviation / farAbove;
  return {
    ids,
    weight: Math.min(1, Math.max(weightMin, above)),
    confidence: Math.min(1, Math.max(0, above / 2)),
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

/**
 * How sure the answer of one base is. Words say it, since what lies near a question is as near when it does not answer it; meaning does where no word of the question is there at all, as in
 * another language.
 */
export function confidenceOf({ lexical, vectors }: BaseAnswer): number {
  return lexical.confidence > 0 ? lexical.confidence : (vectors?.confidence ?? 0);
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
