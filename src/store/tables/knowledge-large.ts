import type { Generated } from "kysely";

/** Owner: knowledge/. One row per base too large for memory: how far what it is searched by is. */
export interface KnowledgeLargeBasesTable {
  tenant_id: string;
  base_id: string;
  version: Generated<number>;
  filled_to: Generated<string | null>;
  units: Generated<number>;
  length: Generated<number>;
  next_place: Generated<number>;
  claimed_until: Date | null;
}

/** Owner: knowledge/. One row per chunk of such a base. */
export interface KnowledgeLargeUnitsTable {
  tenant_id: string;
  base_id: string;
  place: number;
  chunk_id: string;
  length: number;
  category: string | null;
  valid_from: Date | null;
  valid_until: Date | null;
  words: string;
}

/** Owner: knowledge/. Which chunks of such a base hold a word. */
export interface KnowledgeLargeWordsTable {
  tenant_id: string;
  base_id: string;
  word: string;
  segment: number;
  places: number[];
  holding: Generated<number>;
}

/** Owner: knowledge/. Which words of such a base are spelt with a group of letters. */
export interface KnowledgeLargeGramsTable {
  tenant_id: string;
  base_id: string;
  gram: string;
  word: string;
}
