import type { Cache } from "../cache/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type { ReadNextValidity } from "./next-validity.ts";
import { createPopularQuestions } from "./popular-questions.ts";
import type { SearchAnswer, SearchRequest } from "./search.schema.ts";
import type { SearchedBase } from "./search.store.ts";

/** A question with all that its answer depends on. */
export interface Asked {
  scope: TenantScope;
  /** The bases that are searched, as they are at the instant. */
  bases: readonly SearchedBase[];
  request: SearchRequest;
  at: number;
}

/** Answers to questions that were asked before. */
export interface KeptAnswers {
  find(asked: Asked): Promise<SearchAnswer | undefined>;
  /** Keeps an answer while it is true. Never fails; then it is not kept. */
  keep(asked: Asked, answer: SearchAnswer): Promise<void>;
  /** Counts a question, so that it can be asked again by {@link follow}. */
  note(asked: Asked): void;
  /** Has the questions that are asked often answered anew when the tenant's bases are others than before. */
  follow(
    scope: TenantScope,
    bases: readonly SearchedBase[],
    ask: (request: SearchRequest) => Promise<unknown>,
  ): void;
}

interface Needs {
  cache: Cache;
  readNextValidity: ReadNextValidity;
  ttlMs: number;
  /** Another one may rank otherwise. */
  release: string;
  now: () => number;
  log: Logger;
}

/** What is not found may have been asked by mistake, and should be found as soon as it is there. */
const emptyShare = 0.1;

/**
 * Keeps answers of searches by tenant, question and versions of the bases, which are read with every search: so a change is in the next answer on every replica, and
 * only what takes its validity from the clock ends earlier.
 */
export function createKeptAnswers(needs: Needs): KeptAnswers {
  const { cache, readNextValidity, ttlMs, release, now, log } = needs;
  const popular = createPopularQuestions({ now });

  return {
    async find({ scope, bases, request }) {
      if (request.explain) return undefined;
      const text = await cache.get(scope, nameOf(release, bases, request));
      return text === undefined ? undefined : (JSON.parse(text) as SearchAnswer);
    },

    async keep({ scope, bases, request, at }, answer) {
      // What had to do without something would be better next time.
      if (request.explain || answer.degraded.length > 0) return;
      const text = JSON.stringify(answer);
      try {
        const changesAt = await readNextValidity(scope, bases, at);
        const endsAt = at + ttlMs * (answer.found ? 1 : emptyShare);
        cache.put(scope, nameOf(release, bases, request), text, Math.min(changesAt, endsAt));
      } catch (error) {
        log.debug(errorFields(error), "an answer was not kept");
      }
    },

    note({ scope, request }) {
      // What was said before belongs to one conversation.
      if (request.explain || request.history.length > 0) return;
      const { query, knowledge_base: base, category, location_id, top_k } = request;
      const key = JSON.stringify([
        normalised(query),
        base?.toLowerCase(),
        category,
        location_id,
        top_k,
      ]);
      popular.note(scope.tenantId, key, request);
    },

    follow({ tenantId }, bases, ask) {
      const state = JSON.stringify(bases.map(stateOf));
      const requests = popular.due(tenantId, state);
      if (requests.length === 0) return;
      const askAll = async () => {
        for (const request of requests) await ask(request);
      };
      askAll()
        .catch((error: unknown) => log.debug(errorFields(error), "questions were not asked again"))
        .finally(() => popular.done(tenantId));
    },
  };
}

function nameOf(release: string, bases: readonly SearchedBase[], request: SearchRequest) {
  const { query, history, category = null, top_k } = request;
  const said = [normalised(query), ...history.map(normalised)];
  return [release, bases.map(stateOf), said, category, top_k];
}

/** Everything about a base on which answers depend. */
function stateOf({ id, language, version, answers_version, vectors }: SearchedBase) {
  return [id, language, version, answers_version, vectors];
}

/** What makes no other question: capitals, blanks and forms of the same characters. */
function normalised(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();
}
