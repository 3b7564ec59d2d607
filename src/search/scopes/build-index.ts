import { type LexicalIndex, openIndex } from "../lexical/lexical-index.ts";
import { createPartsBuilder } from "../lexical/parts.ts";
import type { SearchScope, UnitSource } from "../source.ts";
import type { SearchUnit } from "../unit.ts";
import type { BuildThread, ThreadBuild } from "./build-thread.ts";

/** An index and the version of its scope that it has at least. */
export interface BuiltIndex {
  index: LexicalIndex;
  version: number;
}

/** So many units are read in here as fast as a thread could be asked. */
const unitsHereMax = 500;

/** Reads a scope and makes its index: a small one here, a large one in the thread. */
export async function buildIndex(
  { source, thread }: { source: UnitSource; thread: BuildThread },
  scope: SearchScope,
): Promise<BuiltIndex> {
  const { version, batches } = await source.load(scope);
  let here: SearchUnit[] = [];
  let there: ThreadBuild | undefined;
  try {
    for await (const batch of batches) {
      here = here.concat(batch);
      if (there === undefined && here.length <= unitsHereMax) continue;
      there ??= thread.begin();
      await there.add(here);
      here = [];
    }
    if (there !== undefined) return { index: openIndex(await there.finish()), version };
  } catch (error) {
    there?.giveUp();
    throw error;
  }
  const builder = createPartsBuilder();
  builder.add(here);
  return { index: openIndex(builder.finish()), version };
}
